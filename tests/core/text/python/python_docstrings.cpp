// Docstrings of Python files: what counts as one, what it evaluates to, and what broken files give.
#include "text/python/PythonDocstrings.h"

#include <QFile>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using text::PythonFile;
using text::Symbol;

namespace {
// "type name:line", joined by spaces.
QString outline(const std::vector<Symbol> &symbols)
{
    QStringList parts;
    for (const Symbol &symbol : symbols)
        parts.append(u"%1 %2:%3"_s.arg(symbol.type, symbol.name).arg(symbol.line));
    return parts.join(u", "_s);
}

std::vector<Symbol> symbolsOf(const QByteArray &source)
{
    const Result<PythonFile> file = text::readPython(source, u"mod"_s);
    return file ? file->symbols : std::vector<Symbol>{};
}
} // namespace

class PythonDocstringsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void finds_data();
    void finds();
    void evaluates_data();
    void evaluates();
    void decodes_data();
    void decodes();
    void refuses_data();
    void refuses();
    void keepsALoneSurrogate();
    void brokenFiles_data();
    void brokenFiles();
    void anExampleFile();
    void nestedDeeply();
    void survivesWhatIsNoPython_data();
    void survivesWhatIsNoPython();
    void cutsLargeFiles();
    void leavesOutWhatCannotBeCut();
    void manyComments();
    void givesUpInTime();
};

void PythonDocstringsTest::finds_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QString>("found");
    QTest::newRow("empty file") << QByteArray() << u""_s;
    QTest::newRow("module") << QByteArray("# first\n\n'doc'\n") << u"module mod:1"_s;
    QTest::newRow("only code") << QByteArray("x = 'no'\n'neither'\n") << u""_s;
    QTest::newRow("function") << QByteArray("def f():\n    'd'\n") << u"function f:1"_s;
    QTest::newRow("on one line") << QByteArray("def f(): 'd'; return 1\n") << u"function f:1"_s;
    QTest::newRow("async") << QByteArray("\nasync def f():\n    'd'\n") << u"function f:2"_s;
    QTest::newRow("class and method")
        << QByteArray("class A:\n  'd'\n  def m(self):\n    'd'\n  async def n(self): 'd'\n")
        << u"class A:1, method A.m:3, method A.n:5"_s;
    QTest::newRow("nested") << QByteArray("def f():\n  class A:\n    def g():\n      def h(): 'd'\n")
                            << u"function f.A.g.h:4"_s;
    QTest::newRow("line of def, not of its decorator")
        << QByteArray("@a\n@b(1,\n  2)\nclass A:\n  @c\n  def m(): 'd'\n") << u"method A.m:6"_s;
    QTest::newRow("whatever surrounds")
        << QByteArray("if a:\n  def f1(): 'd'\nelif b:\n  def f2(): 'd'\nelse:\n  def f3(): 'd'\n"
                      "try:\n  def f4(): 'd'\nexcept E:\n  def f5(): 'd'\nelse:\n  def f6(): 'd'\n"
                      "finally:\n  def f7(): 'd'\nwith a:\n  def f8(): 'd'\nfor i in j:\n  def f9(): 'd'\n"
                      "else:\n  def f10(): 'd'\nwhile a:\n  def f11(): 'd'\nmatch a:\n  case 1:\n"
                      "    def f12(): 'd'\ntry:\n  pass\nexcept* E:\n  def f13(): 'd'\n"
                      "async def g():\n  async with a:\n    def f14(): 'd'\n  async for i in j:\n    def "
                      "f15(): 'd'\n")
        << u"function f1:2, function f2:4, function f3:6, function f4:8, function f5:10, function f6:12, "
           "function f7:14, function f8:16, function f9:18, function f10:20, function f11:22, function "
           "f12:25, "
           "function f13:29, function g.f14:32, function g.f15:34"_s;
    QTest::newRow("method below an if")
        << QByteArray("class A:\n  if x:\n    def m(): 'd'\n") << u"method A.m:3"_s;
    QTest::newRow("repeats")
        << QByteArray("def f(): 'd'\ndef f(): pass\ndef f(): 'd'\nclass A:\n  @property\n  def x(): 'd'\n"
                      "  @x.setter\n  def x(): 'd'\n  @x.deleter\n  def x(): 'd'\n")
        << u"function f:1, function f#2:3, method A.x:6, method A.x#2:8, method A.x#3:10"_s;
    QTest::newRow("a function named like its module")
        << QByteArray("'d'\ndef mod(): 'd'\n") << u"module mod:1, function mod#2:2"_s;
    QTest::newRow("comments before it")
        << QByteArray("def f():  # one\n    # two\n\n    # three\n    'd'\n") << u"function f:1"_s;
    QTest::newRow("continued lines") << QByteArray("def \\\n  f(a,\\\n  b): \\\n  'd'\n")
                                     << u"function f:1"_s;
    QTest::newRow("empty text") << QByteArray("def f(): ''\ndef g(): '  '\n") << u""_s;
    QTest::newRow("bytes") << QByteArray("def f(): b'd'\n") << u""_s;
    QTest::newRow("f-string") << QByteArray("def f(): f'd'\ndef g(): 'a' f'b'\n") << u""_s;
    QTest::newRow("tuple") << QByteArray("def f():\n    'd',\ndef g():\n    'a', 'b'\n") << u""_s;
    QTest::newRow("expression") << QByteArray("def f(): 'd' + 'e'\ndef g(): 'd'.strip()\ndef h(): 'd' % 1\n")
                                << u""_s;
    QTest::newRow("not the first") << QByteArray("def f():\n    pass\n    'd'\n") << u""_s;
    QTest::newRow("parameters of types")
        << QByteArray("def f[T](a: T) -> list[T]:\n  'd'\nclass A[T]: 'd'\n") << u"function f:1, class A:3"_s;
    QTest::newRow("a name that is normalised")
        << QByteArray("def \xef\xac\x81x(): 'd'\n") << u"function fix:1"_s;
    QTest::newRow("old line ends") << QByteArray("x = 1\rdef f():\r  'd'\r\ndef g(): 'd'\r\n")
                                   << u"function f:2, function g:4"_s;
}

