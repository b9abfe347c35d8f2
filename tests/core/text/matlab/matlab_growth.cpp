// MATLAB made to cost more than its size: four times as much of it gives at most some four times the result.
#include "text/matlab/MatlabHelp.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using text::Symbol;

namespace {
constexpr qsizetype smallSize = 100'000; // bytes
constexpr int times = 4;
constexpr qint64 allowed = 5; // times as much

qint64 sizeOf(const std::vector<Symbol> &symbols)
{
    qint64 size = 0;
    for (const Symbol &symbol : symbols)
        size += symbol.name.size() + symbol.text.size();
    return size;
}

std::vector<Symbol> read(const QByteArray &opening, const QByteArray &repeated, const QByteArray &closing,
                         qsizetype size)
{
    const auto symbols =
        text::readMatlab(opening + repeated.repeated(size / repeated.size()) + closing, u"stem"_s);
    return symbols.value_or(std::vector<Symbol>{});
}
} // namespace

class MatlabGrowthTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void shapes_data();
    void shapes();
    void longNames();
    void aCommentIsHelpOfItsNeighbours();
};

void MatlabGrowthTest::shapes_data()
{
    QTest::addColumn<QByteArray>("opening");
    QTest::addColumn<QByteArray>("repeated");
    QTest::addColumn<QByteArray>("closing");
    const auto row = [](const char *name, const char *opening, const char *repeated,
                        const char *closing = "") {
        QTest::newRow(name) << QByteArray(opening) << QByteArray(repeated) << QByteArray(closing);
    };
    row("one comment", "function f\n", "% word\n");
    row("a comment before each function", "", "% help\n\nfunction f\n");
    row("comments before one function", "", "% notice\n\n", "function f\n");
    row("notices", "", "% Copyright (C) 2020\n\n", "function f\n");
    row("banners", "", "% %%% Subfunctions\n\n", "function f\n");
    row("block comments within each other", "function f\n", "%{\nword\n");
    row("block comments", "function f\n", "%{\nword\n%}\n");
    row("ends of block comments", "function f\n", "%}\n");
    row("continued lines", "function f\n% help\n", "x = [1, ...\n");
    row("a definition that never ends", "function [", "a, ...\n");
    row("definitions that never end", "", "function [a, ...\n");
    row("results on lines with comments", "function [", "a\n% word\n");
    row("texts that never end", "function f\n% help\n", "x = 'word\n");
    row("quotes", "function f\n% help\nx = ", "'\"");
    row("transposes", "function f\n% help\nx = a", "'");
    row("brackets", "classdef A\nmethods\n", "([{");
    row("statements within each other", "classdef A\nmethods\n", "if x\n");
    row("ends", "classdef A\nmethods\n", "end\n");
    row("classes", "", "classdef A\n% help\nmethods\n");
    row("sections", "classdef A\n% help\n", "methods (Static)\nend\n");
    row("a section's line with blanks behind", "classdef A\n% help\nmethods", "  ", "x\n");
    row("attributes that never end", "classdef A\n% help\nmethods (", "a = b, ");
    row("a banner with blanks in it", "% functions", "  ", "x\nfunction f\n");
    row("names with dots", "function ", "a.b.", "c(x)\n% help\n");
    row("blank lines", "function f\n", "\n", "% help\n");
    row("carriage returns", "function f\n", "\r", "% help\n");
}

void MatlabGrowthTest::shapes()
{
    QFETCH(QByteArray, opening);
    QFETCH(QByteArray, repeated);
    QFETCH(QByteArray, closing);
    const qint64 little = sizeOf(read(opening, repeated, closing, smallSize));
    const qint64 much = sizeOf(read(opening, repeated, closing, times * smallSize));
    QVERIFY2(much <= allowed * little + 100, qPrintable(u"%1, then %2"_s.arg(little).arg(much)));
    QVERIFY(much <= 2 * times * smallSize);
}

// A class's name is in the names of all its methods.
void MatlabGrowthTest::longNames()
{
    const auto of = [](qsizetype size) {
        return read("classdef " + QByteArray(4000, 'A') + "\nmethods\n", "function f\n% help\nend\n", {},
                    size);
    };
    const std::vector<Symbol> symbols = of(smallSize);
    QVERIFY(symbols.size() > 4000);
    QVERIFY(sizeOf(symbols) <= qint64(symbols.size()) * (text::longestName + 20));
    QStringList names;
    for (const Symbol &symbol : symbols)
        names.append(symbol.name);
    QCOMPARE(names.removeDuplicates(), 0);
}

// The comment between two functions could be the help of both.
void MatlabGrowthTest::aCommentIsHelpOfItsNeighbours()
{
    const QByteArray comment = "% " + QByteArray(smallSize, 'x') + "\n";
    QCOMPARE(read("function f\n" + comment, "function g\n", {}, smallSize).size(), 2U);
    const std::vector<Symbol> symbols = read(comment + "\n", "function g\n", {}, smallSize);
    QCOMPARE(symbols.size(), 1U);
    QCOMPARE(symbols.front().line, 3);
}

QTEST_GUILESS_MAIN(MatlabGrowthTest)
#include "matlab_growth.moc"
