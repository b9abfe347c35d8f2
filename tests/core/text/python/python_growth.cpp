// Python made to cost more than its size: four times as much of it gives at most some four times the work,
// counted in the characters that the parser's lexer looks at, and four times the result.
#include "tests/core/text/Growth.h"
#include "text/python/Lookahead.h"
#include "text/python/Parser.h"
#include "text/python/PythonDocstrings.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::tests;
using text::PythonFile;
using text::Symbol;

namespace {
constexpr qsizetype smallSize = 8000; // bytes; four times as much is still parsed at once

// Steps of the lexer: the parser's log has a line for each character it takes or skips.
qint64 lexerSteps(const QByteArray &source)
{
    qint64 steps = 0;
    TSParser *parser = ts_parser_new();
    ts_parser_set_language(parser, text::Grammar().language());
    ts_parser_set_logger(parser, {.payload = &steps, .log = [](void *payload, TSLogType type, const char *) {
                                      if (type == TSLogTypeLex)
                                          ++*static_cast<qint64 *>(payload);
                                  }});
    const text::Tree tree(
        ts_parser_parse_string(parser, nullptr, source.constData(), static_cast<uint32_t>(source.size())));
    ts_parser_delete(parser);
    return steps;
}
} // namespace

class PythonGrowthTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void shapes_data();
    void shapes();
    void longNames();
    void longRunsAreBlanked_data();
    void longRunsAreBlanked();
    void linesAreCountedPastLookahead();
    void whatLooksLikeARunInAString();
    void namesThatNeverEnd();
};

void PythonGrowthTest::shapes_data()
{
    addShapeColumns();
    addShape("continued lines at the start", "", "\\\n", "x = 1\n");
    addShape("continued lines in a statement", "x = 1 + \\\n", "  \\\n", "2\n");
    addShape("continued lines in a body", "def f():\n    'd'\n    x = 1 + \\\n", "\\\n", "2\n");
    addShape("continued lines with code", "x = 1\\\n", "+ 1 \\\n", "+ 1\n");
    addShape("comments in a body", "def f():\n    'd'\n", "    # comment\n", "    x\n");
    addShape("comments at the margin of a body", "def f():\n    'd'\n", "#\n", "    x\n");
    addShape("comments before a body", "def f():\n", "    # comment\n", "    'd'\n");
    addShape("comments before else", "if x:\n    y\n", "    # comment\n", "else:\n    z\n");
    addShape("comments in brackets", "x = [\n", "    # comment\n", "]\n");
    addShape("comments and continued lines", "def f():\n    x = 1 + \\\n", "\\\n\\\n", "2\n");
    addShape("blank lines in a body", "def f():\n    'd'\n", "\n", "    x\n");
    addShape("blanks", "def f():\n    'd'\n    x = 1", "    ", "\n");
    addShape("a string that never ends", "def f():\n    '''", "word 'x' \"\"\n");
    addShape("strings that never end", "", "x = 'word\n");
    addShape("opening quotes", "", "'''\"\"\"'");
    addShape("joined strings", "def f():\n    (", "'word'\n    ", ")\n");
    addShape("escapes", "def f():\n    '", "\\x41\\N{DIGIT ONE}\\q", "'\n");
    addShape("names of characters that never end", "def f():\n    '", "\\N{", "'\n");
    addShape("tabs in a docstring", "def f():\n    '''", "\tx\n", "'''\n");
    addShape("interpolations", "f'''", "{a!r:{b}}", "'''\n");
    addShape("nested interpolations", "f'''", "{f'{", "'''\n");
    addShape("brackets", "x = ", "([{", "\n");
    addShape("parentheses around a docstring", "def f():\n    ", "(", "'d'\n");
    addShape("calls that never end", "", "f(\n");
    addShape("decorators", "", "@a.b(c)\n", "def f(): 'd'\n");
    addShape("definitions on one line", "", "def f(): 'd'\n");
    addShape("nested definitions", "", "def f():\n ");
    addShape("lambdas", "x = ", "lambda a: ", "1\n");
    addShape("conditions", "x = ", "a if b else ", "1\n");
    addShape("ends of definitions", "", "def f(a,\n");
    addShape("else without if", "", "else:\n");
}

void PythonGrowthTest::shapes()
{
    QFETCH(QByteArray, opening);
    QFETCH(QByteArray, repeated);
    QFETCH(QByteArray, closing);
    const QByteArray little = filled(opening, repeated, closing, smallSize);
    const QByteArray much = filled(opening, repeated, closing, times * smallSize);
    const qint64 steps = lexerSteps(text::withoutLongLookahead(little));
    const qint64 moreSteps = lexerSteps(text::withoutLongLookahead(much));
    QVERIFY2(moreSteps <= allowed * steps, qPrintable(u"%1 steps, then %2"_s.arg(steps).arg(moreSteps)));
    const Result<PythonFile> file = text::readPython(little, u"mod"_s);
    const Result<PythonFile> larger = text::readPython(much, u"mod"_s);
    QVERIFY2(file && larger, "it took too long");
    QVERIFY(sizeOf(larger->symbols) <= allowed * sizeOf(file->symbols) + 100);
    QVERIFY(sizeOf(larger->symbols) <= 8 * much.size()); // tabs become eight blanks
}

