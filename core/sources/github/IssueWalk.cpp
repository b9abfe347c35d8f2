#include "sources/github/IssueWalk.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::sources::github {

namespace {
constexpr int pagesAtMost = 20'000; // two million items: no repository has as many

QString isoSeconds(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(Qt::ISODate) : QString();
}

QDateTime fromIsoSeconds(const QString &text)
{
    const QDateTime time = QDateTime::fromString(text, Qt::ISODate);
    return time.isValid() ? time.toUTC() : QDateTime();
}

bool isSorted(const IssuePage &page, const QDateTime &since)
{
    const auto earlier = [](const ListedItem &a, const ListedItem &b) {
        return a.updatedAt < b.updatedAt;
    };
    if (page.items.empty())
        return true;
    if (since.isValid() && page.items.front().updatedAt < since)
        return false;
    return std::is_sorted(page.items.cbegin(), page.items.cend(), earlier);
}
} // namespace

QString Cursor::toText() const
{
    const QJsonObject object{{u"since"_s, isoSeconds(since)},
                             {u"last_since"_s, isoSeconds(lastSince)},
                             {u"last_etag"_s, QString::fromLatin1(lastEtag)}};
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

Cursor Cursor::fromText(const QString &text)
{
    const QJsonObject object = QJsonDocument::fromJson(text.toUtf8()).object();
    return {.since = fromIsoSeconds(object.value("since"_L1).toString()),
            .lastSince = fromIsoSeconds(object.value("last_since"_L1).toString()),
            .lastEtag = object.value("last_etag"_L1).toString().toLatin1()};
}

IssueWalk::IssueWalk(const Cursor &start)
    : m_newest(start.since)
{
    if (!start.lastEtag.isEmpty())
        m_query = {.since = start.lastSince, .page = 1, .etag = start.lastEtag};
    else
        m_query = {.since = start.since, .page = 1, .etag = {}};
}

IssueWalk::Query IssueWalk::query() const
{
    return m_query;
}

bool IssueWalk::take(IssuePage &page, bool more, const QByteArray &etag)
{
    if (++m_pages > pagesAtMost)
        return false;
    if (!m_byNumber && !isSorted(page, m_query.since))
        m_byNumber = true;

    const QDateTime since = m_query.since;
    if (!m_byNumber) {
        std::erase_if(page.items, [&](const ListedItem &item) {
            return item.updatedAt == since && m_seenAtSince.contains(item.row.number);
        });
    }
    QDateTime last = since;
    for (const ListedItem &item : page.items) {
        if (!m_newest.isValid() || m_newest < item.updatedAt)
            m_newest = item.updatedAt;
        last = item.updatedAt;
    }
    if (more)
        m_fullPage = std::min(m_fullPage, std::max<qsizetype>(page.count, 1));
    // A full page stays as it is when something is added behind it: "not modified" would say nothing then.
    const bool tellsOfAdditions = m_query.page == 1 && !m_byNumber && page.count < m_fullPage;
    m_lastEtag = tellsOfAdditions ? etag : QByteArray();
    if (last != since)
        m_seenAtSince.clear();
    for (const ListedItem &item : page.items) {
        if (item.updatedAt == last)
            m_seenAtSince.insert(item.row.number);
    }
    advance(last, more && page.count > 0);
    return true;
}

void IssueWalk::advance(const QDateTime &last, bool more)
{
    if (!more) {
        m_finished = true;
    } else if (m_byNumber || last == m_query.since ||
               !last.isValid()) { // a page of one timestamp, or of nothing readable
        ++m_query.page;
        m_query.etag.clear();
    } else {
        m_query = {.since = last, .page = 1, .etag = {}};
    }
}

std::optional<Cursor> IssueWalk::cursorAfter(const IssuePage &page, std::size_t items) const
{
    if (m_byNumber || items == 0 || items > page.items.size())
        return {};
    return Cursor{.since = page.items.at(items - 1).updatedAt, .lastSince = {}, .lastEtag = {}};
}

Cursor IssueWalk::finalCursor() const
{
    return {.since = m_newest, .lastSince = m_query.since, .lastEtag = m_lastEtag};
}

} // namespace lockkeeper::sources::github
