#include "inspect/coverage/CoverageTally.h"

#include "inspect/item/SamePaper.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::inspect {

namespace {
constexpr qsizetype keptTimes = 21; // twenty gaps

// "2024", "2024-05" and "2024-05-17T…": what sorts as a time does.
bool looksLikeATime(const QString &text)
{
    return text.size() >= 4 && std::all_of(text.cbegin(), text.cbegin() + 4,
                                           [](QChar sign) { return sign >= u'0' && sign <= u'9'; });
}

// Invalid for a year or a month alone.
QDateTime timeIn(const QString &text)
{
    const QDateTime time = QDateTime::fromString(text, Qt::ISODate);
    return time.isValid() ? time : QDate::fromString(text.left(10), Qt::ISODate).startOfDay(Qt::UTC);
}

double medianGap(const QStringList &times)
{
    constexpr double secondsADay = 86'400;
    QList<double> days;
    for (qsizetype i = 1; i < times.size(); ++i) {
        const QDateTime before = timeIn(times.at(i - 1));
        const QDateTime after = timeIn(times.at(i));
        if (before.isValid() && after.isValid())
            days.append(double(before.secsTo(after)) / secondsADay);
    }
    if (days.isEmpty())
        return 0;
    std::ranges::sort(days);
    return days.at(days.size() / 2);
}

void keepIfNew(QStringList &newest, const QString &time)
{
    if (newest.size() == keptTimes) {
        if (time <= newest.first())
            return;
        newest.removeFirst();
    }
    newest.insert(std::ranges::upper_bound(newest, time), time);
}
} // namespace

QList<quint64> printsOfPaper(const QString &title, const QString &address)
{
    QList<quint64> prints;
    if (const QString doi = doiIn(address); !doi.isEmpty())
        prints.append(qHash(doi, 1));
    if (title.simplified().count(u' ') >= 2)
        prints.append(qHash(comparedTitle(title), 2));
    return prints;
}

QList<quint64> printsOf(const QString &remote, const QString &title, const QString &text)
{
    if (title.isEmpty() && text.isEmpty())
        return {};
    return {qHashMulti(3, remote, title, text)};
}

void CoverageTally::add(const SeenItem &item)
{
    Remote &remote = m_remotes[item.remote];
    CoverageRow &row = remote.row;
    row.rows = row.rows.value_or(0) + 1;
    row.withText += item.hasText ? 1 : 0;
    bool known = false;
    for (const quint64 print : item.prints) {
        const qsizetype before = m_prints.size();
        m_prints.insert(print);
        known = known || m_prints.size() == before;
    }
    row.repeated += known ? 1 : 0;
    if (!looksLikeATime(item.time))
        return;
    if (row.oldest.isEmpty() || item.time < row.oldest)
        row.oldest = item.time;
    if (item.time > row.newest)
        row.newest = item.time;
    keepIfNew(remote.newest, item.time);
}

CoverageRow CoverageTally::rowOf(const QString &remote) const
{
    const Remote found = m_remotes.value(remote);
    CoverageRow row = found.row;
    row.name = remote;
    row.usualDays = medianGap(found.newest);
    return row;
}

} // namespace lockkeeper::inspect
