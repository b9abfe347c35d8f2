#include "store/Upsert.h"

#include "store/Connection.h"
#include "store/RowTables.h"

#include <QVariant>

#include <sqlite3.h>

using namespace Qt::StringLiterals;

namespace lockkeeper::store {

namespace {
// Strings, never byte arrays: those would be stored as BLOBs, and ON CONFLICT would miss.
QVariant bindable(const QString &text)
{
    return text;
}
QVariant bindable(qint64 number)
{
    return number;
}
QVariant bindable(const std::optional<qint64> &number)
{
    return number ? QVariant(*number) : QVariant(QMetaType::fromType<qint64>());
}

// Which of the three an upsert was: changes() is 0 where the WHERE found nothing different, and only an
// INSERT moves last_insert_rowid (triggers restore it).
Result<void> execute(Connection &connection, QSqlQuery &query, CommitCounts &counts)
{
    sqlite3_set_last_insert_rowid(connection.handle(), 0);
    if (!query.exec())
        return connection.lastError();
    if (sqlite3_changes(connection.handle()) == 0)
        ++counts.unchanged;
    else if (sqlite3_last_insert_rowid(connection.handle()) != 0)
        ++counts.added;
    else
        ++counts.changed;
    return {};
}

template <typename Row>
Result<void> upsert(Connection &connection, const std::vector<Row> &rows, const QString &now,
                    CommitCounts &counts)
{
    if (rows.empty())
        return {};
    static const QString sql = upsertSql(shapeOf(tableOf(rows.front())));
    const Result<QSqlQuery *> prepared = connection.prepared(sql);
    if (!prepared)
        return prepared.error();
    QSqlQuery &query = **prepared;
    for (const Row &row : rows) {
        int place = 0;
        eachValue(row, [&](const auto &value) { query.bindValue(place++, bindable(value)); });
        query.bindValue(place, now);
        if (Result<void> done = execute(connection, query, counts); !done)
            return done;
    }
    query.finish();
    return {};
}

// Rows that are not stored are passed over: their topic is fetched as a whole.
Result<void> updateFigures(Connection &connection, const std::vector<TopicFigures> &rows, const QString &now,
                           CommitCounts &counts)
{
    if (rows.empty())
        return {};
    const Result<QSqlQuery *> prepared = connection.prepared(
        u"UPDATE discourse_topics SET reply_count=?, like_count=?, views=?, synced_at=? WHERE forum_url=? "
        u"AND "
        "topic_id=? AND (reply_count IS NOT ? OR like_count IS NOT ? OR views IS NOT ?)"_s);
    if (!prepared)
        return prepared.error();
    QSqlQuery &query = **prepared;
    for (const TopicFigures &row : rows) {
        const QVariantList values{row.replyCount, row.likeCount,  row.views,     now,      row.forumUrl,
                                  row.topicId,    row.replyCount, row.likeCount, row.views};
        for (int place = 0; place < values.size(); ++place)
            query.bindValue(place, values.at(place));
        if (!query.exec())
            return connection.lastError();
        if (sqlite3_changes(connection.handle()) > 0)
            ++counts.changed;
        else
            ++counts.unchanged;
    }
    query.finish();
    return {};
}

Result<void> remove(Connection &connection, const std::vector<RowKey> &keys, CommitCounts &counts)
{
    for (const RowKey &key : keys) {
        const TableShape &shape = shapeOf(key.table);
        const Result<QSqlQuery *> prepared = connection.prepared(
            u"DELETE FROM %1 WHERE %2 = ?"_s.arg(shape.name, shape.key.join(u" = ? AND "_s)));
        if (!prepared)
            return prepared.error();
        QSqlQuery &query = **prepared;
        for (int place = 0; place < key.values.size(); ++place)
            query.bindValue(place, key.values.at(place));
        if (!query.exec())
            return connection.lastError();
        counts.deleted += sqlite3_changes(connection.handle());
        query.finish();
    }
    return {};
}
} // namespace

QString upsertSql(const TableShape &table)
{
    const QStringList columns = table.key + table.content + QStringList{u"synced_at"_s};
    QStringList assignments;
    QStringList differences;
    for (const QString &column : table.content) {
        assignments.append(u"%1=excluded.%1"_s.arg(column));
        differences.append(u"%1 IS NOT excluded.%1"_s.arg(column));
    }
    assignments.append(u"synced_at=excluded.synced_at"_s);
    return u"INSERT INTO %1(%2) VALUES(%3) ON CONFLICT(%4) DO UPDATE SET %5 WHERE %6"_s.arg(
        table.name, columns.join(u','), QStringList(columns.size(), u"?"_s).join(u','), table.key.join(u','),
        assignments.join(u','), differences.join(u" OR "_s));
}

Result<void> writeRows(Connection &connection, const Batch &batch, const QString &now, CommitCounts &counts)
{
    if (Result<void> done = upsert(connection, batch.githubItems, now, counts); !done)
        return done;
    if (Result<void> done = upsert(connection, batch.papers, now, counts); !done)
        return done;
    if (Result<void> done = upsert(connection, batch.docstrings, now, counts); !done)
        return done;
    if (Result<void> done = upsert(connection, batch.topics, now, counts); !done)
        return done;
    if (Result<void> done = updateFigures(connection, batch.topicFigures, now, counts); !done)
        return done;
    if (Result<void> done = upsert(connection, batch.messages, now, counts); !done)
        return done;
    if (Result<void> done = upsert(connection, batch.beps, now, counts); !done)
        return done;
    return remove(connection, batch.deletions, counts);
}

} // namespace lockkeeper::store
