#include "store/FileSalvage.h"

#include "store/Connection.h"
#include "store/FileCheck.h"
#include "store/Schema.h"
#include "store/SchemaTables.h"
#include "store/SqlNames.h"
#include "store/SqlSteps.h"
#include "store/SqliteError.h"
#include "store/WorkHandle.h"

#include <QCoreApplication>

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

using namespace Qt::StringLiterals;

namespace lockkeeper::store {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::store)
};

constexpr double readingShare = 0.7; // of the whole, as a progress bar shows it
constexpr double indexShare = 0.2;

const QString cursorTable = u"lockkeeper_cursors"_s;

Error nothingLeft(const QString &path)
{
    return {.kind = ErrorKind::Corrupt,
            .text = Tr::tr("Nothing can be read of %1 any more.").arg(path),
            .hint = Tr::tr("Restore it from a backup. It has not been deleted or replaced."),
            .url = {}};
}

class FileSalvage final
{
public:
    FileSalvage(const QString &from, const QString &to, const SalvageWait &wait,
                const std::function<void(double)> &done, const std::stop_token &stop)
        : m_fromPath(from)
        , m_toPath(to)
        , m_wait(wait)
        , m_done(done)
        , m_stop(stop)
    {
    }

    Result<SalvageReport> operator()()
    {
        for (const auto step : {&FileSalvage::makeTarget, &FileSalvage::openDamaged, &FileSalvage::readTables,
                                &FileSalvage::finishTarget, &FileSalvage::check}) {
            if (const Result<void> done = (this->*step)(); !done)
                return done.error();
        }
        return m_report;
    }

private:
    // Today's schema, without the triggers: the indexes are made in one go, at the end.
    Result<void> makeTarget()
    {
        if (Result<void> made = bringUpToDate(Connection::Mode::WriteMakingFile); !made)
            return made;
        Result<std::unique_ptr<WorkHandle>> target =
            WorkHandle::open(m_toPath, WorkHandle::Mode::Write, m_wait.busyTimeout, m_stop);
        if (!target)
            return target.error();
        m_to = std::move(target).value();
        QStringList statements{u"PRAGMA synchronous=OFF"_s, u"BEGIN IMMEDIATE"_s};
        for (const QString &table : contentTables()) {
            for (const QLatin1StringView suffix : {"_ai"_L1, "_ad"_L1, "_au"_L1})
                statements.append(u"DROP TRIGGER %1"_s.arg(table + suffix));
        }
        for (const QString &statement : std::as_const(statements)) {
            if (Result<void> done = m_to->run(statement); !done)
                return done;
        }
        return {};
    }

    Result<void> bringUpToDate(Connection::Mode mode) const
    {
        const Result<std::unique_ptr<Connection>> opened = Connection::open(m_toPath, mode);
        if (!opened)
            return opened.error();
        if (Result<void> begun = (*opened)->execute(u"BEGIN IMMEDIATE"_s); !begun)
            return begun;
        if (Result<void> made = bringSchemaUpToDate(**opened); !made)
            return made;
        return (*opened)->execute(u"COMMIT"_s);
    }

    // Damaged definitions of some tables do not keep SQLite from the others, nor does a file that is shorter
    // than its header says; a cell that does not fit its page is an error, and not a row.
    Result<void> openDamaged()
    {
        Result<std::unique_ptr<WorkHandle>> opened = WorkHandle::open(
            m_fromPath, WorkHandle::Mode::ReadOnly, m_wait.busyTimeout, m_stop, m_wait.waiting);
        if (!opened)
            return opened.error();
        m_from = std::move(opened).value();
        for (const QString &statement : {u"PRAGMA cell_size_check=ON"_s, u"PRAGMA writable_schema=ON"_s,
                                         u"BEGIN"_s, u"SELECT count(*) FROM sqlite_master"_s}) {
            const Result<void> done = m_from->run(statement);
            if (!done && done.error().kind != ErrorKind::Corrupt)
                return done;
            m_schemaDamaged = m_schemaDamaged || !done;
        }
        const Result<QString> version =
            m_from->value(u"SELECT value FROM lockkeeper_meta WHERE key = 'schema_version'"_s);
        if (version && version->toInt() > ownSchemaVersion)
            return newerVersionError(m_fromPath);
        return {};
    }

    Result<void> readTables()
    {
        QList<SalvagedTable> tables;
        for (const TableSpec &spec : tableSpecs())
            tables.append({.name = spec.name, .columns = {}, .hasRowids = true, .highestRowid = 0});
        for (const QString &own : {u"lockkeeper_meta"_s, u"lockkeeper_skipped"_s, cursorTable})
            tables.append({.name = own, .columns = {}, .hasRowids = false, .highestRowid = 0});
        for (const QString &own : {u"lockkeeper_runs"_s, u"lockkeeper_parts"_s, u"lockkeeper_changes"_s})
            tables.append({.name = own, .columns = {}, .hasRowids = true, .highestRowid = 0});
        tables.append(
            {.name = u"lockkeeper_written"_s, .columns = {}, .hasRowids = false, .highestRowid = 0});
        qint64 expected = 0; // rows of all; those of a table that cannot be counted are not among them
        for (SalvagedTable &table : tables) {
            if (Result<void> known = describe(table); !known)
                return known;
            if (table.columns.isEmpty())
                continue;
            const Result<QString> rows = count(*m_from, table.name);
            if (!rows && rows.error().kind != ErrorKind::Corrupt)
                return rows.error();
            expected += rows ? rows->toLongLong() : 0;
        }
        for (const SalvagedTable &table : std::as_const(tables)) {
            if (table.name == cursorTable && !m_report.cursorsKept)
                continue;
            if (Result<void> read = readTable(table, expected); !read)
                return read;
        }
        return m_rows == 0 && !m_report.cursorsKept ? Result<void>(nothingLeft(m_fromPath)) : Result<void>();
    }

