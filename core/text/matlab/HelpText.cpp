#include "text/matlab/HelpText.h"

#include <QRegularExpression>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace lockkeeper::text {

namespace {
// The line without the % that make it a comment; nothing for a line that is only a mark, or a pragma (%#ok).
std::optional<QString> content(const Line &line)
{
    const QStringView trimmed = line.text.trimmed();
    if (line.inBlockComment) {
        if (trimmed == u"%{" || trimmed == u"%}")
            return {};
        return line.text.toString();
    }
    qsizetype marks = 0;
    while (marks < trimmed.size() && trimmed.at(marks) == u'%')
        ++marks;
    if (marks < trimmed.size() && trimmed.at(marks) == u'#')
        return {};
    const QStringView start = line.text.mid(line.text.indexOf(u'%') + marks);
    return start.toString();
}

QString withoutTrailingSpace(const QString &line)
{
    qsizetype end = line.size();
    while (end > 0 && line.at(end - 1).isSpace())
        --end;
    return line.left(end);
}

qsizetype indentation(const QString &line)
{
    qsizetype count = 0;
    while (count < line.size() && line.at(count).isSpace())
        ++count;
    return count;
}

bool isNotice(const QString &firstLine)
{
    static const QRegularExpression notice(
        u"^\\W*(copyright\\b|\\(c\\)|©|licen[cs]e\\b|spdx-|\\$(id|revision|date|author|log|header)\\b|"
        "this (file|program|software|library|work|code|function|script|toolbox) is "
        "(part of|free software|distributed|licen[cs]ed|released under)|"
        "permission is hereby|redistribution and use|all rights reserved)"_s,
        QRegularExpression::CaseInsensitiveOption);
    return notice.match(firstLine).hasMatch();
}

bool isBanner(const QStringList &lines)
{
    static const QRegularExpression rule(u"^[\\s%=*_#+-]*$"_s);
    static const QRegularExpression title(
        u"^\\s*(the )?((sub|nested|local|helper|auxiliary|internal|private|main)[\\s-]*)*functions?\\s*+[:.]?\\s*$"_s,
        QRegularExpression::CaseInsensitiveOption);
    for (const QString &line : lines) {
        if (!rule.match(line).hasMatch() && !title.match(line).hasMatch())
            return false;
    }
    return true;
}
} // namespace

QString helpText(const Lines &lines, std::size_t first, std::size_t last)
{
    QStringList help;
    qsizetype margin = -1;
    for (std::size_t i = first; i < last; ++i) {
        const std::optional<QString> line = content(lines.at(i));
        if (!line)
            continue;
        help.append(withoutTrailingSpace(*line));
        if (!help.last().isEmpty())
            margin = margin < 0 ? indentation(help.last()) : qMin(margin, indentation(help.last()));
    }
    while (!help.isEmpty() && help.first().isEmpty())
        help.removeFirst();
    while (!help.isEmpty() && help.last().isEmpty())
        help.removeLast();
    if (help.isEmpty() || isNotice(help.first()) || isBanner(help))
        return {};
    for (QString &line : help)
        line = line.mid(margin);
    return help.join(u'\n');
}

} // namespace lockkeeper::text
