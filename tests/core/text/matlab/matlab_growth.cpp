// MATLAB made to cost more than its size: four times as much of it gives at most some four times the result.
#include "tests/core/text/Growth.h"
#include "text/matlab/MatlabHelp.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::tests;
using text::Symbol;

namespace {
constexpr qsizetype smallSize = 100'000; // bytes

std::vector<Symbol> read(const QByteArray &opening, const QByteArray &repeated, const QByteArray &closing,
                         qsizetype size)
{
    const auto symbols = text::readMatlab(filled(opening, repeated, closing, size), u"stem"_s);
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
    addShapeColumns();
    addShape("one comment", "function f\n", "% word\n");
    addShape("a comment before each function", "", "% help\n\nfunction f\n");
    addShape("comments before one function", "", "% notice\n\n", "function f\n");
    addShape("notices", "", "% Copyright (C) 2020\n\n", "function f\n");
    addShape("banners", "", "% %%% Subfunctions\n\n", "function f\n");
    addShape("block comments within each other", "function f\n", "%{\nword\n");
    addShape("block comments", "function f\n", "%{\nword\n%}\n");
    addShape("ends of block comments", "function f\n", "%}\n");
    addShape("continued lines", "function f\n% help\n", "x = [1, ...\n");
    addShape("a definition that never ends", "function [", "a, ...\n");
    addShape("definitions that never end", "", "function [a, ...\n");
    addShape("results on lines with comments", "function [", "a\n% word\n");
    addShape("texts that never end", "function f\n% help\n", "x = 'word\n");
    addShape("quotes", "function f\n% help\nx = ", "'\"");
    addShape("transposes", "function f\n% help\nx = a", "'");
    addShape("brackets", "classdef A\nmethods\n", "([{");
    addShape("statements within each other", "classdef A\nmethods\n", "if x\n");
    addShape("ends", "classdef A\nmethods\n", "end\n");
    addShape("classes", "", "classdef A\n% help\nmethods\n");
    addShape("sections", "classdef A\n% help\n", "methods (Static)\nend\n");
    addShape("a section's line with blanks behind", "classdef A\n% help\nmethods", "  ", "x\n");
    addShape("attributes that never end", "classdef A\n% help\nmethods (", "a = b, ");
    addShape("a banner with blanks in it", "% functions", "  ", "x\nfunction f\n");
    addShape("names with dots", "function ", "a.b.", "c(x)\n% help\n");
    addShape("blank lines", "function f\n", "\n", "% help\n");
    addShape("carriage returns", "function f\n", "\r", "% help\n");
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
    QVERIFY(namesAreUnique(symbols));
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