// A class's name is in the names of all its methods.
void PythonGrowthTest::longNames()
{
    const auto read = [](qsizetype size) {
        QByteArray source =
            "class " + QByteArray(size / 3, 'A') + ":\n  class " + QByteArray(size / 3, 'B') + ":\n    'd'\n";
        return text::readPython(filled(source, "    def m(self): 'd'\n", {}, size), u"mod"_s);
    };
    const Result<PythonFile> file = read(smallSize);
    const Result<PythonFile> larger = read(times * smallSize);
    QVERIFY(file && larger);
    QVERIFY(file->symbols.size() > 300);
    QVERIFY(larger->symbols.size() > 1500);
    QVERIFY(sizeOf(larger->symbols) <= allowed * sizeOf(file->symbols));
    QVERIFY(namesAreUnique(larger->symbols));
}

void PythonGrowthTest::longRunsAreBlanked_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<bool>("blanked");
    QTest::newRow("comment") << QByteArray("  # it's\n") << true;
    QTest::newRow("continued") << QByteArray("\t\\\n") << true;
    QTest::newRow("both, and blank lines") << QByteArray("\n  #\n\\\n\n") << true;
    QTest::newRow("comment that may end a text") << QByteArray("# '''\n") << false;
    QTest::newRow("comment behind a backslash") << QByteArray("# a\\\n# b\n") << false;
    QTest::newRow("code") << QByteArray("x # comment\n") << false;
}

void PythonGrowthTest::longRunsAreBlanked()
{
    QFETCH(QByteArray, line);
    QFETCH(bool, blanked);
    const QByteArray first = "x = 1\n";
    const QByteArray last = "y = 2\n";
    const QByteArray little = first + line.repeated(text::mostAhead / 3) + last;
    QCOMPARE(text::withoutLongLookahead(little), little);
    const QByteArray much = first + line.repeated(10 * text::mostAhead) + last;
    const QByteArray quick = text::withoutLongLookahead(much);
    QCOMPARE(quick.size(), much.size());
    QVERIFY(quick.startsWith(first));
    QVERIFY(quick.endsWith(last));
    if (blanked)
        QCOMPARE(quick.count('#') + quick.count('\\'), 0);
    else
        QCOMPARE(quick, much);
}

void PythonGrowthTest::linesAreCountedPastLookahead()
{
    const QByteArray source = "def f():\n    'one'\n" + QByteArray("# c\n").repeated(1000) +
                              "    x = 1 + \\\n" + QByteArray("\\\n").repeated(1000) + "    2\n" +
                              "def g():\n" + QByteArray("    # it's\n").repeated(1000) + "    'two'\n" +
                              QByteArray("\\\n").repeated(1000) + "class A: 'three'\n";
    const Result<PythonFile> file = text::readPython(source, u"mod"_s);
    QVERIFY(file);
    QVERIFY(!file->damaged);
    const std::vector<Symbol> expected{
        {.name = u"f"_s, .type = u"function"_s, .line = 1, .text = u"one"_s},
        {.name = u"g"_s, .type = u"function"_s, .line = 2005, .text = u"two"_s},
        {.name = u"A"_s, .type = u"class"_s, .line = 4007, .text = u"three"_s}};
    QCOMPARE(file->symbols, expected);
}

void PythonGrowthTest::whatLooksLikeARunInAString()
{
    const QString lines = u"# heading\n"_s.repeated(1000);
    const QByteArray docstring = "'''\n" + lines.toUtf8() + "# the last'''\n";
    const QByteArray continued = "'" + QByteArray("\\\n").repeated(1000) + "# it'\n";
    const Result<PythonFile> file =
        text::readPython("def f():\n    " + docstring + "def g():\n    " + continued, u"mod"_s);
    QVERIFY(file);
    QVERIFY(!file->damaged);
    QCOMPARE(file->symbols.size(), 2U);
    QCOMPARE(file->symbols.front().text, lines + u"# the last"_s);
    QCOMPARE(file->symbols.back().text, u"# it"_s);
    QCOMPARE(file->symbols.back().line, 1004);
}

void PythonGrowthTest::namesThatNeverEnd()
{
    const QString unended = u"\\N{"_s.repeated(100);
    const QByteArray source = "def f():\n    '\\N{DIGIT ONE}" + unended.toUtf8() + QByteArray(200, 'x') +
                              "'\ndef g():\n    'two'\n";
    const Result<PythonFile> file = text::readPython(source, u"mod"_s);
    QVERIFY(file);
    QVERIFY(!file->damaged);
    QCOMPARE(file->symbols.size(), 2U);
    QCOMPARE(file->symbols.front().text, u'1' + unended + QString(200, u'x'));
}

QTEST_GUILESS_MAIN(PythonGrowthTest)
#include "python_growth.moc"
