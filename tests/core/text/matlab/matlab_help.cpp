// Help texts of MATLAB files: every form of definition, the habits of the big toolboxes, and files that are
// not MATLAB.
#include "text/matlab/MatlabHelp.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using text::Symbol;

namespace {
// "type name:line=first line of its text", joined by commas.
QString outline(const QByteArray &source)
{
    const std::optional<std::vector<Symbol>> symbols = text::readMatlab(source, u"stem"_s);
    if (!symbols)
        return u"(not MATLAB)"_s;
    QStringList parts;
    for (const Symbol &symbol : *symbols)
        parts.append(u"%1 %2:%3=%4"_s.arg(symbol.type, symbol.name)
                         .arg(symbol.line)
                         .arg(symbol.text.section(u'\n', 0, 0)));
    return parts.join(u", "_s);
}

QString textOf(const QByteArray &source)
{
    const std::optional<std::vector<Symbol>> symbols = text::readMatlab(source, u"stem"_s);
    return symbols && symbols->size() == 1 ? symbols->front().text : u"(not one symbol)"_s;
}
} // namespace

class MatlabHelpTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void finds_data();
    void finds();
    void texts_data();
    void texts();
    void exampleFiles_data();
    void exampleFiles();
    void endlessFunctionLines();
};

void MatlabHelpTest::finds_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QString>("found");
    QTest::newRow("empty") << QByteArray() << u""_s;
    QTest::newRow("bare") << QByteArray("function foo\n% Help\nx = 1;\n") << u"function foo:1=Help"_s;
    QTest::newRow("arguments") << QByteArray("function foo(a, b)\n% Help\n") << u"function foo:1=Help"_s;
    QTest::newRow("result") << QByteArray("function o = foo(a)\n% Help\n") << u"function foo:1=Help"_s;
    QTest::newRow("results") << QByteArray("function [a, b] = foo(c)\n% Help\n") << u"function foo:1=Help"_s;
    QTest::newRow("no space") << QByteArray("function[a,b]=foo(c)\n% Help\n") << u"function foo:1=Help"_s;
    QTest::newRow("no results") << QByteArray("function [] = foo()\n% Help\n") << u"function foo:1=Help"_s;
    QTest::newRow("default and comment")
        << QByteArray("function foo(~, varargin) % short\n% Help\n") << u"function foo:1=Help"_s;
    QTest::newRow("continued") << QByteArray("function [a, ... first\n          b] = ...\n   foo(c, ...\n"
                                             "   d)\n% Help\n")
                               << u"function foo:1=Help"_s;
    QTest::newRow("continued with a comment between")
        << QByteArray("function foo(a, ...\n   % the second\n   b)\n% Help\n") << u"function foo:1=Help"_s;
    QTest::newRow("indented, old line ends")
        << QByteArray("\r\n  function foo\r\n  % Help\r\n  end\r\n") << u"function foo:2=Help"_s;
    QTest::newRow("none") << QByteArray("function foo\nx = 1; % not help\n% nor this\n") << u""_s;
    QTest::newRow("not a function") << QByteArray("x = 1;\nfunctional = 3;\n% no\nfunction_x(3)\n% no\n")
                                    << u""_s;
    QTest::newRow("within a block comment") << QByteArray("x = 1;\n%{\nfunction foo\n% Help\n%}\n") << u""_s;

    QTest::newRow("block comment") << QByteArray("function foo\n%{\nHelp\n\nMore\n%}\nx = 1;\n")
                                   << u"function foo:1=Help"_s;
    QTest::newRow("before") << QByteArray("% Help\nfunction foo\nx = 1;\n") << u"function foo:2=Help"_s;
    QTest::newRow("after wins") << QByteArray("% Before\nfunction foo\n% After\n")
                                << u"function foo:2=After"_s;
    QTest::newRow("FieldTrip: behind a blank line")
        << QByteArray("function [d] = ft_foo(cfg)\n\n% FT_FOO does\n%\n% Use as\n\n% Copyright (C) 2008, "
                      "A\n\nx = 1;\n")
        << u"function ft_foo:1=FT_FOO does"_s;
    QTest::newRow("EEGLAB: copyright between")
        << QByteArray(
               "% POP_FOO - does\n%\n% Usage:\n\n% Copyright (C) 2001 A\n% GNU\n\n"
               "function EEG = pop_foo(EEG)\n\n% check the input\nif nargin < 1\n  help pop_foo;\nend\n")
        << u"function pop_foo:8=POP_FOO - does"_s;
    QTest::newRow("EEGLAB: changes between")
        << QByteArray(
               "% FOO - does\n\n% Copyright (C) 2001 A\n\n% 01-25-02 new licence -ad\nfunction foo\nx = 1;\n")
        << u"function foo:6=FOO - does"_s;
    QTest::newRow("only a copyright")
        << QByteArray("% Copyright (C) 2001 A\n\nfunction foo\nx = 1;\n") << u""_s;
    QTest::newRow("only a copyright below") << QByteArray("function foo\n% (c) A 2001\nx = 1;\n") << u""_s;
    QTest::newRow("copyright below, help above")
        << QByteArray("% Help\nfunction foo\n% This program is free software\nx = 1;\n")
        << u"function foo:2=Help"_s;

    QTest::newRow("local functions")
        << QByteArray("function a\n% A\nb;\n\n% ----\n% B\nfunction b\nx = 1;\n\nfunction c\n% C\n")
        << u"function a:1=A, function b:7=----, function c:10=C"_s;
    QTest::newRow("local: not what belongs to the code before")
        << QByteArray("function a\n% A\nx = 1;\n% end of a\n\nfunction b\nx = 1;\n") << u"function a:1=A"_s;
    QTest::newRow("a banner is no help")
        << QByteArray("function a\n% A\nx = 1;\n%%%%%%%%\n% SUBFUNCTION\n%%%%%%%%\nfunction b\nx = 1;\n")
        << u"function a:1=A"_s;
    QTest::newRow("repeats") << QByteArray("function a\n% 1\nfunction a\n% 2\nfunction a\n% 3\n")
                             << u"function a:1=1, function a#2:3=2, function a#3:5=3"_s;
    QTest::newRow("nested") << QByteArray("function a\n% A\n  function b\n  % B\n  end\nend\n")
                            << u"function a:1=A, function b:3=B"_s;

    QTest::newRow("script") << QByteArray("\n% Help\n% more\n\n% not this\nx = 1;\n")
                            << u"script stem:1=Help"_s;
    QTest::newRow("script with a section")
        << QByteArray("%% Title\n% Help\nx = 1;\n") << u"script stem:1=Title"_s;
    QTest::newRow("script behind its licence")
        << QByteArray("% Copyright A\n\n% Help\n\nx = 1;\n") << u"script stem:1=Help"_s;
    QTest::newRow("script that begins with code") << QByteArray("x = 1;\n% no help\n") << u""_s;
    QTest::newRow("comments only") << QByteArray("% Contents of the toolbox\n%   foo - does\n")
                                   << u"script stem:1=Contents of the toolbox"_s;
    QTest::newRow("script with functions")
        << QByteArray("% Help\nx = foo(1);\n\nfunction y = foo(x)\n% Foo\ny = x;\nend\n")
        << u"script stem:1=Help, function foo:4=Foo"_s;
    QTest::newRow("script named as its function") << QByteArray("% Help\nx = 1;\nfunction stem\n% Other\n")
                                                  << u"script stem:1=Help, function stem#2:3=Other"_s;

    QTest::newRow("class")
        << QByteArray(
               "classdef (Sealed) Foo < handle & Bar\n% Help\n  properties\n    % not a symbol\n    x = 3\n"
               "  end\n  methods (Access = private)\n    function obj = Foo(x)\n    % Make\n      if x, "
               "y(end) = 1; end\n"
               "    end\n    % Above\n    function v = get.x(obj)\n      v = 'function it''s';\n    end\n"
               "    r = declaredOnly(obj)\n  end\n  methods (Static)\n    function s(), % S\n      % Static\n"
               "    end\n  end\nend\n\nfunction behind\n% Behind\nend\n")
        << u"class Foo:1=Help, method Foo.Foo:8=Make, method Foo.get.x:13=Above, method Foo.s:19=Static, "
           "function behind:25=Behind"_s;
    QTest::newRow("class with help above")
        << QByteArray("% Help\n\n% Copyright A\n\nclassdef Foo\nend\n") << u"class Foo:5=Help"_s;
    QTest::newRow("all that ends")
        << QByteArray(
               "classdef Foo\n methods\n function a(o)\n % A\n arguments\n  o (1,1) double = 3\n end\n"
               " for i = 1:3, while true, break; end, end\n switch x\n case {1, 'end'}\n otherwise\n end\n"
               " try\n x.end = y(end).if; z = [1 end' 2]; catch\n end\n parfor i=1:2\n end % end\n s = "
               "\"end\";\n"
               " end\n function b(o)\n % B\n end\n end\nend\nfunction c\n% C\nend\n")
        << u"class Foo:1=, method Foo.a:3=A, method Foo.b:20=B, function c:25=C"_s.replace(
               u"class Foo:1=, "_s, u""_s);
    QTest::newRow("a count gone astray is found again")
        << QByteArray("classdef Foo\n methods\n function a(o)\n % A\n hold end\n end\n end\n"
                      " methods\n function b(o)\n % B\n end\n end\nend\n")
        << u"method Foo.a:3=A, method Foo.b:9=B"_s;

    QTest::newRow("Objective-C") << QByteArray("#import <Foundation/Foundation.h>\n@implementation A\n@end\n")
                                 << u"(not MATLAB)"_s;
    QTest::newRow("Objective-C with comments")
        << QByteArray("\n// A file\n@interface A\n") << u"(not MATLAB)"_s;
    QTest::newRow("Mathematica") << QByteArray("(* ::Package:: *)\nBeginPackage[\"A`\"]\n")
                                 << u"(not MATLAB)"_s;
}

