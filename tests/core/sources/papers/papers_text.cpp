// Text and dates of papers, alone: markup, entities, OpenAlex's index of words, PubMed's dates.
#include "sources/papers/InvertedIndex.h"
#include "sources/papers/PaperDate.h"
#include "sources/papers/PaperText.h"
#include "sources/papers/WholeQuery.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper::sources::papers;

class PapersTextTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void plain_data();
    void plain();
    void columns();
    void hostileMarkupIsQuick();
    void indexGivesTheText();
    void hostileIndexes();
    void dates_data();
    void dates();
    void datesInText_data();
    void datesInText();
    void queriesArriveAsMeant();
};

void PapersTextTest::plain_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("as it is") << u"Theta rhythms"_s << u"Theta rhythms"_s;
    QTest::newRow("italics") << u"On <i>Mus musculus</i>"_s << u"On Mus musculus"_s;
    QTest::newRow("within a word") << u"H<sub>2</sub>O and 10<sup>-3</sup>"_s << u"H2O and 10-3"_s;
    QTest::newRow("attributes") << u"<span class=\"x y\">a</span> <A HREF='b'>c</A>"_s << u"a c"_s;
    QTest::newRow("JATS")
        << u"<jats:title>Aim</jats:title><jats:p>To <jats:italic>see</jats:italic>.</jats:p>"_s
        << u"Aim To see."_s;
    QTest::newRow("MathML")
        << u"<mml:math><mml:msub><mml:mi>V</mml:mi><mml:mn>2</mml:mn></mml:msub></mml:math>"_s << u"V2"_s;
    QTest::newRow("line break") << u"one<br/>two"_s << u"one two"_s;
    QTest::newRow("entities") << u"Bread &amp; butter &#946;-waves &#x3b1; &eacute; &ndash;"_s
                              << u"Bread & butter β-waves α é –"_s;
    QTest::newRow("escaped markup") << u"&lt;b&gt;Bold&lt;/b&gt;"_s << u"Bold"_s;
    QTest::newRow("escaped twice") << u"&amp;lt;i&amp;gt;Twice&amp;lt;/i&amp;gt; &amp;amp; more"_s
                                   << u"Twice & more"_s;
    QTest::newRow("less than") << u"p < 0.05 and q > 0.1"_s << u"p < 0.05 and q > 0.1"_s;
    QTest::newRow("less than, escaped") << u"p &lt; 0.05 &gt;"_s << u"p < 0.05 >"_s;
    QTest::newRow("no tag") << u"if a <b and c> d"_s << u"if a <b and c> d"_s;
    QTest::newRow("unknown tag") << u"the <stimulus> object"_s << u"the <stimulus> object"_s;
    QTest::newRow("never closed") << u"x <i"_s << u"x <i"_s;
    QTest::newRow("at the end") << u"x <"_s << u"x <"_s;
    QTest::newRow("unknown entity") << u"AT&T; R&D &nosuch;"_s << u"AT&T; R&D &nosuch;"_s;
    QTest::newRow("blanks") << u"  a \n\t b  "_s << u"a b"_s;
    QTest::newRow("blank before an entity") << u" &amp; b"_s << u"& b"_s;
    QTest::newRow("beyond the first plane") << u"&#x1D6FC; 𝛽"_s << u"𝛼 𝛽"_s;
}

void PapersTextTest::plain()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    QCOMPARE(plainText(text), expected);
    QCOMPARE(plainText(expected), expected);
}

void PapersTextTest::columns()
{
    QVERIFY(titleColumn(u" \n "_s).isNull());
    QVERIFY(abstractColumn(u"\n\n"_s).isNull());
    QCOMPARE(titleColumn(u"a\0b\xd800"_s), u"ab"_s);
    QCOMPARE(abstractColumn(u"AIM: x  y\n\nEND: z "_s), u"AIM: x y\nEND: z"_s);
    const QString wide = QString::fromUcs4(U"\x1D6FC").repeated(3000);
    QCOMPARE(abstractColumn(wide), wide.left(2 * abstractLimit)); // whole characters
    QCOMPARE(webUrl(u" https://doi.org/10.1/x(y)<z> "_s).left(25), u"https://doi.org/10.1/x(y)"_s);
    QCOMPARE(webUrl(u"http://h.example/a file (1).pdf?x=%20#p"_s),
             u"http://h.example/a%20file%20(1).pdf?x=%20#p"_s);
    QVERIFY(webUrl(u"javascript:alert(1)"_s).isNull());
    QVERIFY(webUrl(u"doi.org/10.1/x"_s).isNull());
    QCOMPARE(webUrl(u"htTps://doi.org/10.1/X"_s), u"https://doi.org/10.1/X"_s); // found by papers_json
    const QString host = u"https://h.example/"_s;
    QCOMPARE(webUrl(host + QString(urlLimit - host.size(), u'a')).size(), urlLimit);
    QVERIFY(webUrl(host + QString(urlLimit, u'a')).isNull());
    QVERIFY(webUrl(host + QString(urlLimit / 2, u' ') + u'a').isNull()); // too long once encoded
    QVERIFY(webUrl({}).isNull());
}

