// ChangeKeeper's part around a batch: whose it is, what it came to, and what is let go of for it.
#include "store/ChangeKeeper.h"
#include "store/Connection.h"

#include <QVariant>

#include <sqlite3.h>

#include <numeric>

using namespace Qt::StringLiterals;

namespace lockkeeper::store {

namespace {
// The columns of the first row; none where there is no row.
Result<QVariantList> firstRow(Connection &connection, const QString &sql, const QVariantList &values)
{
    const Result<QSqlQuery *> prepared = connection.prepared(sql);
    if (!prepared)
        return prepared.error();
    QSqlQuery &query = **prepared;
    for (int i = 0; i < values.size(); ++i)
        query.bindValue(i, values.at(i));
    QVariantList row;
    const Result<void> read = connection.eachRow(query, [&row](const QSqlQuery &found) {
        for (int i = 0; i < 3 && row.size() < 3; ++i)
            row.append(found.value(i));
    });
    return read ? Result<QVariantList>(row) : read.error();
}
} // namespace

void ChangeKeeper::begin(const Batch &batch, const QDateTime &now)
{
    m_keeps = !batch.run.isEmpty();
    m_found = false;
    m_runName = batch.run;
    m_remote = batch.remote;
    m_now = now.toMSecsSinceEpoch();
    m_rows = {};
    m_bytes = 0;
}

// Numbers are given out under the write lock: nobody else gives out the same.
Result<void> ChangeKeeper::findPart()
{
    const Result<QVariantList> run =
        firstRow(m_connection,
                 u"SELECT ifnull((SELECT id FROM lockkeeper_runs WHERE started_at = ?), "
                 "1 + ifnull((SELECT max(id) FROM lockkeeper_runs), 0)), 0, 0"_s,
                 {m_runName});
    if (!run)
        return run.error();
    m_run = run->at(0).toLongLong();
    const Result<QVariantList> part =
        firstRow(m_connection,
                 u"SELECT id, added + changed + deleted, bytes FROM lockkeeper_parts "
                 "WHERE run = ? AND source_type = ? AND source_name = ?"_s,
                 {m_run, m_remote.type, m_remote.name});
    if (!part)
        return part.error();
    m_newPart = part->isEmpty();
    m_part = part->value(0).toLongLong();
    m_rowsBefore = part->value(1).toLongLong();
    m_bytesBefore = part->value(2).toLongLong();
    if (m_newPart) {
        // Above all changes, too: after a recovery there may be some whose part is lost.
        const Result<QVariantList> next =
            firstRow(m_connection,
                     u"SELECT 1 + max(ifnull((SELECT max(id) FROM lockkeeper_parts), 0), "
                     "ifnull((SELECT max(id) FROM lockkeeper_changes), 0) >> ?), 0, 0"_s,
                     {changeBits});
        if (!next)
            return next.error();
        m_part = next->at(0).toLongLong();
    }
    m_found = true;
    return {};
}

Result<void> ChangeKeeper::end()
{
    const bool kept = m_keeps;
    m_keeps = false;
    const qint64 rows = std::accumulate(m_rows.cbegin(), m_rows.cend(), qint64{0});
    if (!kept || rows == 0)
        return {};
    if (Result<void> written = writeSums(); !written)
        return written;
    const bool look = m_newPart || (m_rowsBefore + rows) / lookEvery != m_rowsBefore / lookEvery;
    return look ? letGo() : Result<void>();
}

Result<void> ChangeKeeper::writeSums()
{
    if (m_newPart) {
        if (Result<void> done = m_connection.run(
                u"INSERT INTO lockkeeper_runs(id, started_at) VALUES(?, ?) ON CONFLICT DO NOTHING"_s,
                {m_run, m_runName});
            !done)
            return done;
    }
    const qint64 rows = std::accumulate(m_rows.cbegin(), m_rows.cend(), qint64{0});
    return m_connection.run(
        u"INSERT INTO lockkeeper_parts(id, run, source_type, source_name, added, changed, deleted, bytes) "
        "VALUES(?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(id) DO UPDATE SET added = added + excluded.added, "
        "changed = changed + excluded.changed, deleted = deleted + excluded.deleted, "
        "bytes = bytes + excluded.bytes"_s,
        {m_part, m_run, m_remote.type, m_remote.name, m_rows[0], m_rows[1], m_rows[2],
         m_bytes + rows * rowBytes});
}

Result<bool> ChangeKeeper::tooMuch()
{
    const Result<QVariantList> kept = firstRow(
        m_connection, u"SELECT count(DISTINCT run), ifnull(sum(bytes), 0), 0 FROM lockkeeper_parts"_s, {});
    if (!kept)
        return kept.error();
    return kept->at(0).toLongLong() > m_limits.runs || kept->at(1).toLongLong() > m_limits.bytes;
}

// The oldest parts, but never this one; what is left over goes with the next batches.
Result<void> ChangeKeeper::letGo()
{
    qint64 left = m_limits.rowsAHold;
    while (left > 0) {
        const Result<bool> much = tooMuch();
        if (!much)
            return much.error();
        if (!*much)
            return {};
        const Result<QVariantList> oldest =
            firstRow(m_connection,
                     u"SELECT id, 0, 0 FROM lockkeeper_parts WHERE id <> ? ORDER BY id LIMIT 1"_s, {m_part});
        if (!oldest)
            return oldest.error();
        if (oldest->isEmpty())
            return {};
        const qint64 part = oldest->at(0).toLongLong();
        if (Result<void> gone = m_connection.run(
                u"DELETE FROM lockkeeper_changes WHERE id IN (SELECT id FROM lockkeeper_changes "
                "WHERE id >= ? AND id < ? ORDER BY id LIMIT ?)"_s,
                {part << changeBits, (part + 1) << changeBits, left});
            !gone)
            return gone;
        const int deleted = sqlite3_changes(m_connection.handle());
        if (deleted == left) // there may be more of it
            return {};
        left -= deleted + 1;
        if (Result<void> gone = m_connection.run(u"DELETE FROM lockkeeper_parts WHERE id = ?"_s, {part});
            !gone)
            return gone;
    }
    return {};
}

} // namespace lockkeeper::store