void MatlabHelpTest::finds()
{
    QFETCH(QByteArray, source);
    QTEST(outline(source), "found");
}

void MatlabHelpTest::texts_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QString>("text");
    QTest::newRow("common indentation goes")
        << QByteArray("function f\n%   One\n%     two  \n%\n%   three\n") << u"One\n  two\n\nthree"_s;
    QTest::newRow("no indentation") << QByteArray("function f\n%One\n% two\n") << u"One\n two"_s;
    QTest::newRow("ends at code") << QByteArray("function f\n% One\nx = 1;\n% two\n") << u"One"_s;
    QTest::newRow("ends at a blank line") << QByteArray("function f\n% One\n\n% two\n") << u"One"_s;
    QTest::newRow("rules at both ends go") << QByteArray("function f\n%%%%%%\n% One\n%%%%%%\n") << u"One"_s;
    QTest::newRow("per cent within") << QByteArray("function f\n% 50 % of %d\n") << u"50 % of %d"_s;
    QTest::newRow("pragma") << QByteArray("function f\n%#codegen\n% One\n") << u"One"_s;
    QTest::newRow("block comment keeps blank lines and %")
        << QByteArray("function f\n  %{\n  One\n\n    % two\n  %}\n") << u"One\n\n  % two"_s;
    QTest::newRow("block comments nest")
        << QByteArray("function f\n%{\nOne\n%{\ntwo\n%}\nthree\n%}\nx = 1;\n") << u"One\ntwo\nthree"_s;
    QTest::newRow("both kinds") << QByteArray("function f\n% One\n%{\ntwo\n%}\n") << u" One\ntwo"_s;
    QTest::newRow("UTF-8") << QByteArray("function f\n% \xc3\xa9\n") << u"é"_s;
    QTest::newRow("byte order mark") << QByteArray("\xef\xbb\xbf"
                                                   "function f\n% \xc3\xa9\n")
                                     << u"é"_s;
    QTest::newRow("Latin-1") << QByteArray("function f\n% Mo\xdfmann, \xb5V\n") << u"Moßmann, µV"_s;
    QTest::newRow("never ended") << QByteArray("function f\n%{\nOne\n") << u"One"_s;
}

