#include "text/matlab/CodeLine.h"

namespace lockkeeper::text {

namespace {
// Behind a value, without a space between, ' transposes; elsewhere it begins a text.
bool transposes(QStringView line, qsizetype at)
{
    if (at == 0)
        return false;
    const QChar before = line.at(at - 1);
    return isWordCharacter(before) || before == u')' || before == u']' || before == u'}' || before == u'\'' ||
           before == u'.';
}

// The place behind the closing quote; a doubled one stands for itself. The line's end closes it as well.
qsizetype behindText(QStringView line, qsizetype at)
{
    const QChar quote = line.at(at);
    for (++at; at < line.size(); ++at) {
        if (line.at(at) != quote)
            continue;
        if (at + 1 < line.size() && line.at(at + 1) == quote)
            ++at;
        else
            return at + 1;
    }
    return at;
}
} // namespace

CodeLine codeOf(QStringView line)
{
    CodeLine result;
    for (qsizetype at = 0; at < line.size();) {
        const QChar c = line.at(at);
        if (c == u'%')
            break;
        if (c == u'.' && line.mid(at).startsWith(u"...")) {
            result.continues = true;
            break;
        }
        if (c == u'"' || (c == u'\'' && !transposes(line, at))) {
            at = behindText(line, at);
            result.code += u"\"\"";
            continue;
        }
        result.code += c;
        ++at;
    }
    return result;
}

} // namespace lockkeeper::text
