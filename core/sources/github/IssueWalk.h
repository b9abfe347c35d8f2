// Which page of a listing to ask for next, and up to where what was seen vouches for everything before it.
// Pure logic.
//
// Sorted by `updated_at`, oldest change first, the listing is walked by key: the next request's `since` is
// the last `updated_at` seen. Page numbers would shift when an item is changed during the walk (it jumps to
// the end and the rest move up). Only within one timestamp that fills a page are page numbers used. A server
// that does not sort as asked is walked by page number, and then nothing is vouched for before its last page.
#pragma once

#include "sources/github/IssueListing.h"

#include <QByteArray>
#include <QDateTime>
#include <QSet>
#include <QString>

#include <optional>

namespace lockkeeper::sources::github {

inline constexpr int perPage = 100; // the most GitHub gives

// Kept in lockkeeper_cursors between runs.
struct Cursor
{
    QDateTime since; // everything changed before this is stored, and nothing of this second is promised
    // The last request of a complete run, to be asked again conditionally: unchanged, it answers 304.
    QDateTime lastSince; // invalid: it named none
    QByteArray lastEtag; // empty: there is none to ask with

    [[nodiscard]] QString toText() const;
    [[nodiscard]] static Cursor fromText(const QString &text); // an empty cursor for a text that is none
    friend bool operator==(const Cursor &, const Cursor &) = default;
};

class IssueWalk final
{
public:
    struct Query
    {
        QDateTime since; // invalid: from the beginning
        int page = 1;
        QByteArray etag;
    };

    explicit IssueWalk(const Cursor &start);

    [[nodiscard]] Query query() const;
    [[nodiscard]] bool finished() const { return m_finished; }

    // Takes a page that answered query(); removes from it what an earlier page of this walk held already.
    // `more` is what the Link header says. False: the listing makes no headway (it would go on for ever).
    [[nodiscard]] bool take(IssuePage &page, bool more, const QByteArray &etag);

    // The cursor that may be stored once the first `items` of the page last taken are; empty if they vouch
    // for nothing.
    [[nodiscard]] std::optional<Cursor> cursorAfter(const IssuePage &page, std::size_t items) const;
    // The one to store when finished().
    [[nodiscard]] Cursor finalCursor() const;

private:
    void advance(const QDateTime &last, bool more);

    Query m_query;
    QDateTime m_newest;         // updated_at seen so far
    QSet<qint64> m_seenAtSince; // numbers seen with exactly m_query.since
    QByteArray m_lastEtag;
    bool m_byNumber = false; // the listing is not sorted: page numbers
    bool m_finished = false;
    qsizetype m_fullPage = perPage; // items of a page that has others behind it: a server may give fewer
    int m_pages = 0;
};

} // namespace lockkeeper::sources::github