void MatlabHelpTest::texts()
{
    QFETCH(QByteArray, source);
    QTEST(textOf(source), "text");
}

void MatlabHelpTest::exampleFiles_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name : {"pop_tide", "ft_tideanalysis", "TideTable", "run_tides"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void MatlabHelpTest::exampleFiles()
{
    QFETCH(QString, name);
    const QString base = QStringLiteral(LOCKKEEPER_TEST_DATA) + u"/matlab/"_s + name;
    QFile source(base + u".m"_s);
    QVERIFY(source.open(QIODevice::ReadOnly));
    QFile wanted(base + u".txt"_s);
    QVERIFY(wanted.open(QIODevice::ReadOnly));
    const std::optional<std::vector<Symbol>> symbols = text::readMatlab(source.readAll(), name);
    QVERIFY(symbols);
    QString shown;
    for (const Symbol &symbol : *symbols)
        shown += u"== %1 %2, line %3\n%4\n"_s.arg(symbol.type, symbol.name).arg(symbol.line).arg(symbol.text);
    QCOMPARE(shown, QString::fromUtf8(wanted.readAll()));
}

void MatlabHelpTest::endlessFunctionLines()
{
    // Each looks ahead for its end; none may look at the whole rest of the file.
    QVERIFY(text::readMatlab(QByteArray("function [a, ...\n").repeated(50'000), u"stem"_s));
    QVERIFY(text::readMatlab(QByteArray("%{\n").repeated(200'000), u"stem"_s));
    QVERIFY(text::readMatlab(QByteArray("classdef A\nmethods\n").repeated(50'000), u"stem"_s));
    QVERIFY(text::readMatlab(QByteArray("% \n\n").repeated(100'000) + "function a\n", u"stem"_s));
    QVERIFY(text::readMatlab("function " + QByteArray(1'000'000, '('), u"stem"_s));
}

QTEST_GUILESS_MAIN(MatlabHelpTest)
#include "matlab_help.moc"
