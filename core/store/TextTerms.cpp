#include "store/TextTerms.h"

#include "store/DatabaseCopy.h"
#include "store/SqliteError.h"
#include "store/Statement.h"

#include <QByteArray>

#include <sqlite3.h>

using namespace Qt::StringLiterals;

namespace lockkeeper::store {

namespace {

// A row for each text, so that no limit on columns is in the way.
constexpr auto create = "CREATE VIRTUAL TABLE texts USING fts5(text, content='');"
                        "CREATE VIRTUAL TABLE terms USING fts5vocab(texts, instance)";
constexpr auto insert = "INSERT INTO texts(rowid, text) VALUES(?, ?)";
constexpr auto select =
    "SELECT term, count(*) AS n, min(doc) = 1 FROM terms GROUP BY term ORDER BY n DESC, term";

Statement prepared(sqlite3 *database, const char *sql)
{
    sqlite3_stmt *statement = nullptr;
    (void)sqlite3_prepare_v2(database, sql, -1, &statement, nullptr);
    return Statement(statement);
}

bool fill(sqlite3 *database, const QStringList &texts)
{
    const Statement statement = prepared(database, insert);
    int code = statement ? SQLITE_DONE : SQLITE_ERROR;
    for (int i = 0; code == SQLITE_DONE && i < texts.size(); ++i) {
        const QByteArray text = texts.at(i).toUtf8();
        (void)sqlite3_reset(statement.get());
        (void)sqlite3_bind_int(statement.get(), 1, i + 1);
        (void)sqlite3_bind_text64(statement.get(), 2, text.constData(), sqlite3_uint64(text.size()),
                                  SQLITE_TRANSIENT, SQLITE_UTF8);
        code = sqlite3_step(statement.get());
    }
    return code == SQLITE_DONE;
}

} // namespace

Result<QList<TextTerm>> termsOf(const QStringList &texts)
{
    const QString memory = u":memory:"_s;
    sqlite3 *opened = nullptr;
    const int code = sqlite3_open(":memory:", &opened);
    const Handle handle(opened);
    if (code != SQLITE_OK || sqlite3_exec(opened, create, nullptr, nullptr, nullptr) != SQLITE_OK ||
        !fill(opened, texts))
        return lastError(opened, memory);
    const Statement statement = prepared(opened, select);
    if (!statement)
        return lastError(opened, memory);
    QList<TextTerm> terms;
    int step = SQLITE_OK;
    while ((step = sqlite3_step(statement.get())) == SQLITE_ROW) {
        const auto *term = reinterpret_cast<const char *>(sqlite3_column_text(statement.get(), 0));
        terms.append({.term = QString::fromUtf8(term, sqlite3_column_bytes(statement.get(), 0)),
                      .count = sqlite3_column_int(statement.get(), 1),
                      .inFirst = sqlite3_column_int(statement.get(), 2) != 0});
    }
    return step == SQLITE_DONE ? Result<QList<TextTerm>>(terms) : lastError(opened, memory);
}

} // namespace lockkeeper::store
