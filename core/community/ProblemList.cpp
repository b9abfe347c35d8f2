#include "community/ProblemList.h"

#include <QCoreApplication>

#include <algorithm>
#include <climits>
#include <tuple>

namespace lockkeeper::community {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::Configuration)
};

// The place of the last '-' with nothing behind it; `from` if something else stands between.
Mark emptyItemBefore(const QList<QByteArrayView> &lines, Mark from)
{
    for (int i = from.line; i >= 0; --i) {
        const QByteArrayView whole = lines.at(i);
        const QByteArrayView line =
            (i == from.line ? whole.first(std::min<qsizetype>(from.byteColumn, whole.size())) : whole)
                .trimmed();
        if (line.isEmpty() || line.startsWith('#'))
            continue;
        if (!line.startsWith('-') || (line.size() > 1 && !line.sliced(1).trimmed().startsWith('#')))
            break;
        return {.line = i, .byteColumn = static_cast<int>(whole.indexOf('-'))};
    }
    return from;
}
} // namespace

ProblemList::ProblemList(QString file)
    : m_file(std::move(file))
{
}

void ProblemList::setText(const QByteArray &utf8)
{
    m_text = utf8;
    m_lines.clear();
    QByteArrayView text(m_text);
    if (text.endsWith('\n'))
        text.chop(1);
    for (qsizetype begin = 0; begin <= text.size();) {
        const qsizetype end = text.indexOf('\n', begin);
        const qsizetype size = (end < 0 ? text.size() : end) - begin;
        m_lines.append(text.sliced(begin, size));
        begin += size + 1;
    }
}

void ProblemList::error(Mark mark, const QString &key, const QString &text, const QString &hint)
{
    add(Problem::Severity::Error, mark, key, text, hint);
}

void ProblemList::warning(Mark mark, const QString &key, const QString &text, const QString &hint)
{
    add(Problem::Severity::Warning, mark, key, text, hint);
}

void ProblemList::add(Problem::Severity severity, Mark mark, const QString &key, const QString &text,
                      const QString &hint)
{
    const bool isError = severity == Problem::Severity::Error;
    m_hasErrors = m_hasErrors || isError;
    if (m_problems.size() >= limit) {
        ++m_leftOut;
        m_leftOutErrors = m_leftOutErrors || isError;
        return;
    }
    Problem problem{
        .severity = severity, .file = m_file, .line = 0, .column = 0, .key = key, .text = text, .hint = hint};
    locate(mark, problem);
    m_problems.append(problem);
}

Problem ProblemList::at(Mark mark) const
{
    Problem problem;
    problem.file = m_file;
    locate(mark, problem);
    return problem;
}

void ProblemList::locate(Mark mark, Problem &problem) const
{
    if (mark.isWholeFile() || m_lines.isEmpty())
        return;
    // What is missing at the end of a file is reported on its last line, not behind it.
    Mark place = m_lines.size() > mark.line
                     ? mark
                     : Mark{.line = static_cast<int>(m_lines.size()) - 1, .byteColumn = INT_MAX};
    if (mark.behindEmptyItem)
        place = emptyItemBefore(m_lines, place);

    // Characters, not bytes: whatever continues a UTF-8 sequence is not counted.
    const auto startsCharacter = [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    };
    QByteArrayView line = m_lines.at(place.line);
    if (line.endsWith('\r'))
        line.chop(1);
    line = line.first(std::min<qsizetype>(place.byteColumn, line.size()));
    problem.line = place.line + 1;
    problem.column = static_cast<int>(std::count_if(line.cbegin(), line.cend(), startsCharacter)) + 1;
}

QList<Problem> ProblemList::sorted() const
{
    QList<Problem> result = m_problems;
    std::stable_sort(result.begin(), result.end(), [](const Problem &a, const Problem &b) {
        return std::tie(a.line, a.column) < std::tie(b.line, b.column);
    });
    if (m_leftOut > 0) {
        result.append({.severity = m_leftOutErrors ? Problem::Severity::Error : Problem::Severity::Warning,
                       .file = m_file,
                       .line = 0,
                       .column = 0,
                       .key = {},
                       .text = Tr::tr("%n further problem(s) not shown.", nullptr, m_leftOut),
                       .hint = Tr::tr("Put these right and check the file again.")});
    }
    return result;
}

} // namespace lockkeeper::community
