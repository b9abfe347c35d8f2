#include "store/SourceRows.h"

#include "store/Connection.h"
#include "store/Database.h"
#include "store/Transaction.h"
#include "store/WorkHandle.h"

#include <QStringList>
#include <QVariantList>

#include <algorithm>

namespace lockkeeper::store {

using namespace Qt::StringLiterals;

namespace {
constexpr qint64 firstRowsAHold = 50; // as a batch of a sync
constexpr qint64 mostRowsAHold = 400;
constexpr std::chrono::milliseconds aimedHold{20}; // well below what others feel

// Which rows are a remote's.
struct RowsOf
{
    QString table; // empty: they cannot be told from others'
    QString where;
    QStringList values;
};

RowsOf rowsOf(const RemoteName &remote)
{
    if (remote.type == "github"_L1)
        return {.table = u"github_items"_s, .where = u"repo = ?"_s, .values = {remote.name}};
    if (remote.type == "discourse"_L1)
        return {.table = u"discourse_topics"_s, .where = u"forum_url = ?"_s, .values = {remote.name}};
    if (remote.type == "mailman"_L1)
        return {.table = u"mailing_list_messages"_s, .where = u"list_name = ?"_s, .values = {remote.name}};
    if (remote.type == "beps"_L1)
        return {.table = u"bep_items"_s, .where = u"1"_s, .values = {}};
    const qsizetype colon = remote.name.lastIndexOf(u':');
    if (remote.type == "docstrings"_L1 && colon > 0)
        return {.table = u"docstrings"_s,
                .where = u"repo = ? AND language = ?"_s,
                .values = {remote.name.left(colon), remote.name.mid(colon + 1)}};
    return {};
}

QString literal(const QString &text)
{
    return u'\'' + QString(text).replace(u'\'', "''"_L1) + u'\'';
}

Result<std::optional<qint64>> countOf(WorkHandle &file, const RemoteName &remote)
{
    const RowsOf rows = rowsOf(remote);
    if (rows.table.isEmpty())
        return std::optional<qint64>();
    const Result<QString> there = file.value(
        u"SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = "_s + literal(rows.table));
    if (!there)
        return there.error();
    if (*there == "0"_L1)
        return std::optional<qint64>(0);
    QString where;
    const QStringList parts = rows.where.split(u'?');
    for (qsizetype i = 0; i < parts.size(); ++i)
        where += parts.at(i) + (i < rows.values.size() ? literal(rows.values.at(i)) : QString());
    const Result<QString> count = file.value(u"SELECT count(*) FROM "_s + rows.table + u" WHERE "_s + where);
    if (!count)
        return count.error();
    return std::optional<qint64>(count->toLongLong());
}

// One transaction; the number of rows that went.
Result<qint64> deleteSome(Database &database, LockCounters &counters, const QList<QString> &statements,
                          const QVariantList &values, const std::stop_token &stop)
{
    const Result<Connection *> connection = database.connection(stop);
    if (!connection)
        return connection.error();
    const Result<std::unique_ptr<Transaction>> transaction =
        Transaction::begin(database, **connection, counters, stop);
    if (!transaction)
        return transaction.error();
    for (const QString &sql : statements) {
        if (const Result<void> done = (*connection)->run(sql, values); !done)
            return done.error();
    }
    const Result<QVariant> changes = (*connection)->value(u"SELECT changes()"_s);
    if (!changes)
        return changes.error();
    const qint64 rows = changes->toLongLong();
    if (const Result<void> committed = (*transaction)->commit(rows); !committed)
        return committed.error();
    return rows;
}

Result<void> forget(Database &database, LockCounters &counters, const RemoteName &remote,
                    const std::stop_token &stop)
{
    const QString where = u" WHERE source_type = ? AND source_name = ?"_s;
    const Result<qint64> done =
        deleteSome(database, counters,
                   {u"DELETE FROM lockkeeper_cursors"_s + where, u"DELETE FROM lockkeeper_skipped"_s + where,
                    u"DELETE FROM sync_metadata"_s + where},
                   {remote.type, remote.name}, stop);
    return done ? Result<void>() : Result<void>(done.error());
}

Result<qint64> deleteRowsOf(Database &database, LockCounters &counters, const RemoteName &remote,
                            const std::function<void(qint64)> &deleted, const std::stop_token &stop)
{
    const RowsOf rows = rowsOf(remote);
    qint64 all = 0;
    qint64 limit = firstRowsAHold;
    while (!rows.table.isEmpty()) {
        QVariantList values(rows.values.begin(), rows.values.end());
        values.append(limit);
        const auto begin = std::chrono::steady_clock::now();
        const Result<qint64> some =
            deleteSome(database, counters,
                       {u"DELETE FROM %1 WHERE id IN (SELECT id FROM %1 WHERE %2 LIMIT ?)"_s.arg(rows.table,
                                                                                                 rows.where)},
                       values, stop);
        if (!some)
            return some.error();
        all += *some;
        if (*some > 0 && deleted)
            deleted(all);
        if (*some < limit)
            break;
        // Waiting for the lock counts, too, which errs on the side of shorter holds.
        const bool quick = std::chrono::steady_clock::now() - begin < aimedHold;
        limit = quick ? std::min(limit * 2, mostRowsAHold) : std::max(limit / 2, qint64(1));
    }
    return all;
}
} // namespace

Result<QList<RemoteRows>> countRemoteRows(const QString &path, const QList<RemoteName> &remotes,
                                          std::chrono::milliseconds busyTimeout, const std::stop_token &stop)
{
    const auto file = WorkHandle::open(path, WorkHandle::Mode::ReadOnly, busyTimeout, stop);
    if (!file)
        return file.error();
    QList<RemoteRows> result;
    for (const RemoteName &remote : remotes) {
        const Result<std::optional<qint64>> count = countOf(**file, remote);
        if (!count)
            return count.error();
        result.append({.remote = remote, .rows = *count});
    }
    return result;
}

Result<qint64> deleteRemoteRows(Database &database, LockCounters &counters, const QList<RemoteName> &remotes,
                                const std::function<void(qint64)> &deleted, const std::stop_token &stop)
{
    qint64 all = 0;
    for (const RemoteName &remote : remotes) {
        // What cannot be told apart stays, and then its cursor, too: it still vouches for these rows.
        if (rowsOf(remote).table.isEmpty())
            continue;
        if (const Result<void> forgotten = forget(database, counters, remote, stop); !forgotten)
            return forgotten.error();
        const Result<qint64> gone = deleteRowsOf(
            database, counters, remote,
            [&](qint64 soFar) {
                if (deleted)
                    deleted(all + soFar);
            },
            stop);
        if (!gone)
            return gone.error();
        all += *gone;
    }
    return all;
}

} // namespace lockkeeper::store
