#include "tests/bench/BareSearch.h"

#include <QFile>

#include <sqlite3.h>

namespace lockkeeper::bench {

namespace {
void bindAll(sqlite3_stmt *statement, const QVariantList &values)
{
    for (int i = 0; i < values.size(); ++i) {
        if (values.at(i).typeId() == QMetaType::QString) {
            const QByteArray text = values.at(i).toString().toUtf8();
            sqlite3_bind_text(statement, i + 1, text.constData(), int(text.size()), SQLITE_TRANSIENT);
        } else {
            sqlite3_bind_int64(statement, i + 1, values.at(i).toLongLong());
        }
    }
}
} // namespace

BareSearch::BareSearch(const QString &path)
{
    sqlite3_open_v2(QFile::encodeName(path).constData(), &m_database, SQLITE_OPEN_READONLY, nullptr);
}

BareSearch::~BareSearch()
{
    sqlite3_close(m_database);
}

qint64 BareSearch::run(const QList<inspect::SearchStatement> &statements)
{
    qint64 rows = 0;
    for (const inspect::SearchStatement &one : statements) {
        const QByteArray sql = one.sql.toUtf8();
        sqlite3_stmt *statement = nullptr;
        if (sqlite3_prepare_v2(m_database, sql.constData(), int(sql.size()), &statement, nullptr) !=
            SQLITE_OK)
            return -1;
        bindAll(statement, one.values);
        int code = SQLITE_OK;
        while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
            ++rows;
            for (int i = 0; i < sqlite3_column_count(statement); ++i)
                (void)sqlite3_column_text(statement, i);
        }
        sqlite3_finalize(statement);
        if (code != SQLITE_DONE)
            return -1;
    }
    return rows;
}

} // namespace lockkeeper::bench
