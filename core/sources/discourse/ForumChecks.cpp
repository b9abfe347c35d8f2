// What a forum's sync looks at besides what its listings name as new: what slipped between their pages, what
// earlier runs could not read, and, in a full run, what no listing names.
#include "sources/discourse/ForumSync.h"
#include "store/Database.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace lockkeeper::sources::discourse {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::sources::discourse)
};

constexpr int walksAtMost = 5; // a forum that loses topics all the time is not waited for
} // namespace

// What was fetched tells by itself whether it is still listed. What was not need only be looked at where
// something that is not stored may stand behind it: above what the cursor covers, or pinned.
Result<void> ForumSync::fetchMissed(const std::vector<ListedTopic> &fetched)
{
    if (m_stopped || m_proven)
        return {};
    if (!m_vanished) {
        QSet<qint64> unseen;
        for (const ListedTopic &topic : m_walk.topics()) {
            if (topic.pinned || topic.bumpedAt == 0 || topic.bumpedAt >= m_before.through)
                unseen.insert(topic.id);
        }
        for (const ListedTopic &topic : fetched)
            unseen.remove(topic.id);
        const Result<bool> there = m_walk.stillThere(unseen);
        if (!there)
            return there.error();
        m_vanished = !*there;
    }
    for (int walks = 1; m_vanished; ++walks) {
        m_vanished = false;
        Result<std::vector<ListedTopic>> missed = m_walk.again(m_before);
        if (!missed)
            return missed.error();
        std::erase_if(*missed, [this](const ListedTopic &topic) { return !isPending(topic); });
        if (walks == walksAtMost && !missed->empty()) // nothing was promised: the next run goes on
            return Error{.kind = ErrorKind::BadAnswer,
                         .text = Tr::tr("The list of topics of %1 does not come to rest.").arg(m_name),
                         .hint = {},
                         .url = m_name,
                         .status = 200};
        if (!missed->empty() && m_context.limitReached()) {
            m_stopped = true;
            return {};
        }
        sortByBump(*missed);
        if (Result<void> done = fetchAll(*missed); !done)
            return done;
        if (m_stopped)
            return {};
    }
    m_proven = true;
    return {};
}

Result<void> ForumSync::retrySkipped()
{
    const QSet<QString> keys = m_skippedBefore;
    for (const QString &key : keys) {
        bool isNumber = false;
        const qint64 id = key.toLongLong(&isNumber);
        if (!isNumber) { // a place in a listing
            if (m_walk.isSettled(key))
                m_batch.readAtLast.append(key);
        } else {
            const auto listed = m_walk.topics().constFind(id);
            if (Result<void> fetched = fetchOne(id, listed == m_walk.topics().cend() ? nullptr : &*listed);
                !fetched)
                return fetched;
        }
        if (m_batched >= store::rowsPerBatch) {
            if (Result<void> committed = commitBatch(); !committed)
                return committed;
        }
    }
    return m_batched > 0 ? commitBatch() : Result<void>();
}

Result<void> ForumSync::reconcile()
{
    QList<qint64> unseen;
    for (auto stored = m_stored.cbegin(); stored != m_stored.cend(); ++stored) {
        if (!m_walk.topics().contains(stored.key()))
            unseen.append(stored.key());
    }
    std::sort(unseen.begin(), unseen.end());
    for (const qint64 id : std::as_const(unseen)) {
        if (Result<void> fetched = fetchOne(id, nullptr); !fetched)
            return fetched;
        if (m_batched >= store::rowsPerBatch) {
            if (Result<void> committed = commitBatch(); !committed)
                return committed;
        }
    }
    return m_batched > 0 ? commitBatch() : Result<void>();
}

} // namespace lockkeeper::sources::discourse
