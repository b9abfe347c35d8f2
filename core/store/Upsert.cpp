#include "store/Upsert.h"

#include "store/Connection.h"

#include <QVariant>

#include <sqlite3.h>

using namespace Qt::StringLiterals;

namespace lockkeeper::store {

namespace {
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
} // namespace

QString upsertSql(const QString &table, const QStringList &key, const QStringList &content)
{
    const QStringList columns = key + content + QStringList{u"synced_at"_s};
    QStringList assignments;
    QStringList differences;
    for (const QString &column : content) {
        assignments.append(u"%1=excluded.%1"_s.arg(column));
        differences.append(u"%1 IS NOT excluded.%1"_s.arg(column));
    }
    assignments.append(u"synced_at=excluded.synced_at"_s);
    return u"INSERT INTO %1(%2) VALUES(%3) ON CONFLICT(%4) DO UPDATE SET %5 WHERE %6"_s.arg(
        table, columns.join(u','), QStringList(columns.size(), u"?"_s).join(u','), key.join(u','),
        assignments.join(u','), differences.join(u" OR "_s));
}

Result<void> upsert(Connection &connection, const std::vector<GithubItem> &rows, const QString &now,
                    CommitCounts &counts)
{
    static const QString sql =
        upsertSql(u"github_items"_s, {u"repo"_s, u"item_type"_s, u"number"_s},
                  {u"title"_s, u"first_message"_s, u"status"_s, u"url"_s, u"created_at"_s});
    const Result<QSqlQuery *> prepared = connection.prepared(sql);
    if (!prepared)
        return prepared.error();
    QSqlQuery &query = **prepared;
    for (const GithubItem &row : rows) {
        int place = 0;
        // Strings, never byte arrays: those would be stored as BLOBs, and ON CONFLICT would miss.
        for (const QString *text : {&row.repo, &row.itemType})
            query.bindValue(place++, *text);
        query.bindValue(place++, row.number);
        for (const QString *text :
             {&row.title, &row.firstMessage, &row.status, &row.url, &row.createdAt, &now})
            query.bindValue(place++, *text);
        if (Result<void> done = execute(connection, query, counts); !done)
            return done;
    }
    query.finish();
    return {};
}

Result<void> remove(Connection &connection, const std::vector<GithubKey> &keys, CommitCounts &counts)
{
    const Result<QSqlQuery *> prepared =
        connection.prepared(u"DELETE FROM github_items WHERE repo = ? AND item_type = ? AND number = ?"_s);
    if (!prepared)
        return prepared.error();
    QSqlQuery &query = **prepared;
    for (const GithubKey &key : keys) {
        query.bindValue(0, key.repo);
        query.bindValue(1, key.itemType);
        query.bindValue(2, key.number);
        if (!query.exec())
            return connection.lastError();
        counts.deleted += sqlite3_changes(connection.handle());
    }
    query.finish();
    return {};
}

} // namespace lockkeeper::store
