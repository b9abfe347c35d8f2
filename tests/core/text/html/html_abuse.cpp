// HTML made to break its reader: what comes out is bounded, and it comes.
#include "text/html/HtmlToMarkdown.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using lockkeeper::text::htmlLimit;
using lockkeeper::text::htmlToMarkdown;

class HtmlAbuseTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void deepNesting_data();
    void deepNesting();
    void misnestedFormatting();
    void manyAttributes();
    void unevenTables();
    void longAddresses_data();
    void longAddresses();
    void textIsSaidOnce();
    void longClasses();
    void cutOffAtTheLimit();
    void randomTags();
};

void HtmlAbuseTest::deepNesting_data()
{
    QTest::addColumn<QString>("tag");
    for (const char *tag :
         {"div", "b", "ul><li", "blockquote", "table><tr><td", "span", "svg", "aside class=quote",
          "aside class=onebox", "details", "unknown", "pre", "code", "font", "select", "a"})
        QTest::newRow(tag) << QString::fromLatin1(tag);
}

void HtmlAbuseTest::deepNesting()
{
    QFETCH(QString, tag);
    const qsizetype depth = std::min<qsizetype>(100'000, htmlLimit / (tag.size() + 2) - 10);
    const QString markdown = htmlToMarkdown((u'<' + tag + u'>').repeated(depth) + u"word"_s);
    QVERIFY(markdown.size() < 10'000);
    if (tag != "svg"_L1 && tag != "select"_L1)
        QVERIFY2(markdown.contains(u"word"), qPrintable(markdown.left(200)));
}

// HTML opens formatting anew in every paragraph, attributes and all: small input, a tree of gigabytes.
void HtmlAbuseTest::misnestedFormatting()
{
    QString html;
    for (int i = 0; i < 150; ++i)
        html += u"<font a%1='%2'>"_s.arg(i).arg(QString(500, u'x'));
    html += u"<p>x"_s.repeated(100'000);
    const QString markdown = htmlToMarkdown(html);
    QVERIFY(markdown.startsWith(u'x'));
    QVERIFY(markdown.size() < htmlLimit);
}

void HtmlAbuseTest::manyAttributes()
{
    QString html = u"<p"_s;
    for (int i = 0; i < 60'000; ++i)
        html += u" a%1"_s.arg(i);
    QCOMPARE(htmlToMarkdown(html + u">text</p>"_s), u"text"_s);
}

void HtmlAbuseTest::unevenTables()
{
    const QString markdown = htmlToMarkdown(u"<table><tr>"_s + u"<td>a"_s.repeated(40'000) +
                                            u"<tr><td>b"_s.repeated(20'000) + u"</table>"_s);
    QCOMPARE(markdown.count(u'a'), 40'000);
    QCOMPARE(markdown.count(u'b'), 20'000);
    QVERIFY(markdown.size() < htmlLimit);
}

void HtmlAbuseTest::longAddresses_data()
{
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("repeated");
    const QString address = u"https://e.org/"_s + QString(1900, u'x');
    QTest::newRow("a link over paragraphs") << u"<a href='%1'>"_s.arg(address) << u"<p>x"_s;
    QTest::newRow("pictures of one lightbox")
        << u"<a class=lightbox href='%1'>"_s.arg(address) << u"<img alt=x>"_s;
}

void HtmlAbuseTest::longAddresses()
{
    QFETCH(const QString, first);
    QFETCH(const QString, repeated);
    const QString markdown = htmlToMarkdown(first + repeated.repeated(20'000));
    QVERIFY(markdown.count(u'x') >= 20'000);
    QVERIFY2(markdown.size() < 200'000, qPrintable(QString::number(markdown.size())));
}

void HtmlAbuseTest::textIsSaidOnce()
{
    const QString nested = u"<div class='discourse-chat-transcript'><div class='title'>"_s.repeated(50);
    QCOMPARE(htmlToMarkdown(nested + u"word"_s).count(u"word"), 1);
}

// Every item asks what its list is.
void HtmlAbuseTest::longClasses()
{
    const QString markdown =
        htmlToMarkdown(u"<ul class='"_s + u"a "_s.repeated(100'000) + u"'>"_s + u"<li>x"_s.repeated(40'000));
    QCOMPARE(markdown.count(u"- x"), 40'000);
}

void HtmlAbuseTest::cutOffAtTheLimit()
{
    const QString markdown = htmlToMarkdown(u"<p>"_s + u"ä"_s.repeated(htmlLimit) + u"<b>end"_s);
    QCOMPARE(markdown, u"ä"_s.repeated((htmlLimit - 3) / 2));
}

void HtmlAbuseTest::randomTags()
{
    static const QStringList pieces{u"<p>"_s,
                                    u"</p>"_s,
                                    u"<b>"_s,
                                    u"</b>"_s,
                                    u"<table>"_s,
                                    u"</table>"_s,
                                    u"<tr>"_s,
                                    u"<td>"_s,
                                    u"<ul>"_s,
                                    u"</ul>"_s,
                                    u"<li>"_s,
                                    u"</li>"_s,
                                    u"<a href='/x'>"_s,
                                    u"</a>"_s,
                                    u"<pre>"_s,
                                    u"</pre>"_s,
                                    u"<code>"_s,
                                    u"</code>"_s,
                                    u"<blockquote>"_s,
                                    u"<br>"_s,
                                    u"<hr>"_s,
                                    u"<h2>"_s,
                                    u"</h2>"_s,
                                    u"<svg>"_s,
                                    u"<math>"_s,
                                    u"<mi>"_s,
                                    u"<template>"_s,
                                    u"</template>"_s,
                                    u"<select>"_s,
                                    u"<option>"_s,
                                    u"<script>"_s,
                                    u"</script>"_s,
                                    u"<!--"_s,
                                    u"-->"_s,
                                    u"<![CDATA["_s,
                                    u"]]>"_s,
                                    u"<frameset>"_s,
                                    u"<body>"_s,
                                    u"</body>"_s,
                                    u"</html>"_s,
                                    u"<caption>"_s,
                                    u"<col>"_s,
                                    u"<aside class='quote'>"_s,
                                    u"</aside>"_s,
                                    u"<div class='title'>"_s,
                                    u"<img alt='i' src='/i'>"_s,
                                    u"<form>"_s,
                                    u"<button>"_s,
                                    u"<plaintext>"_s,
                                    u"<isindex>"_s,
                                    u"<foreignObject>"_s,
                                    u"&amp;"_s,
                                    u"&#x0;"_s,
                                    u"&"_s,
                                    u"<"_s,
                                    u"\""_s,
                                    u"word "_s};
    QRandomGenerator random(20240611);
    for (int round = 0; round < 4000 / (LOCKKEEPER_SANITIZED ? 4 : 1); ++round) {
        QString html;
        const int length = random.bounded(1, 60);
        for (int i = 0; i < length; ++i)
            html += pieces.at(random.bounded(static_cast<int>(pieces.size())));
        const QString markdown = htmlToMarkdown(html, QUrl(u"https://e.org"_s));
        QVERIFY2(markdown.size() < 40 * html.size() + 1000, qPrintable(html));
    }
}

QTEST_GUILESS_MAIN(HtmlAbuseTest)
#include "html_abuse.moc"
