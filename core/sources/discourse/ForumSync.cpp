#include "sources/discourse/ForumSync.h"

#include "sources/LastRun.h"
#include "store/Database.h"
#include "store/StoredKeys.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace lockkeeper::sources::discourse {

namespace {
constexpr qint64 margin = 60'000;         // milliseconds before the run looked; see ForumCursor.h
constexpr int failuresAtMost = 3;         // topics the forum fails on, before it counts as down
constexpr qsizetype unsolvedAtMost = 300; // the latest: some pages of a listing
constexpr qsizetype mergedAtMost = 300;   // likewise

// As far as the topic itself can tell. One that is not for everybody and was listed before is so for good.
bool isStillListed(const FetchedTopic &topic, bool wasSkipped)
{
    switch (topic.state) {
    case FetchedTopic::State::Gone:
    case FetchedTopic::State::Merged:
        return false;
    case FetchedTopic::State::Private:
        return wasSkipped;
    default:
        return !topic.moved;
    }
}

// Keeps the latest of them.
void keepLatest(QHash<qint64, qint64> &times, qsizetype size)
{
    if (times.size() <= size)
        return;
    QList<qint64> sorted = times.values();
    std::sort(sorted.rbegin(), sorted.rend());
    times.removeIf([oldest = sorted.at(size - 1)](QHash<qint64, qint64>::iterator entry) {
        return entry.value() < oldest;
    });
}
} // namespace

ForumSync::ForumSync(const community::Forum &forum, JobContext &context)
    : m_name(nameOf(forum))
    , m_context(context)
    , m_remote{.type = u"discourse"_s, .name = m_name}
    , m_walk(forum, context)
    , m_fetcher(QUrl(m_name), context)
{
    for (const Listing &listing : listingsOf(forum))
        m_listings.append(listing.path);
    m_batch.remote = m_remote;
}

Result<void> ForumSync::run()
{
    if (Result<void> read = readState(); !read)
        return read;
    if (Result<void> walked = m_walk.run(m_before); !walked)
        return walked;
    m_proven = !m_walk.mayMiss();
    const std::vector<ListedTopic> topics = pending();
    const std::vector<store::TopicFigures> figures = changedFigures();
    m_context.progress.setTotal(
        {.items = static_cast<qint64>(topics.size() + figures.size()), .estimate = false});

    if (Result<void> fetched = fetchAll(topics); !fetched)
        return fetched;
    if (Result<void> fetched = fetchMissed(topics); !fetched)
        return fetched;
    if (Result<void> committed = commitFigures(figures); !committed)
        return committed;
    if (m_stopped) // what is left is not vouched for
        return {};
    if (Result<void> retried = retrySkipped(); !retried)
        return retried;
    if (m_context.full) {
        if (Result<void> reconciled = reconcile(); !reconciled)
            return reconciled;
    }
    return finish();
}

Result<void> ForumSync::readState()
{
    const Result<LastRun> last = readLastRun(m_context, m_remote);
    if (!last)
        return last.error();
    m_skippedBefore = last->skipped;
    m_before = ForumCursor::fromText(last->cursor);
    m_cursor = m_before;
    m_written = m_before;
    m_cursor.etags.clear(); // only a complete run may be answered by 304
    const Result<std::vector<QVariantList>> rows =
        store::readStored(m_context.database, store::Table::DiscourseTopics, m_name,
                          {u"topic_id"_s, u"reply_count"_s, u"like_count"_s, u"views"_s}, m_context.stop);
    if (!rows)
        return rows.error();
    for (const QVariantList &row : *rows) {
        const qint64 id = row.at(0).toLongLong();
        m_stored.insert(id, {.forumUrl = m_name,
                             .topicId = id,
                             .replyCount = row.at(1).toLongLong(),
                             .likeCount = row.at(2).toLongLong(),
                             .views = row.at(3).toLongLong()});
    }
    return {};
}

