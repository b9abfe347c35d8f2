// Posts and the Markdown they become: golden files (tests/data/html), and small cases where a rule has an
// edge.
#include "text/html/HtmlToMarkdown.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using lockkeeper::text::htmlToMarkdown;

namespace {
QString contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}
} // namespace

class HtmlMarkdownTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void goldenFiles_data();
    void goldenFiles();
    void edges_data();
    void edges();
};

void HtmlMarkdownTest::goldenFiles_data()
{
    QTest::addColumn<QString>("path");
    const QDir folder(QStringLiteral(LOCKKEEPER_TEST_DATA "/html"));
    const QStringList names = folder.entryList({u"*.html"_s}, QDir::Files);
    QVERIFY(names.size() >= 8);
    for (const QString &name : names)
        QTest::newRow(qPrintable(name)) << folder.filePath(name);
}

void HtmlMarkdownTest::goldenFiles()
{
    QFETCH(QString, path);
    const QString expected = contents(path.chopped(5) + u".md"_s);
    QVERIFY(!expected.isEmpty());
    QCOMPARE(htmlToMarkdown(contents(path), QUrl(u"https://forum.example.org"_s)) + u'\n', expected);
}

void HtmlMarkdownTest::edges_data()
{
    QTest::addColumn<QString>("html");
    QTest::addColumn<QString>("markdown");
    const auto row = [](const char *name, const QString &html, const QString &markdown) {
        QTest::newRow(name) << html << markdown;
    };
    row("nothing", u""_s, u""_s);
    row("blanks", u" \n\t "_s, u""_s);
    row("text alone", u"a  b\nc"_s, u"a b c"_s);
    row("empty elements", u"<p></p><b></b><ul><li></li></ul><a href='https://e.org'></a>"_s, u""_s);
    row("unclosed", u"<p>a<b>b<p>c"_s, u"a**b**\n\n**c**"_s);
    row("misnested within a word", u"<p><b>a<i>b</b>c</i></p>"_s, u"abc"_s);
    row("entities", u"<p>&lt;&quot;&#8211;&nbsp;&#x1F600;&unknown;</p>"_s, u"\\<\"–\u00A0😀\\&unknown;"_s);
    row("blanks at the edges of a mark", u"a<b> b </b>c"_s, u"a **b** c"_s);
    row("marks side by side", u"<b>a</b><b>b</b>"_s, u"**ab**"_s);
    row("a mark within itself", u"<b>a<strong>b</strong>c</b>"_s, u"**abc**"_s);
    row("a mark that could not end", u"<b>a.</b>b"_s, u"a.b"_s);
    row("a mark over paragraphs", u"<b><p>a</p><p>b</p></b>"_s, u"**a**\n\n**b**"_s);
    row("a link over paragraphs", u"<div><a href='https://e.org/x'><p>a</p><p>b</p></a></div>"_s,
        u"[a](https://e.org/x)\n\n[b](https://e.org/x)"_s);
    row("code side by side", u"<code>a</code><code>b</code>"_s, u"`ab`"_s);
    row("backticks only", u"<code>``</code>"_s, u"``` `` ```"_s);
    row("a break at the edges", u"<p><br>a<br></p>"_s, u"a"_s);
    row("a heading of two lines", u"<h2>a<br>b</h2>"_s, u"## a b"_s);
    row("an item outside a list", u"<li>a</li>"_s, u"a"_s);
    row("text directly in a list", u"<ul>a<li>b</li></ul>"_s, u"a\n\n- b"_s);
    row("a list directly in a list", u"<ul><li>a</li><ul><li>b</li></ul></ul>"_s, u"- a\n\n- b"_s);
    row("two lists", u"<ul><li>a</li></ul><ul><li>b</li></ul><ul><li>c</li></ul>"_s, u"- a\n\n* b\n\n- c"_s);
    row("a rule in an item of the other list", u"<ul><li>a</li></ul><ul><li><hr></li></ul>"_s,
        u"- a\n\n* ___"_s);
    row("numbers out of range", u"<ol start='-7'><li>a</li></ol>"_s, u"0. a"_s);
    row("a language that is none", u"<pre><code class='lang-a`b'>x</code></pre>"_s, u"```\nx\n```"_s);
    row("relative without a base", u"<a href='x'>a</a>"_s, u"a"_s);
    row("a user name in an address", u"<a href='https://u:p@e.org/'>a</a>"_s, u"[a](https://e.org/)"_s);
    row("image before text", u"<img alt='a\nb' src='https://e.org/i'>!"_s, u"![a b](https://e.org/i)!"_s);
    row("a table in a table", u"<table><tr><td>a<table><tr><td>b</td></tr></table></td></tr></table>"_s,
        u"| a b |\n| --- |"_s);
    row("code in a cell", u"<table><tr><td><pre>a|b\nc</pre></td></tr></table>"_s,
        u"| `a\\|b c` |\n| --- |"_s);
    row("a box before brackets", u"<li><span class='chcklst-box checked'></span>(a)</li>"_s, u"[x] (a)"_s);
    row("a box in a line", u"a <span class='chcklst-box'></span>(b)"_s, u"a \\[ \\] (b)"_s);
    row("an address that would be a tag", u"<a href='mailto:script'>script</a>"_s,
        u"[script](mailto:script)"_s);
    row("a mail address with a subject", u"<a href='mailto:a@e.org?subject=b'>mailto:a@e.org?subject=b</a>"_s,
        u"[mailto:a@e.org?subject=b](mailto:a@e.org?subject=b)"_s);
    row("a mail address", u"<a href='mailto:a@e.org'>a@e.org</a>"_s, u"<a@e.org>"_s);
    row("an address in other letters", u"<a href='https://e.org/ä'>https://e.org/ä</a>"_s,
        u"<https://e.org/%C3%A4>"_s);
    row("an entity in an address", u"<a href='https://e.org/?a&amp;copy;&amp;b'>a</a>"_s,
        u"[a](https://e.org/?a\\&copy;&b)"_s);
    row("an entity in an image's address", u"<img alt='a' src='https://e.org/?a&amp;lt;b'>"_s,
        u"![a](https://e.org/?a\\&lt;b)"_s);
    row("blanks as code", u"a<code> </code>b"_s, u"a b"_s);
    row("a carriage return in quoted code", u"<blockquote><pre>a&#13;# b&#13;&#10;c</pre></blockquote>"_s,
        u"> ```\n> a\n> # b\n> c\n> ```"_s);
    row("a carriage return in a formula", u"<ul><li><div class='math'>a&#13;- b</div></li></ul>"_s,
        u"- ```math\n  a\n  - b\n  ```"_s);
    row("a line separator before a mark", u"a\u2028<b>.b</b>"_s, u"a\u2028.b"_s);
    row("two pictures in a lightbox",
        u"<a class='lightbox' href='https://e.org/w'><img alt='a' src='https://e.org/s'>"
        "<img alt='b' src='https://e.org/t'></a>"_s,
        u"![a](https://e.org/w)![b](https://e.org/t)"_s);
    row("furniture between texts", u"a<div class='poll-info'>1 voter</div>b"_s, u"a\n\nb"_s);
    row("a chat", u"<div class='chat-transcript' data-username='sam'><div class='title'>a</div></div>"_s,
        u"> **sam**:\n>\n> a"_s);
    row("a chat of nobody", u"<div class='chat-transcript'><div class='title'>a</div></div>"_s, u"> a"_s);
    row("other things nobody sees",
        u"a<style>b</style><title>c</title><svg><title>d</title></svg><!doctype e><?f?></ g>h"_s, u"ah"_s);
    row("what a script writes", u"a<script>'<b>'</scripts>'</script >b"_s, u"ab"_s);
    row("a picture that does not end", u"a <svg>b"_s, u"a b"_s);
    row("comment", u"a<!-- b -->c"_s, u"ac"_s);
    row("NUL and a lone surrogate", u"a"_s + QChar(0) + u"b"_s + QChar(0xD800) + u"c"_s, u"abc"_s);
}

void HtmlMarkdownTest::edges()
{
    QFETCH(QString, html);
    QFETCH(QString, markdown);
    QCOMPARE(htmlToMarkdown(html), markdown);
}

QTEST_GUILESS_MAIN(HtmlMarkdownTest)
#include "html_markdown.moc"
