// Character references, decoded.
#include "text/html/Entities.h"

#include <QTest>

using namespace Qt::StringLiterals;
using lockkeeper::text::decodedEntities;

class HtmlEntitiesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void decoded_data();
    void decoded();
    void manyAreDecodedOnce();
};

void HtmlEntitiesTest::decoded_data()
{
    QTest::addColumn<QString>("html");
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing") << QString() << QString();
    QTest::newRow("none") << u" a < b > c "_s << u" a < b > c "_s;
    QTest::newRow("the five") << u"&lt;&gt;&amp;&quot;&apos;"_s << u"<>&\"'"_s;
    QTest::newRow("numbers") << u"&#65;&#x42;&#X1F30A;"_s << u"AB\U0001F30A"_s;
    QTest::newRow("names") << u"&eacute;&yuml;&nbsp;&hellip;&beta;"_s << u"éÿ\u00A0…β"_s;
    QTest::newRow("Windows-1252's numbers") << u"&#150;&#128;"_s << u"–€"_s;
    QTest::newRow("no references") << u"R&D & &unknown; &;&"_s << u"R&D & &unknown; &;&"_s;
    QTest::newRow("impossible numbers") << u"a&#0;&#xD800;&#99999999;b"_s << u"a\uFFFD\uFFFD\uFFFDb"_s;
    QTest::newRow("once only") << u"&amp;lt;"_s << u"&lt;"_s;
    QTest::newRow("markup is text") << u"<p>&lt;p&gt;</p><!-- &amp; -->"_s << u"<p><p></p><!-- & -->"_s;
    QTest::newRow("blanks stay") << u"\n &amp;\n"_s << u"\n &\n"_s;
    QTest::newRow("NUL and half a pair") << u"&amp;"_s + QChar(0) + QChar(0xd800) << u"&"_s;
}

void HtmlEntitiesTest::decoded()
{
    QFETCH(QString, html);
    QFETCH(QString, text);
    QCOMPARE(decodedEntities(html), text);
}

void HtmlEntitiesTest::manyAreDecodedOnce()
{
    QCOMPARE(decodedEntities(u"&amp;"_s.repeated(200'000)), QString(200'000, u'&'));
    QCOMPARE(decodedEntities(QString(200'000, u'&')), QString(200'000, u'&'));
}

QTEST_GUILESS_MAIN(HtmlEntitiesTest)
#include "html_entities.moc"