    [[nodiscard]] static Result<QString> count(WorkHandle &file, const QString &table)
    {
        return file.value(u"SELECT count(*) FROM %1"_s.arg(quotedName(table)));
    }

    // The columns of both files, and the highest rowid of AUTOINCREMENT's table, as far as they can be read.
    Result<void> describe(SalvagedTable &table)
    {
        const QString names = u"SELECT name FROM pragma_table_info('%1')"_s.arg(table.name);
        const Result<QStringList> target = m_to->column(names);
        if (!target)
            return target.error();
        const Result<QStringList> damaged = m_from->column(names);
        if (!damaged && damaged.error().kind != ErrorKind::Corrupt)
            return damaged.error();
        for (const QString &column : damaged ? *damaged : QStringList()) {
            if (target->contains(column))
                table.columns.append(column);
        }
        const Result<QString> highest =
            m_from->value(u"SELECT seq FROM sqlite_sequence WHERE name = '%1'"_s.arg(table.name));
        if (highest)
            table.highestRowid = std::max<qint64>(0, highest->toLongLong());
        return {};
    }

    Result<void> readTable(const SalvagedTable &table, qint64 expected)
    {
        SalvagedRows salvaged{.rows = 0,
                              .gaps = m_schemaDamaged}; // it may be one that is not listed any more
        if (!table.columns.isEmpty()) {
            const auto told = [&](qint64 rows) {
                m_done(readingShare * double(std::min(expected, m_rows + rows)) /
                       double(std::max<qint64>(1, expected)));
            };
            const Result<SalvagedRows> read = salvageRows(*m_from, *m_to, table, told, m_stop);
            if (!read)
                return read.error();
            salvaged = *read;
            const Result<QString> known = count(*m_from, table.name); // by an index, which may know of more
            const Result<QString> now = count(*m_to, table.name);
            salvaged.gaps = salvaged.gaps || !known || !now || known->toLongLong() > now->toLongLong();
            if (salvaged.gaps)
                salvaged.missing = now ? missingRows(table.name, now->toLongLong()) : std::nullopt;
        } else if (salvaged.gaps) {
            salvaged.missing = std::nullopt;
        }
        m_rows += salvaged.rows;
        m_report.tables.append({.name = table.name, .rows = salvaged});
        // A cursor vouches for what others read, not for what we keep of writing it.
        if (salvaged.gaps && table.hasRowids && !table.name.startsWith("lockkeeper_"_L1))
            m_report.cursorsKept = false;
        return {};
    }

    // The indexes have pages of their own, of which more may be left; each has every row but a partial one.
    [[nodiscard]] std::optional<qint64> missingRows(const QString &table, qint64 now)
    {
        const Result<QStringList> indexes =
            m_from->column(u"SELECT name FROM pragma_index_list('%1') WHERE partial = 0"_s.arg(table));
        std::optional<qint64> known;
        for (const QString &index : indexes ? *indexes : QStringList()) {
            const Result<QString> rows = m_from->value(
                u"SELECT count(*) FROM %1 INDEXED BY %2"_s.arg(quotedName(table), quotedName(index)));
            if (rows)
                known = std::max(known.value_or(0), rows->toLongLong());
        }
        return known && *known > now ? std::optional(*known - now) : std::nullopt;
    }

    Result<void> finishTarget()
    {
        m_from.reset();
        QStringList statements;
        for (const QString &table : contentTables())
            statements.append(u"INSERT INTO %1_fts(%1_fts) VALUES('rebuild')"_s.arg(table));
        for (qsizetype i = 0; i < statements.size(); ++i) {
            m_done(readingShare + indexShare * double(i) / double(statements.size()));
            if (Result<void> made = m_to->run(statements.at(i)); !made)
                return made;
        }
        if (Result<void> committed = m_to->run(u"COMMIT"_s); !committed)
            return committed;
        m_to.reset();
        return bringUpToDate(Connection::Mode::Write); // the triggers
    }

    Result<void> check()
    {
        m_done(readingShare + indexShare);
        const Result<Handle> file = openForWriting(m_toPath);
        if (!file)
            return file.error();
        return checkFile(
            file->get(), m_toPath,
            [this](double part) {
                constexpr double before = readingShare + indexShare;
                m_done(before + (1 - before) * part);
            },
            m_stop);
    }

    QString m_fromPath;
    QString m_toPath;
    const SalvageWait &m_wait;
    const std::function<void(double)> &m_done;
    const std::stop_token &m_stop;
    std::unique_ptr<WorkHandle> m_from;
    std::unique_ptr<WorkHandle> m_to;
    bool m_schemaDamaged = false;
    qint64 m_rows = 0;
    SalvageReport m_report;
};
} // namespace

Result<SalvageReport> salvageFile(const QString &from, const QString &to, const SalvageWait &wait,
                                  const std::function<void(double)> &done, const std::stop_token &stop)
{
    return FileSalvage(from, to, wait, done, stop)();
}

} // namespace lockkeeper::store
