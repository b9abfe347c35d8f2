#include "store/Writer.h"

#include "base/Time.h"
#include "store/ChangeKeeper.h"
#include "store/Cursors.h"
#include "store/Database.h"
#include "store/Skipped.h"
#include "store/Transaction.h"
#include "store/Upsert.h"

#include <QScopeGuard>

#include <utility>

namespace lockkeeper::store {

namespace {
Result<void> write(Connection &connection, const Batch &batch, CommitCounts &counts)
{
    const QDateTime time = QDateTime::currentDateTimeUtc();
    const QString now = toIsoUtc(time);
    ChangeKeeper &changes = *connection.changes();
    const auto stop = qScopeGuard([&changes] { changes.stop(); });
    changes.begin(batch, time);
    if (Result<void> done = writeRows(connection, batch, now, counts); !done)
        return done;
    if (Result<void> kept = changes.end(); !kept)
        return kept;
    if (Result<void> done = writeSkipped(connection, batch, now); !done)
        return done;
    if (batch.cursor) {
        if (Result<void> done = writeCursor(connection, batch.remote, *batch.cursor, now); !done)
            return done;
    }
    if (batch.mark)
        return writeSyncMark(connection, batch.remote, *batch.mark, counts.added + counts.changed);
    return {};
}
} // namespace

Writer::Writer(Database &database, LockCounters &counters, std::stop_token stop)
    : m_database(database)
    , m_counters(counters)
    , m_stop(std::move(stop))
{
}

Result<CommitCounts> Writer::commit(const Batch &batch)
{
    const Result<Connection *> connection = m_database.connection(m_stop);
    if (!connection)
        return connection.error();
    const Result<std::unique_ptr<Transaction>> transaction =
        Transaction::begin(m_database, **connection, m_counters, m_stop);
    if (!transaction)
        return transaction.error();
    CommitCounts counts;
    if (const Result<void> written = write(**connection, batch, counts); !written)
        return written.error();
    if (const Result<void> committed = (*transaction)->commit(counts.added + counts.changed + counts.deleted);
        !committed)
        return committed.error();
    return counts;
}

} // namespace lockkeeper::store
