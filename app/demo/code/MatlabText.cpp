#include "demo/code/Project.h"
#include "demo/content/Dice.h"

namespace lockkeeper::demo {

using namespace Qt::StringLiterals;

namespace {
QString comment(const QString &line)
{
    return line.isEmpty() ? u"%\n"_s : u"% "_s + line + u'\n';
}

QString help(const CodeProject &project, const CodeSymbol &symbol, const QString &call)
{
    QString text = comment(u"%1 - %2"_s.arg(symbol.name.toUpper(), symbol.summary)) + comment({}) +
                   comment(u"Usage:"_s) + comment(u"  >> "_s + call);
    if (!symbol.arguments.isEmpty())
        text += comment({}) + comment(u"Inputs:"_s);
    for (const QString &argument : symbol.arguments)
        text += comment(
            u"  %1 - %2"_s.arg(argument.leftJustified(12), project.parameters.value(argument).meaning));
    for (const QString &note : symbol.notes)
        text += comment({}) + comment(u"Note: "_s + note);
    return text;
}
} // namespace

// Both habits of MATLAB toolboxes, and Latin-1 as old editors write it.
QByteArray matlabText(const CodeProject &project, const CodeFile &file)
{
    const CodeSymbol &symbol = file.symbols.front();
    const QString arguments = u'(' + symbol.arguments.join(u", "_s) + u')';
    const QString results = symbol.result.contains(u',') ? u'[' + symbol.result + u']' : symbol.result;
    const QString call = (results.isEmpty() ? QString() : results + u" = "_s) + symbol.name + arguments;
    const QString line = u"function "_s + call + u'\n';
    const QString above = help(project, symbol, call + u';');
    const QString notice = comment(u"Copyright (C) Harkwave Lab, an invented place"_s);
    const QString code =
        u"if nargin < %1\n    help %2;\n    return;\nend\n"_s.arg(symbol.arguments.size()).arg(symbol.name);
    const bool helpIsAbove = Dice(Dice::seedOf(symbol.name.toStdString())).percent(50);
    const QString text = helpIsAbove ? above + u'\n' + notice + u'\n' + line + u'\n' + code
                                     : line + above + u'\n' + notice + u'\n' + code;
    return text.toLatin1();
}

} // namespace lockkeeper::demo
