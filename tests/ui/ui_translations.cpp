// English plurals: every string with a number has both forms, and the programs find them.
#include "resources/Translations.h"

#include <QCoreApplication>
#include <QFile>
#include <QTest>
#include <QXmlStreamReader>

using namespace Qt::StringLiterals;

class UiTranslations final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneAndMany();
    void everyFormIsFilledIn();
};

void UiTranslations::oneAndMany()
{
    QVERIFY(lockkeeper::resources::installTranslations(*QCoreApplication::instance()));
    const auto text = [](int n) {
        return QCoreApplication::translate("lockkeeper::ProgressLook", "%Ln items checked", nullptr, n);
    };
    QCOMPARE(text(1), u"1 item checked"_s);
    QCOMPARE(text(2), u"2 items checked"_s);
    QCOMPARE(text(0), u"0 items checked"_s);
}

void UiTranslations::everyFormIsFilledIn()
{
    QFile file(QStringLiteral(LOCKKEEPER_TEST_DATA) + u"/../../resources/translations/lockkeeper_en.ts"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QXmlStreamReader xml(&file);
    int forms = 0;
    QString source;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == "source"_L1) {
            source = xml.readElementText();
            QVERIFY2(source.contains("%n"_L1) || source.contains("%Ln"_L1), qPrintable(source));
        } else if (xml.name() == "translation"_L1) {
            QVERIFY2(!xml.attributes().hasAttribute("type"_L1), qPrintable(source)); // "unfinished"
        } else if (xml.name() == "numerusform"_L1) {
            const QString form = xml.readElementText();
            QVERIFY2(!form.isEmpty(), qPrintable(source));
            ++forms;
        }
    }
    QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
    QVERIFY(forms > 0 && forms % 2 == 0);
}

QTEST_GUILESS_MAIN(UiTranslations)
#include "ui_translations.moc"