bool ForumSync::isPending(const ListedTopic &topic) const
{
    const bool isKnown = m_stored.contains(topic.id) || m_before.merged.contains(topic.id);
    return m_context.full || !isKnown || !m_before.covers(topic);
}

std::vector<ListedTopic> ForumSync::pending() const
{
    std::vector<ListedTopic> topics;
    for (const ListedTopic &topic : m_walk.topics()) {
        if (isPending(topic))
            topics.push_back(topic);
    }
    sortByBump(topics);
    return topics;
}

std::vector<store::TopicFigures> ForumSync::changedFigures() const
{
    std::vector<store::TopicFigures> changed;
    for (const ListedTopic &topic : m_walk.topics()) {
        const auto stored = m_stored.constFind(topic.id);
        const store::TopicFigures now = topic.figures();
        if (stored == m_stored.cend() || m_context.full || !m_before.covers(topic)) // fetched as a whole
            continue;
        if (stored->replyCount != now.replyCount || stored->likeCount != now.likeCount ||
            stored->views != now.views)
            changed.push_back(now);
    }
    std::sort(changed.begin(), changed.end(),
              [](const auto &a, const auto &b) { return a.topicId < b.topicId; });
    return changed;
}

Result<void> ForumSync::fetchAll(const std::vector<ListedTopic> &topics)
{
    if (Result<void> begun = m_fetcher.begin(topics, m_before); !begun)
        return begun;
    std::vector<Error> failures;
    for (std::size_t i = 0; i < topics.size(); ++i) {
        const ListedTopic &topic = topics[i];
        if (const Result<void> fetched = fetchOne(topic.id, &topic); !fetched) {
            const Error &error = fetched.error();
            failures.push_back(error);
            m_gap = true;
            // A forum may fail on a single topic for ever: the others need not wait for it.
            const bool goesOn = error.kind == ErrorKind::Http && failures.size() < failuresAtMost;
            if (!goesOn) {
                if (!error.isCancelled())
                    (void)commitBatch(); // what was fetched need not be fetched again; the failure is told
                return error;
            }
            continue;
        }
        m_cursor.beyond.insert(topic.id, topic.bumpedAt);
        const bool last = i + 1 == topics.size();
        promise(topic.bumpedAt);
        if (last || m_batched >= m_context.batchSize()) {
            if (Result<void> committed = commitBatch(); !committed)
                return committed;
            if (!last && m_context.limitReached()) {
                m_stopped = true;
                break;
            }
        }
    }
    if (!failures.empty()) {
        if (Result<void> committed = commitBatch(); !committed)
            return committed;
        return failures.front();
    }
    return {};
}

Result<void> ForumSync::fetchOne(qint64 id, const ListedTopic *listed)
{
    Result<FetchedTopic> topic = m_fetcher.fetch(id, listed);
    if (!topic)
        return topic.error();
    const QString key = QString::number(id);
    const bool wasSkipped = m_skippedBefore.remove(key);
    m_cursor.merged.remove(id);
    if (listed != nullptr && !isStillListed(*topic, wasSkipped))
        m_vanished = true;
    switch (topic->state) {
    case FetchedTopic::State::Read:
        if (listed != nullptr) { // the same source as of all later runs: the two may count differently
            topic->row.replyCount = listed->row.replyCount;
            topic->row.likeCount = listed->row.likeCount;
            topic->row.views = listed->row.views;
        }
        m_batch.topics.push_back(std::move(topic->row));
        break;
    case FetchedTopic::State::Merged:
        if (listed != nullptr)
            m_cursor.merged.insert(id, listed->bumpedAt);
        [[fallthrough]];
    case FetchedTopic::State::Gone:
        m_batch.deletions.push_back({.table = store::Table::DiscourseTopics, .values = {m_name, id}});
        break;
    case FetchedTopic::State::Private:
        if (m_stored.contains(id)) // its row stays as it is
            break;
        [[fallthrough]];
    case FetchedTopic::State::Malformed:
        m_batch.skipped.push_back({.key = key, .reason = topic->reason});
        break;
    }
    const bool isSkipped = !m_batch.skipped.empty() && m_batch.skipped.back().key == key;
    if (wasSkipped && !isSkipped)
        m_batch.readAtLast.append(key);
    ++m_batched;
    return {};
}

