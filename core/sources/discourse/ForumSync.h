// One forum's sync: walks its listings, fetches what is new or bumped, oldest bump first, and takes the
// figures of all others from the listings.
#pragma once

#include "base/Result.h"
#include "community/Community.h"
#include "sources/JobContext.h"
#include "sources/discourse/ForumCursor.h"
#include "sources/discourse/ForumWalk.h"
#include "sources/discourse/TopicFetcher.h"

#include <QHash>
#include <QSet>
#include <QString>

#include <vector>

namespace lockkeeper::sources::discourse {

class ForumSync final
{
public:
    ForumSync(const community::Forum &forum, JobContext &context);

    // On a worker's thread. What was committed before an error stays, and its cursor with it.
    [[nodiscard]] Result<void> run();

private:
    [[nodiscard]] Result<void> readState();
    [[nodiscard]] bool isPending(const ListedTopic &topic) const; // to be fetched
    [[nodiscard]] std::vector<ListedTopic> pending() const;       // oldest bump first
    [[nodiscard]] std::vector<store::TopicFigures> changedFigures() const;

    // A topic that vanished while the listings were walked let another slip between two pages: fetches those.
    [[nodiscard]] Result<void> fetchMissed(const std::vector<ListedTopic> &fetched);
    [[nodiscard]] Result<void> fetchAll(const std::vector<ListedTopic> &topics);
    // Adds to m_batch what a topic is now. `listed`: null where no listing tells of it.
    [[nodiscard]] Result<void> fetchOne(qint64 id, const ListedTopic *listed);
    [[nodiscard]] Result<void> commitBatch();
    [[nodiscard]] Result<void> commitFigures(const std::vector<store::TopicFigures> &figures);
    [[nodiscard]] Result<void> retrySkipped();
    [[nodiscard]] Result<void> reconcile();
    [[nodiscard]] Result<void> finish();
    [[nodiscard]] qint64 latestPromise() const; // no cursor may promise more
    [[nodiscard]] bool isFirstRun() const;      // or goes on where one stopped
    void promise(qint64 time);                  // that everything bumped before is in what was committed

    QString m_name; // the forum's address
    JobContext &m_context;
    store::RemoteName m_remote;
    ForumWalk m_walk;
    TopicFetcher m_fetcher;
    QStringList m_listings;
    ForumCursor m_before;  // of the runs before
    ForumCursor m_cursor;  // what may be promised now
    ForumCursor m_written; // what the database has
    QHash<qint64, store::TopicFigures> m_stored;
    QSet<QString> m_skippedBefore; // keys of what earlier runs could not read
    store::Batch m_batch;
    std::size_t m_batched = 0; // topics in it
    bool m_stopped = false;    // by the limit, before the end
    bool m_gap = false;        // a topic failed: nothing newer may be promised
    bool m_vanished = false;   // a topic that was listed is no longer
    bool m_proven = false;     // no topic slipped between two pages
};

} // namespace lockkeeper::sources::discourse
