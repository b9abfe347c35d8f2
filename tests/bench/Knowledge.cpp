#include "tests/bench/Knowledge.h"

#include "store/Database.h"
#include "store/Schema.h"
#include "store/SqlSteps.h"
#include "store/SqliteError.h"
#include "tests/bench/KnowledgeRows.h"

#include <QFileInfo>

#include <sqlite3.h>

#include <memory>
#include <vector>

using namespace Qt::StringLiterals;

namespace lockkeeper::bench {

namespace {
struct FinalizeFilling
{
    void operator()(sqlite3_stmt *statement) const { (void)sqlite3_finalize(statement); }
};
using Filling = std::unique_ptr<sqlite3_stmt, FinalizeFilling>;

class Builder final
{
public:
    Builder(store::Handle handle, QString path, const std::function<void(const QString &)> &progress)
        : m_handle(std::move(handle))
        , m_path(std::move(path))
        , m_progress(progress)
    {
    }

    Result<void> build(const KnowledgeSize &size)
    {
        // Nobody else has the file, and nobody misses it if this fails.
        Result<void> done = runAll({u"PRAGMA journal_mode=OFF"_s, u"PRAGMA synchronous=OFF"_s,
                                    u"PRAGMA cache_size=-262144"_s, u"PRAGMA temp_store=MEMORY"_s});
        if (done)
            done = runAll(dropping());
        if (done)
            done = runAll({u"BEGIN"_s});
        if (done)
            done = fill(size);
        if (done)
            done = runAll({u"COMMIT"_s});
        for (const QString &table : store::contentTables()) {
            tell(u"indexing the texts of %1"_s.arg(table));
            if (done)
                done = runAll({u"INSERT INTO %1_fts(%1_fts) VALUES('rebuild')"_s.arg(table)});
        }
        return done ? runAll({u"PRAGMA journal_mode=WAL"_s}) : done;
    }

private:
    void tell(const QString &text) const
    {
        if (m_progress)
            m_progress(text);
    }

    Result<void> runAll(const QStringList &statements)
    {
        for (const QString &statement : statements) {
            if (const auto done = store::column(m_handle.get(), m_path, statement, {}); !done)
                return done.error();
        }
        return {};
    }

    // Triggers and indexes: opening the file as a store makes them again.
    [[nodiscard]] QStringList dropping() const
    {
        const auto named = store::column(
            m_handle.get(), m_path,
            u"SELECT 'DROP ' || type || ' ' || name FROM sqlite_master WHERE sql IS NOT NULL AND type IN ('index', 'trigger')"_s,
            {});
        return named ? *named : QStringList();
    }

    Result<Filling> inserting(const QString &table)
    {
        const auto columns = store::column(
            m_handle.get(), m_path,
            u"SELECT name FROM pragma_table_info('%1') WHERE name <> 'id' ORDER BY cid"_s.arg(table), {});
        if (!columns)
            return columns.error();
        const QByteArray sql =
            u"INSERT INTO %1(%2) VALUES(%3)"_s
                .arg(table, columns->join(u','), QStringList(columns->size(), u"?"_s).join(u','))
                .toUtf8();
        sqlite3_stmt *statement = nullptr;
        if (sqlite3_prepare_v2(m_handle.get(), sql.constData(), -1, &statement, nullptr) != SQLITE_OK)
            return store::lastError(m_handle.get(), m_path);
        return Filling(statement);
    }

    Result<void> insert(sqlite3_stmt *statement, const Cells &cells)
    {
        int at = 0;
        for (const Cell &cell : cells) {
            ++at;
            if (const auto *text = std::get_if<std::string>(&cell))
                sqlite3_bind_text(statement, at, text->data(), int(text->size()), SQLITE_STATIC);
            else if (const auto *number = std::get_if<qint64>(&cell))
                sqlite3_bind_int64(statement, at, *number);
            else
                sqlite3_bind_null(statement, at);
        }
        const int code = sqlite3_step(statement);
        (void)sqlite3_reset(statement);
        return code == SQLITE_DONE ? Result<void>() : store::lastError(m_handle.get(), m_path);
    }

    // A little of each table by turns, as several sources at once leave them in a file.
    Result<void> fill(const KnowledgeSize &size)
    {
        KnowledgeRows rows(size.items, size.seed);
        std::vector<Filling> inserts;
        for (const char *table : itemTables) {
            Result<Filling> prepared = inserting(QString::fromLatin1(table));
            if (!prepared)
                return prepared.error();
            inserts.push_back(std::move(prepared).value());
        }
        for (qint64 begun = 0; begun < size.items; begun += 1000) {
            if (begun % 100'000 == 0)
                tell(u"%1 items"_s.arg(begun));
            const qint64 block = std::min<qint64>(1000, size.items - begun);
            qint64 left = block;
            for (std::size_t table = 0; table < itemTables.size(); ++table) {
                const bool last = table + 1 == itemTables.size();
                const qint64 count = last ? left : block * itemShares[table] / 100;
                left -= count;
                for (qint64 i = 0; i < count; ++i) {
                    if (Result<void> done = insert(inserts[table].get(), rows.next(Items(table))); !done)
                        return done;
                }
            }
        }
        return noteRuns(rows);
    }

    Result<void> noteRuns(const KnowledgeRows &rows)
    {
        Result<Filling> prepared = inserting(u"sync_metadata"_s);
        if (!prepared)
            return prepared.error();
        for (const auto &[type, name] : rows.remotes()) {
            const Cells cells{type, name, std::string("2026-03-01T04:00:00Z"), qint64(0)};
            if (Result<void> done = insert(prepared->get(), cells); !done)
                return done;
        }
        return {};
    }

    store::Handle m_handle;
    QString m_path;
    const std::function<void(const QString &)> &m_progress;
};

// As a store makes it, or brings it up to date.
Result<void> openOnce(const QString &path)
{
    const auto database = store::Database::open(path, std::chrono::seconds(5));
    if (!database)
        return database.error();
    return (*database)->checkpointAll();
}
} // namespace

Result<void> makeKnowledge(const QString &path, const KnowledgeSize &size,
                           const std::function<void(const QString &)> &progress)
{
    if (QFileInfo::exists(path))
        return Error{.kind = ErrorKind::Config,
                     .text = u"There is a file %1 already."_s.arg(path),
                     .hint = {},
                     .url = {}};
    if (Result<void> made = openOnce(path); !made)
        return made;
    {
        Result<store::Handle> handle = store::openForWriting(path);
        if (!handle)
            return handle.error();
        if (Result<void> built = Builder(std::move(handle).value(), path, progress).build(size); !built)
            return built;
    }
    if (progress)
        progress(u"indexes and triggers"_s);
    return openOnce(path);
}

} // namespace lockkeeper::bench
