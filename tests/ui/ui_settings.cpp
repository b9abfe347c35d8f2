// What the window remembers is written by another thread, and nothing of it is lost.
#include "gui/SettingsFlush.h"

#include <QCoreApplication>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace lockkeeper;

class UiSettings final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theGuiThreadWritesNothing();
    void everyChangeIsWritten();

private:
    [[nodiscard]] QString path() const
    {
        return m_folder.filePath(QLatin1StringView(QTest::currentTestFunction()));
    }
    [[nodiscard]] QByteArray written() const
    {
        QFile file(path());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    QTemporaryDir m_folder;
};

void UiSettings::theGuiThreadWritesNothing()
{
    {
        QSettings settings(path(), QSettings::IniFormat);
        const app::SettingsFlush flush(settings, 1h);
        settings.setValue(u"width"_s, 900);
        QTest::qWait(50); // QSettings would have written by itself
        QCOMPARE(written(), QByteArray());
        QCOMPARE(settings.value(u"width"_s).toInt(), 900);
    }
    QVERIFY2(written().contains("width=900"), written().constData());
}

void UiSettings::everyChangeIsWritten()
{
    QSettings settings(path(), QSettings::IniFormat);
    const app::SettingsFlush flush(settings, 20ms);
    for (const QByteArray &width : {QByteArray("900"), QByteArray("901"), QByteArray("902")}) {
        settings.setValue(u"width"_s, QString::fromLatin1(width));
        QTRY_VERIFY(written().contains("width=" + width));
    }
    settings.remove(u"width"_s);
    QTRY_VERIFY(!written().contains("width"));
}

QTEST_GUILESS_MAIN(UiSettings)

#include "ui_settings.moc"