void PythonDocstringsTest::finds()
{
    QFETCH(QByteArray, source);
    QTEST(outline(symbolsOf(source)), "found");
}

void PythonDocstringsTest::evaluates_data()
{
    QTest::addColumn<QByteArray>("literal");
    QTest::addColumn<QString>("text");
    QTest::newRow("plain") << QByteArray("'d'") << u"d"_s;
    QTest::newRow("raw") << QByteArray(R"(r'a\n\x41')") << uR"(a\n\x41)"_s;
    QTest::newRow("raw, capital") << QByteArray(R"(R"""a\
b""")") << u"a\\\nb"_s;
    QTest::newRow("u") << QByteArray(R"(u'\u00e9')") << u"é"_s;
    QTest::newRow("joined") << QByteArray("'a' \"b\" '''c'''") << u"abc"_s;
    QTest::newRow("joined in parentheses") << QByteArray("(\n  'a'  # one\n  r'\\b'\n)") << u"a\\b"_s;
    QTest::newRow("two parentheses") << QByteArray("(('a'))") << u"a"_s;
    QTest::newRow("simple escapes") << QByteArray(R"('x\'\"\\\a\b\f\v\r.')") << u"x'\"\\\a\b\f\v\r."_s;
    QTest::newRow("octal") << QByteArray(R"('\101\60\1234\377\777.')") << u"A0S4ÿ\u01ff."_s;
    QTest::newRow("hexadecimal") << QByteArray(R"('\x41\xe9\u20ac\U0001F600')") << u"Aé€😀"_s;
    QTest::newRow("incomplete ones stay")
        << QByteArray(R"('\x4 \u12 \U0011FFFFF')") << uR"(\x4 \u12 \U0011FFFFF)"_s;
    QTest::newRow("unknown ones stay") << QByteArray(R"('\d\.\8')") << uR"(\d\.\8)"_s;
    QTest::newRow("names")
        << QByteArray(R"('\N{EM DASH}\N{greek small letter alpha}\N{CJK UNIFIED IDEOGRAPH-4E00}')")
        << u"—α一"_s;
    QTest::newRow("aliases") << QByteArray(
                                    R"('a\N{LINE FEED}b\N{NBSP}\N{VS16}\N{LATIN SMALL LETTER GHA}\N{BOM}c')")
                             << u"a\nb\u00a0\ufe0f\u01a3\ufeffc"_s;
    QTest::newRow("Hangul") << QByteArray(R"('\N{HANGUL SYLLABLE GAG}')") << u"각"_s;
    QTest::newRow("no such name") << QByteArray(R"('\N{NO SUCH THING} \N{} \N \N{EM')")
                                  << uR"(\N{NO SUCH THING} \N{} \N \N{EM)"_s;
    QTest::newRow("continued line") << QByteArray("'a\\\nb'") << u"ab"_s;
    QTest::newRow("cleaned") << QByteArray("'''\n\n    First.\n\n      More\n    last  \n  '''")
                             << u"First.\n\n  More\nlast  "_s;
    QTest::newRow("the first line's own indentation")
        << QByteArray("'''   a\n      b\n     c'''") << u"a\n b\nc"_s;
    QTest::newRow("tabs") << QByteArray("'''a\tb\n\tc\n        d\n\t\te'''")
                          << u"a       b\nc\nd\n        e"_s;
    QTest::newRow("tabs behind wide characters") << QByteArray("'''é😀\tb'''") << u"é😀      b"_s;
    QTest::newRow("odd spaces") << QByteArray("'''\n \xc2\xa0"
                                              "a\n \xc2\xa0 b'''")
                                << u"a\n b"_s;
    QTest::newRow("blank lines within") << QByteArray("'''a\n      \n    b'''") << u"a\n  \nb"_s;
}

void PythonDocstringsTest::evaluates()
{
    QFETCH(QByteArray, literal);
    const std::vector<Symbol> symbols = symbolsOf(literal + "\n");
    QCOMPARE(outline(symbols), u"module mod:1"_s);
    QTEST(symbols.front().text, "text");
}

void PythonDocstringsTest::decodes_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QString>("text");
    QTest::newRow("UTF-8") << QByteArray("'\xc3\xa9'") << u"é"_s;
    QTest::newRow("byte order mark") << QByteArray("\xef\xbb\xbf'\xc3\xa9'") << u"é"_s;
    QTest::newRow("Latin-1") << QByteArray("# -*- coding: latin-1 -*-\n'\xe9'") << u"é"_s;
    QTest::newRow("in the second line")
        << QByteArray("#!/usr/bin/python\n# vim: set fileencoding=cp1252 :\n'\x80'") << u"€"_s;
    QTest::newRow("not in the third") << QByteArray("#\n#\n# coding: latin-1\n'\xc3\xa9'") << u"é"_s;
    QTest::newRow("not behind code") << QByteArray("'\xc3\xa9'\n# coding: latin-1\n") << u"é"_s;
    QTest::newRow("KOI8-R") << QByteArray("# coding=koi8-r\n'\xc1\xc2'") << u"аб"_s;
    QTest::newRow("EUC-JP") << QByteArray("# coding: euc_jp\n'\xa4\xb2'") << u"げ"_s;
    QTest::newRow("utf_8, as Python writes it") << QByteArray("# coding: UTF_8\n'\xc3\xa9'") << u"é"_s;
    QTest::newRow("old Mac line ends") << QByteArray("# coding: latin-1\r'\xe9'\r") << u"é"_s;
}

void PythonDocstringsTest::decodes()
{
    QFETCH(QByteArray, source);
    const std::vector<Symbol> symbols = symbolsOf(source);
    QCOMPARE(symbols.size(), 1U);
    QTEST(symbols.front().text, "text");
}

void PythonDocstringsTest::refuses_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QString>("says");
    QTest::newRow("not UTF-8") << QByteArray("'\xe9'\n") << u"UTF-8"_s;
    QTest::newRow("not ASCII") << QByteArray("# coding: ascii\n'\xe9'\n") << u"ascii"_s;
    QTest::newRow("unknown encoding") << QByteArray("# coding: klingon\n'd'\n") << u"klingon"_s;
    QTest::newRow("too large") << QByteArray(text::largestPythonFile + 1, '\n') << u"2 MB"_s;
}

void PythonDocstringsTest::refuses()
{
    QFETCH(QByteArray, source);
    QFETCH(QString, says);
    const Result<PythonFile> file = text::readPython(source, u"mod"_s);
    QVERIFY(!file);
    QCOMPARE(file.error().kind, ErrorKind::BadAnswer);
    QVERIFY2(file.error().text.contains(says), qPrintable(file.error().text));
}

void PythonDocstringsTest::keepsALoneSurrogate()
{
    const std::vector<Symbol> symbols = symbolsOf(R"('a\ud800b\0c')");
    QCOMPARE(symbols.size(), 1U);
    QCOMPARE(symbols.front().text.size(), 5);
    QCOMPARE(symbols.front().text.at(1).unicode(), char16_t{0xd800});
    QCOMPARE(symbols.front().text.at(3), QChar(u'\0'));
}

void PythonDocstringsTest::brokenFiles_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QString>("found");
    QTest::newRow("Python 2") << QByteArray(
                                     "def f():\n    'd'\n    print 'x'\n    raise E, 'y'\ndef g(): 'd'\n")
                              << u"function f:1, function g:5"_s;
    QTest::newRow("a statement that is none")
        << QByteArray("def f():\n    'd'\n\nx = = 3\n\ndef g():\n    'd'\n")
        << u"function f:1, function g:6"_s;
    QTest::newRow("an open string") << QByteArray("def f():\n    'd'\n\ndef g():\n    '''d\n")
                                    << u"function f:1"_s;
}

void PythonDocstringsTest::brokenFiles()
{
    QFETCH(QByteArray, source);
    const Result<PythonFile> file = text::readPython(source, u"mod"_s);
    QVERIFY(file);
    QTEST(outline(file->symbols), "found");
}

void PythonDocstringsTest::anExampleFile()
{
    QFile source(QStringLiteral(LOCKKEEPER_TEST_DATA) + u"/python/tidegauge.py"_s);
    QVERIFY(source.open(QIODevice::ReadOnly));
    QFile wanted(QStringLiteral(LOCKKEEPER_TEST_DATA) + u"/python/tidegauge.txt"_s);
    QVERIFY(wanted.open(QIODevice::ReadOnly));
    const Result<PythonFile> file = text::readPython(source.readAll(), u"tidegauge"_s);
    QVERIFY(file);
    QVERIFY(!file->damaged);
    QString shown;
    for (const Symbol &symbol : file->symbols)
        shown += u"== %1 %2, line %3\n%4\n"_s.arg(symbol.type, symbol.name).arg(symbol.line).arg(symbol.text);
    QCOMPARE(shown, QString::fromUtf8(wanted.readAll()));
}

void PythonDocstringsTest::nestedDeeply()
{
    QByteArray classes;
    for (int depth = 0; depth < 90; ++depth)
        classes += QByteArray(depth, ' ') + "class A:\n";
    classes += QByteArray(90, ' ') + "'d'\n";
    QCOMPARE(symbolsOf(classes).size(), 1U);
}

void PythonDocstringsTest::survivesWhatIsNoPython_data()
{
    QTest::addColumn<QByteArray>("repeated");
    for (const char *text : {"(",
                             "[{",
                             "lambda:",
                             "if x:",
                             "-",
                             "a if b else ",
                             "not ",
                             "x = ",
                             "= ",
                             "\"",
                             "'''",
                             "f'{",
                             "@",
                             "def f(",
                             "class A:\n",
                             "#\n",
                             " #\n  #\n",
                             "\\\n",
                             "\xc3\xa9",
                             "\xff",
                             "1if 1",
                             ";",
                             "...",
                             "async ",
                             "*",
                             "**",
                             "\t",
                             "\f",
                             "`",
                             "print ",
                             "match x:\n case ",
                             "'''\\N{A}'''",
                             "$"})
        QTest::newRow(text) << QByteArray(text);
    QTest::newRow("NUL") << QByteArray(1, '\0');
}

// A megabyte of each: no crash, no recursion, no minutes. What is found does not matter, but it is of the
// file.
void PythonDocstringsTest::survivesWhatIsNoPython()
{
    QFETCH(QByteArray, repeated);
    const auto survives = [](const QByteArray &source) {
        const Result<PythonFile> file = text::readPython(source, u"mod"_s);
        if (!file)
            return !file.error().text.isEmpty();
        return std::ranges::all_of(file->symbols, [&source](const Symbol &symbol) {
            return !symbol.name.isEmpty() && symbol.line >= 1 && symbol.line <= source.size() + 1;
        });
    };
    const QByteArray much = repeated.repeated(text::largestPythonFile / 2 / repeated.size());
    QVERIFY(survives(much));
    QVERIFY(survives("def f():\n    'd'\n    " + much + "\n\ndef g():\n    'd'\n"));
    // As much as is parsed at once.
    const qsizetype most = 59'000 / repeated.size();
    QVERIFY(survives(repeated.repeated(most)));
    QVERIFY(survives("class A:\n    'd'\n    " + repeated.repeated(most)));
}

void PythonDocstringsTest::manyComments()
{
    // Comments are children of the definition, before its body and behind it.
    const QByteArray comments = QByteArray("    #\n").repeated(6000);
    QCOMPARE(outline(symbolsOf("def f():\n" + comments + "    'd'\n" + comments + "def g(): 'd'\n")),
             u"function f:1, function g:12003"_s);
}

void PythonDocstringsTest::givesUpInTime()
{
    const QByteArray source = QByteArray("x = [1, 2, 3]\n").repeated(3000);
    QVERIFY(text::readPython(source, u"mod"_s));
    const Result<PythonFile> file = text::readPython(source, u"mod"_s, std::chrono::microseconds(1));
    QVERIFY(!file);
    QCOMPARE(file.error().kind, ErrorKind::Timeout);
}

// More tokens than are parsed at once: functions, methods, and statements between them.
void PythonDocstringsTest::cutsLargeFiles()
{
    QByteArray source = "'''doc'''\n";
    QStringList expected{u"module mod:1"_s};
    int line = 2; // of what is added next
    const auto add = [&](const QByteArray &text) {
        source += text;
        line += static_cast<int>(text.count('\n'));
    };
    for (int c = 0; c < 4; ++c) {
        add("if x:\n    y = '''\ndef no(): 'd'\n'''\nelse:\n    z = (\n1)\n@decorated(\n)\n");
        expected.append(u"class A%1:%2"_s.arg(c).arg(line));
        add("class A" + QByteArray::number(c) + "(Base):\n    'd'\n    x = 1\n    'not a docstring'\n");
        for (int m = 0; m < 2000; ++m) {
            add("    @property\n    @other\n");
            expected.append(u"method A%1.m%2:%3"_s.arg(c).arg(m).arg(line));
            add("    def m" + QByteArray::number(m) +
                "(self, a=1):\n        \"\"\"It's\n(\n        \"\"\"\n");
            add("        return [a,\nself.x + 1]\n\n");
        }
    }
    const Result<PythonFile> file = text::readPython(source, u"mod"_s);
    QVERIFY(file);
    QVERIFY(!file->damaged);
    QCOMPARE(file->unread, QString());
    QCOMPARE(outline(file->symbols), expected.join(u", "_s));
}

void PythonDocstringsTest::leavesOutWhatCannotBeCut()
{
    const QByteArray table = "table = [\n" + QByteArray("1,").repeated(80'000) + "]\n";
    const Result<PythonFile> file = text::readPython("def f(): 'd'\n" + table + "def g(): 'd'\n", u"mod"_s);
    QVERIFY(file);
    QCOMPARE(outline(file->symbols), u"function f:1, function g:4"_s);
    QVERIFY(file->damaged);
    QVERIFY2(file->unread.contains(u"60000"_s), qPrintable(file->unread));
}

QTEST_GUILESS_MAIN(PythonDocstringsTest)
#include "python_docstrings.moc"
