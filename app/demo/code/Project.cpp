#include "demo/code/Project.h"

#include <QRegularExpression>

namespace lockkeeper::demo {

using namespace Qt::StringLiterals;

namespace {
// "name(a, b=1) -> result" of either language.
CodeSymbol symbolOf(const QString &head, const QString &summary)
{
    static const QRegularExpression pattern(
        u"^(?<name>[A-Za-z_]\\w*)(\\((?<arguments>.*?)\\))?(?:\\s*->\\s*(?<result>.+))?$"_s);
    const QRegularExpressionMatch match = pattern.match(head);
    CodeSymbol symbol{.name = match.captured(u"name"_s), .summary = summary};
    symbol.result = match.captured(u"result"_s);
    // A comma within quotes belongs to a default value.
    static const QRegularExpression comma(u",\\s*(?=(?:[^']*'[^']*')*[^']*$)"_s);
    const QString arguments = match.captured(u"arguments"_s);
    if (!arguments.isEmpty())
        symbol.arguments = arguments.split(comma);
    return symbol;
}

QString exampleName(const QString &title, int number)
{
    static const QRegularExpression others(u"[^a-z0-9]+"_s);
    QString name = title.toLower().replace(others, u"_"_s).left(40);
    while (name.endsWith(u'_'))
        name.chop(1);
    return u"examples/%1_%2.py"_s.arg(number + 1, 2, 10, QChar(u'0')).arg(name);
}

void readLine(CodeProject &project, const QString &line)
{
    const QString word = line.trimmed().section(u' ', 0, 0);
    QStringList parts;
    for (const QString &part : line.trimmed().mid(word.size()).split(u'|'))
        parts.append(part.trimmed());
    const QString head = parts.value(0);
    const QString summary = parts.value(1);
    if (word == "style"_L1) {
        project.style = head;
    } else if (word == "parameter"_L1) {
        project.parameters.insert(head, {.type = summary, .meaning = parts.value(2)});
    } else if (word == "file"_L1) {
        project.files.push_back({.path = head, .summary = summary, .more = parts.value(2)});
    } else if (word == "matlab"_L1) {
        const CodeSymbol symbol = symbolOf(head, summary);
        project.files.push_back(
            {.path = u"matlab/%1.m"_s.arg(symbol.name), .isMatlab = true, .symbols = {symbol}});
    } else if (word == "example"_L1) {
        project.exampleTitles.append(head);
    } else if (word == "note"_L1) {
        project.noteSentences.append(head);
    } else if ((word == "class"_L1 || word == "def"_L1) && !project.files.empty()) {
        CodeSymbol symbol = symbolOf(head, summary);
        symbol.kind = word == "class"_L1      ? CodeSymbol::Kind::Class
                      : line.startsWith(u' ') ? CodeSymbol::Kind::Method
                                              : CodeSymbol::Kind::Function;
        if (head.endsWith(u')') && symbol.kind == CodeSymbol::Kind::Class)
            symbol.name = head; // with its bases
        project.files.back().symbols.push_back(symbol);
    }
}
} // namespace

CodeProject readProject(const QString &text)
{
    CodeProject project;
    for (const QString &line : text.split(u'\n')) {
        if (!line.startsWith(";;"_L1))
            readLine(project, line);
    }
    project.lastExample = static_cast<int>(project.exampleTitles.size());
    return project;
}

QString argumentName(const QString &argument)
{
    return argument.section(u'=', 0, 0);
}

CodeFiles treeOf(const CodeProject &project)
{
    CodeFiles tree;
    tree.insert("README.md", "# Invented\n\nThis code is made up, for the demo of another program.\n");
    for (const CodeFile &file : project.files)
        tree.insert(file.path.toUtf8(),
                    file.isMatlab ? matlabText(project, file) : pythonText(project, file));
    for (int number = project.firstExample; number < project.lastExample; ++number) {
        const QString &title = project.exampleTitles.at(number % project.exampleTitles.size());
        tree.insert(exampleName(title, number).toUtf8(), exampleText(project, number));
    }
    return tree;
}

} // namespace lockkeeper::demo