Result<void> ForumSync::commitBatch()
{
    store::Batch batch = std::exchange(m_batch, store::Batch());
    m_batch.remote = m_remote;
    m_batched = 0;
    m_cursor.posts = std::max(m_cursor.posts, m_fetcher.postsThrough());
    if (m_cursor != m_written)
        batch.cursor = m_cursor.toText();
    const Result<store::CommitCounts> committed = m_context.commit(std::move(batch));
    if (!committed)
        return committed.error();
    m_written = m_cursor;
    return {};
}

qint64 ForumSync::latestPromise() const
{
    const qint64 latest = m_walk.began().toMSecsSinceEpoch() - margin;
    return m_proven || m_before.unproven == 0 ? latest : std::min(latest, m_before.unproven);
}

bool ForumSync::isFirstRun() const
{
    return m_before.unproven > 0 || (m_before.through == 0 && m_stored.isEmpty());
}

void ForumSync::promise(qint64 time)
{
    if (m_gap || (!m_proven && !isFirstRun()))
        return;
    time = std::min(time, latestPromise());
    if (time < m_before.through) // of what was not listed before, nothing can be said yet
        return;
    m_cursor.advance(time);
    m_cursor.unproven = m_proven ? 0 : latestPromise();
    m_cursor.listings = m_listings;
}

Result<void> ForumSync::commitFigures(const std::vector<store::TopicFigures> &figures)
{
    for (std::size_t first = 0; first < figures.size() && !m_stopped;) {
        if (m_context.limitReached()) {
            m_stopped = true;
            break;
        }
        const std::size_t end = std::min(figures.size(), first + m_context.batchSize());
        const auto at = [&](std::size_t i) {
            return figures.begin() + static_cast<std::ptrdiff_t>(i);
        };
        m_batch.topicFigures.assign(at(first), at(end));
        if (Result<void> committed = commitBatch(); !committed)
            return committed;
        first = end;
    }
    return {};
}

Result<void> ForumSync::finish()
{
    qint64 latest = m_before.through;
    std::vector<std::pair<qint64, qint64>> seen; // bumped_at and id of those without an accepted answer
    for (const ListedTopic &topic : m_walk.topics()) {
        latest = std::max(latest, topic.bumpedAt);
        m_cursor.beyond.insert(topic.id, topic.bumpedAt);
        m_cursor.unsolved.remove(topic.id);
        if (!topic.solved)
            seen.emplace_back(topic.bumpedAt, topic.id);
    }
    std::sort(seen.rbegin(), seen.rend());
    QSet<qint64> unsolved;
    for (const auto &[bumpedAt, id] : seen) {
        if (unsolved.size() < unsolvedAtMost)
            unsolved.insert(id);
    }
    for (const qint64 id : std::as_const(m_cursor.unsolved)) {
        if (unsolved.size() < unsolvedAtMost)
            unsolved.insert(id);
    }
    m_cursor.unsolved = unsolved;
    keepLatest(m_cursor.merged, mergedAtMost);
    m_cursor.unproven = 0;
    promise(latest);
    m_cursor.listings = m_listings;
    m_cursor.etags = m_walk.etags();
    m_batch.skipped = m_walk.malformed();
    const store::CommitCounts counts = m_context.progress.counts();
    m_batch.mark = store::SyncMark{.at = m_walk.began(), .rowsBefore = counts.added + counts.changed};
    if (Result<void> committed = commitBatch(); !committed)
        return committed;
    m_context.progress.setTotal({.items = m_context.progress.done(), .estimate = false});
    return {};
}

} // namespace lockkeeper::sources::discourse
