// What each setting takes, what is written of it, and by which words it is found.
#include "settings/Catalogue.h"
#include "settings/Kept.h"

#include <QDir>
#include <QFile>
#include <QSet>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace lockkeeper;

namespace {
settings::Setting named(const char *key)
{
    const QList<settings::Setting> all = settings::catalogue();
    const auto found = std::ranges::find(all, QString(QLatin1StringView(key)), &settings::Setting::key);
    if (found == all.end())
        qFatal("no such setting");
    return *found;
}
QStringList keysAbout(const QString &words)
{
    QStringList keys;
    for (const settings::Setting &setting : settings::catalogue()) {
        if (settings::isAbout(setting, words))
            keys += setting.key;
    }
    return keys;
}
} // namespace

class CatalogueTest final : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_dir;

private Q_SLOTS:
    void everySettingIsWhole()
    {
        QSet<QString> keys;
        for (const settings::Setting &setting : settings::catalogue()) {
            QVERIFY2(!keys.contains(setting.key), qPrintable(setting.key));
            keys.insert(setting.key);
            QVERIFY2(!setting.label.isEmpty() && setting.toolTip.endsWith(u'.'), qPrintable(setting.key));
            const Result<QString> fallback = settings::checked(setting, setting.fallback);
            QVERIFY2(fallback.ok() && *fallback == setting.fallback, qPrintable(setting.key));
            QCOMPARE(*settings::checked(setting, u"  "_s), setting.fallback);
        }
        QVERIFY(keys.size() > 20);
    }

    void values_data()
    {
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("kept"); // null: refused
        const auto row = [](const char *key, const QString &text, const QString &kept = {}) {
            QTest::addRow("%s %s", key, qPrintable(text)) << QByteArray(key) << text << kept;
        };
        row("jobs", u" 12 "_s, u"12"_s);
        row("jobs", u"0"_s);
        row("jobs", u"65"_s);
        row("jobs", u"4.5"_s);
        row("jobs", u"99999999999999999999"_s);
        row("busyTimeoutMs", u"0"_s, u"0"_s);
        row("timeoutSeconds", u"2.50"_s, u"2.5"_s);
        row("timeoutSeconds", u"nan"_s);
        row("timeoutSeconds", u"inf"_s);
        row("timeoutSeconds", u"0"_s);
        row("proxy/kind", u"socks5"_s, u"socks5"_s);
        row("proxy/kind", u"SOCKS4"_s);
        row("proxy/host", u"proxy.example.org"_s, u"proxy.example.org"_s);
        row("proxy/host", u"http://proxy"_s);
        row("proxy/host", u"me:secret@proxy"_s);
        row("proxy/host", u"[::1]"_s, u"[::1]"_s);
        row("proxy/port", u"65536"_s);
        row("contact", u"me@example.org"_s, u"me@example.org"_s);
        row("contact", u"a\u0001b"_s);
        row("contact", u"mé"_s);
        row("backups/beforeSwitch", u"false"_s, u"false"_s);
        row("backups/beforeSwitch", u"maybe"_s);
        row("endpoints/github", u"https://ghe.example.org/api/v3"_s, u"https://ghe.example.org/api/v3"_s);
        row("endpoints/github", u"ghe.example.org"_s);
        row("endpoints/github", u"https://me:hunter2@ghe.example.org"_s);
        row("paces/discourse", u"0.5"_s, u"0.5"_s);
        row("dataDir", u"/a/../b/"_s, u"/b"_s);
    }
    void values()
    {
        QFETCH(QByteArray, key);
        QFETCH(QString, text);
        QFETCH(QString, kept);
        const Result<QString> value = settings::checked(named(key.constData()), text);
        QCOMPARE(value.ok(), !kept.isNull());
        if (value) {
            QCOMPARE(*value, kept);
        } else {
            QVERIFY(!value.error().text.isEmpty());
            QVERIFY(!(value.error().text + value.error().hint).contains(u"hunter2"_s));
        }
    }

    void onlyWhatWasChosenIsWritten()
    {
        const QString path = m_dir.filePath(u"written.ini"_s);
        {
            QSettings file(path, QSettings::IniFormat);
            file.setValue(u"somebody/elses"_s, 1);
            settings::Values values = settings::readKept(file).values;
            values[u"jobs"_s] = u"3"_s;
            values[u"paces/github"_s] = u"2"_s;
            settings::writeKept(file, values);
        }
        QSettings file(path, QSettings::IniFormat);
        QStringList written = file.allKeys();
        written.sort();
        QCOMPARE(written, (QStringList{u"jobs"_s, u"paces/github"_s, u"somebody/elses"_s}));
        settings::Kept kept = settings::readKept(file);
        QCOMPARE(kept.notices, QStringList());
        QCOMPARE(kept.values.value(u"jobs"_s), u"3"_s);
        kept.values[u"jobs"_s] = u"16"_s;
        settings::writeKept(file, kept.values);
        QVERIFY(!file.contains(u"jobs"_s));
    }

    void readingMakesNoFile()
    {
        const QString path = m_dir.filePath(u"none.ini"_s);
        {
            const QSettings file(path, QSettings::IniFormat);
            QCOMPARE(settings::readKept(file).notices, QStringList());
        }
        QVERIFY(!QFile::exists(path));
    }

    void anythingInTheFileIsSurvived()
    {
        const QString path = m_dir.filePath(u"broken.ini"_s);
        QFile raw(path);
        QVERIFY(raw.open(QIODevice::WriteOnly));
        raw.write("jobs=@Invalid()\nbusyTimeoutMs=@ByteArray(\\0\\0)\ncontact=a, b, "
                  "c\ndataDir=\"a\\0b\"\n[proxy\n=\n]]");
        raw.write(QByteArray(1000, '\xff'));
        raw.close();
        const QSettings file(path, QSettings::IniFormat);
        const settings::Kept kept = settings::readKept(file);
        QCOMPARE(kept.values.value(u"jobs"_s), u"16"_s);
        QCOMPARE(kept.values.value(u"busyTimeoutMs"_s), u"30000"_s);
        QCOMPARE(kept.values.value(u"contact"_s), u"a, b, c"_s);
    }

    void foundByWords()
    {
        QVERIFY(keysAbout(u"parallel"_s).contains(u"jobs"_s));
        QVERIFY(keysAbout(u"SOCKS"_s).contains(u"proxy/kind"_s));
        QVERIFY(keysAbout(u"rate git"_s).contains(u"paces/github"_s));
        QVERIFY(!keysAbout(u"rate git"_s).contains(u"paces/openalex"_s));
        QVERIFY(keysAbout(u"user agent"_s).contains(u"contact"_s));
        QCOMPARE(keysAbout(u"dark"_s), QStringList{u"appearance"_s});
        QCOMPARE(keysAbout(u"zebra"_s), QStringList());
        QCOMPARE(keysAbout({}).size(), settings::catalogue().size());
    }
};

QTEST_GUILESS_MAIN(CatalogueTest)
#include "settings.moc"
