// However tags are put together, the parser is handed none that nest without end: its rules cost more the
// deeper they do, so that half a megabyte would take it minutes.
#include "text/html/HtmlDocument.h"
#include "text/html/TagLimiter.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;
using namespace lockkeeper::text;

namespace {
// A table's missing rows and bodies are made by the parser.
constexpr int deepest = 3 * nestingLimit;

int depthOf(const QByteArray &html)
{
    const HtmlDocument document(html);
    if (document.root() == nullptr)
        return 0; // given up
    struct Place
    {
        const GumboNode *node;
        int depth;
    };
    std::vector<Place> waiting{{document.root(), 1}};
    int depth = 0;
    while (!waiting.empty()) {
        const Place place = waiting.back();
        waiting.pop_back();
        depth = std::max(depth, place.depth);
        if (place.node->type != GUMBO_NODE_ELEMENT && place.node->type != GUMBO_NODE_TEMPLATE)
            continue;
        const GumboVector &children = place.node->v.element.children;
        for (unsigned int i = 0; i < children.length; ++i)
            waiting.push_back({static_cast<const GumboNode *>(children.data[i]), place.depth + 1});
    }
    return depth;
}
} // namespace

class HtmlNestingTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void staysBounded_data();
    void staysBounded();
    void staysBoundedAtRandom();
    void leavesOrdinaryHtmlAlone_data();
    void leavesOrdinaryHtmlAlone();
};

void HtmlNestingTest::staysBounded_data()
{
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<QByteArray>("repeated");
    const auto row = [](const char *name, const char *first, const char *repeated) {
        QTest::newRow(name) << QByteArray(first) << QByteArray(repeated);
    };
    row("plain", "", "<div>");
    row("an end tag that ends nothing", "", "<span><div></span>");
    row("formatting around a block", "", "<b><div></b>");
    row("formatting that is opened anew", "", "<div><b></div>x");
    row("items of two kinds", "", "<dd><li>");
    row("items of two kinds, closed around", "", "<b><li></b><b><dd></b>");
    row("groups of options", "", "<optgroup>");
    row("ruby without its base", "", "<rt>");
    row("a quotation mark after no name", "<a =\">", "<div>");
    row("a quotation mark within a value", "<a b=c=\">", "<div>");
    row("a comment without content", "<!-->", "<div>");
    row("a comment's other end", "<!--x--!>", "<div>");
    row("an end tag in a declaration", "", "<div><!x </div>");
    row("an end tag in CDATA", "", "<div><![CDATA[</div>]]>");
    row("an end tag in a style", "", "<div><style></div></style>");
    row("a comment in a style", "<style><!--</style>", "<div>");
    row("a style in a picture", "<svg><style></svg>", "<div>");
    row("rows in a picture", "<svg>", "<tr>");
    row("text in a picture", "", "<div><svg><desc></div>");
    row("closed by themselves in a picture", "<svg><div>", "<path/>");
    row("a formula", "<math>", "<mrow/>");
    row("a tag left out in a tag", "",
        qPrintable(u"<<b%1>div>"_s.arg(u" a"_s.repeated(attributesLimit + 1))));
    row("tables", "", "<table><td></table><table><td>");
}

void HtmlNestingTest::staysBounded()
{
    QFETCH(const QByteArray, first);
    QFETCH(const QByteArray, repeated);
    QVERIFY(depthOf(first + repeated.repeated(2000)) <= deepest);
}

void HtmlNestingTest::staysBoundedAtRandom()
{
    static const std::vector<const char *> names{
        "p",    "div",    "span",   "b",        "i",     "a",     "font", "ul",      "li",     "dl",
        "dd",   "dt",     "table",  "tbody",    "tr",    "td",    "th",   "caption", "h1",     "pre",
        "form", "button", "object", "template", "ruby",  "rt",    "rp",   "select",  "option", "optgroup",
        "svg",  "desc",   "math",   "mi",       "style", "title", "xmp",  "nobr",    "br",     "blockquote"};
    QRandomGenerator random(90);
    for (int round = 0; round < 400; ++round) {
        QByteArray unit;
        const int length = random.bounded(1, 7);
        for (int i = 0; i < length; ++i) {
            const char *name =
                names[static_cast<std::size_t>(random.bounded(static_cast<int>(names.size())))];
            unit += (random.bounded(3) == 0 ? QByteArray("</") : QByteArray("<")) + name + '>';
            if (random.bounded(6) == 0)
                unit += 'x';
        }
        const int depth = depthOf(unit.repeated(1500));
        QVERIFY2(depth <= deepest, (unit + " nests " + QByteArray::number(depth)).constData());
    }
}

void HtmlNestingTest::leavesOrdinaryHtmlAlone_data()
{
    QTest::addColumn<QByteArray>("html");
    QTest::newRow("without the ends that may be left out")
        << QByteArray("<ul><li>a<li><p>b<p>c</ul><table><tr><td>d<td>e<tr><th>f</table><dl><dt>g<dd>h</dl>");
    QTest::newRow("with all ends") << QByteArray(
        "<div><p>a "
        "<b>b<i>c</i></b></p><ul>\n<li>d</li>\n<li><p>e</p></li></ul><blockquote>f</blockquote></div>");
    QTest::newRow("a reply of an old mail program")
        << QByteArray("<DIV><FONT size=2>a</FONT></DIV><BR><div>&nbsp;</DIV>");
    QTest::newRow("blanks between attributes")
        << QByteArray("<a\n") + QByteArray(attributesLimit + 1, ' ') + QByteArray("href='x'\n>a</a>");
    QTest::newRow("a bare sign") << QByteArray("a < b <= c <3 < ");
}

void HtmlNestingTest::leavesOrdinaryHtmlAlone()
{
    QFETCH(const QByteArray, html);
    const QByteArray often = html.repeated(nestingLimit + 1);
    QCOMPARE(limitTags(often), often);
}

QTEST_GUILESS_MAIN(HtmlNestingTest)
#include "html_nesting.moc"