void PapersTextTest::hostileMarkupIsQuick()
{
    // Every text at its longest, and beyond.
    for (const char *part : {"<", "&", "<i ", "&#", "<a b='", "&amp;"}) {
        const QString hostile = QString::fromLatin1(part).repeated(1'000'000);
        QVERIFY(plainText(hostile).size() <= looksAt);
    }
    QCOMPARE(plainText(u"<i>"_s.repeated(1'000)), u""_s);
    QCOMPARE(plainText(u"&amp;"_s.repeated(1'000)), u"&"_s.repeated(1'000));
}

void PapersTextTest::indexGivesTheText()
{
    QCOMPARE(textOfIndex({}), QString());
    QCOMPARE(
        textOfIndex({{u"the"_s, QJsonArray{0, 2}}, {u"cat"_s, QJsonArray{1}}, {u"dog"_s, QJsonArray{3}}}),
        u"the cat the dog"_s);
    // Gaps close up, and two words at one place are both kept.
    QCOMPARE(textOfIndex({{u"a"_s, QJsonArray{5}}, {u"b"_s, QJsonArray{5, 900}}}), u"a b b"_s);
}

void PapersTextTest::hostileIndexes()
{
    QCOMPARE(textOfIndex({{u"far"_s, QJsonArray{9007199254740991.0}}, {u"near"_s, QJsonArray{0}}}),
             u"near far"_s);
    QCOMPARE(textOfIndex({{u"x"_s, QJsonArray{-1, 0.5, u"3"_s, QJsonValue(), QJsonArray{1}, 1e300}},
                          {u"y"_s, u"no list"_s},
                          {u"z"_s, QJsonArray{1}}}),
             u"z"_s);
    QJsonArray everywhere;
    for (int i = 0; i < 300'000; ++i)
        everywhere.append(i);
    const QString text = textOfIndex({{u"word"_s, everywhere}});
    QVERIFY(text.startsWith(u"word word"));
    QVERIFY(text.size() < 100'000);
}

void PapersTextTest::dates_data()
{
    QTest::addColumn<QString>("year");
    QTest::addColumn<QString>("month");
    QTest::addColumn<QString>("day");
    QTest::addColumn<QString>("expected");
    QTest::newRow("whole") << u"2024"_s << u"Jul"_s << u"04"_s << u"2024-07-04"_s;
    QTest::newRow("numbers") << u"2019"_s << u"10"_s << u"9"_s << u"2019-10-09"_s;
    QTest::newRow("whole name") << u"2019"_s << u"September"_s << QString() << u"2019-09"_s;
    QTest::newRow("year") << u" 2014 "_s << QString() << QString() << u"2014"_s;
    QTest::newRow("day without a month") << u"2014"_s << QString() << u"3"_s << u"2014"_s;
    QTest::newRow("no such day") << u"2023"_s << u"02"_s << u"30"_s << u"2023-02"_s;
    QTest::newRow("no such month") << u"2023"_s << u"13"_s << u"1"_s << u"2023"_s;
    QTest::newRow("no year") << u"soon"_s << u"02"_s << u"1"_s << QString();
    QTest::newRow("no real year") << u"0"_s << QString() << QString() << QString();
    QTest::newRow("large") << u"99999999999999"_s << QString() << QString() << QString();
}

void PapersTextTest::dates()
{
    QFETCH(QString, year);
    QFETCH(QString, month);
    QFETCH(QString, day);
    QFETCH(QString, expected);
    QCOMPARE(dateOf(year, month, day), expected);
    QCOMPARE(dateOf(year, month, day).isNull(), expected.isNull());
}

void PapersTextTest::datesInText_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("months") << u"1978 Jul-Sep"_s << u"1978-07"_s;
    QTest::newRow("over the year's end") << u"1998 Dec-1999 Jan"_s << u"1998-12"_s;
    QTest::newRow("season") << u"2000 Spring"_s << u"2000"_s;
    QTest::newRow("season first") << u"Winter 2001"_s << u"2001"_s;
    QTest::newRow("years") << u"1999-2000"_s << u"1999"_s;
    QTest::newRow("days") << u"2007 Oct 15-21"_s << u"2007-10-15"_s;
    QTest::newRow("one day") << u"1987 May 3"_s << u"1987-05-03"_s;
    QTest::newRow("with a dot") << u"1987 Sept. 3"_s << u"1987-09-03"_s;
    QTest::newRow("day is of another year") << u"1998 Dec 1999"_s << u"1998-12"_s;
    QTest::newRow("year alone") << u"1865"_s << u"1865"_s;
    QTest::newRow("no year") << u"n.d."_s << QString();
    QTest::newRow("number that is no year") << u"no 123456"_s << QString();
    QTest::newRow("nothing") << QString() << QString();
}

void PapersTextTest::datesInText()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    QCOMPARE(dateInText(text), expected);
    QCOMPARE(checkedDate(u"2023-04-05"_s), u"2023-04-05"_s);
    QCOMPARE(checkedDate(u"2023-04-05T00:00:00"_s), u"2023-04-05"_s);
    QCOMPARE(checkedDate(u"2023"_s), u"2023"_s);
    QVERIFY(checkedDate(u"unknown"_s).isNull());
}

void PapersTextTest::queriesArriveAsMeant()
{
    QCOMPARE(formEncoded({{u"q"_s, u"a+b & \"c\" = é"_s}, {u"n"_s, u"1"_s}}),
             "q=a%2Bb%20%26%20%22c%22%20%3D%20%C3%A9&n=1");
    const QUrl url = urlOf(QUrl(u"https://h.example/base"_s), u"/works/https://doi.org/10.1/a?b#c%d;e"_s,
                           {{u"x"_s, u"+"_s}});
    QCOMPARE(url.toEncoded(), "https://h.example/base/works/https://doi.org/10.1/a%3Fb%23c%25d;e?x=%2B");
}

QTEST_GUILESS_MAIN(PapersTextTest)
#include "papers_text.moc"
