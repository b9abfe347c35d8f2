#include "text/matlab/FunctionLine.h"

#include "text/matlab/CodeLine.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace lockkeeper::text {

namespace {
constexpr std::size_t longestDefinition = 50; // lines
constexpr qsizetype longestLine = 5000;       // characters

bool beginsDefinition(QStringView line)
{
    const QStringView text = line.trimmed();
    for (const QStringView word : {QStringView(u"function"), QStringView(u"classdef")}) {
        if (!text.startsWith(word))
            continue;
        const QStringView rest = text.mid(word.size());
        return !rest.isEmpty() && (rest.front().isSpace() || rest.front() == u'[' || rest.front() == u'(' ||
                                   rest.startsWith(u"..."));
    }
    return false;
}

// The lines that belong together, joined; `last` is moved to the last of them.
QString joined(const Lines &lines, std::size_t index, std::size_t &last)
{
    QString code;
    qsizetype open = 0; // brackets around the results
    for (std::size_t i = index; i < lines.size() && i < index + longestDefinition; ++i) {
        const CodeLine line = codeOf(lines.at(i).text.left(longestLine));
        code += line.code + u' ';
        last = i;
        open += line.code.count(u'[') - line.code.count(u']');
        const bool comment = i > index && lines.at(i).kind == LineKind::Comment;
        if (!line.continues && !comment && open <= 0)
            break;
    }
    return code;
}
} // namespace

std::optional<Definition> definitionAt(const Lines &lines, std::size_t index)
{
    static const QRegularExpression function(
        u"^\\s*function\\b\\s*(?:(?:\\[[^\\]]*\\]|[A-Za-z]\\w*)\\s*=\\s*)?([A-Za-z]\\w*(?:\\.\\w+)*)\\s*(?:[(,;]|$)"_s);
    static const QRegularExpression classdef(
        u"^\\s*classdef\\b\\s*(?:\\([^)]*\\)\\s*)?([A-Za-z]\\w*)\\s*(?:[<,;%]|$)"_s);
    if (lines.at(index).kind != LineKind::Code || !beginsDefinition(lines.at(index).text))
        return {};
    Definition definition;
    const QString code = joined(lines, index, definition.last);
    if (const auto match = function.match(code); match.hasMatch()) {
        definition.name = match.captured(1);
        return definition;
    }
    if (const auto match = classdef.match(code); match.hasMatch()) {
        definition.name = match.captured(1);
        definition.isClass = true;
        return definition;
    }
    return {};
}

} // namespace lockkeeper::text
