#include "health/Maintenance.h"

#include "health/WriteWork.h"
#include "store/Database.h"
#include "store/DiskFiles.h"
#include "store/FileCheck.h"
#include "store/ScratchFolder.h"
#include "store/SqlNames.h"
#include "store/WorkHandle.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>

#include <algorithm>
#include <memory>
#include <utility>

using namespace Qt::StringLiterals;

namespace lockkeeper::health {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::health)
};

constexpr double copyShare = 0.2; // of the whole, as a progress bar shows it
constexpr double structureShare = 0.1;
constexpr qint64 comparingARow = 10;    // as much as checking one in its table takes: measured
constexpr qsizetype keptProblems = 100; // as many as integrity_check tells at most

class Check final
{
public:
    Check(const MaintenanceOptions &options, CheckDepth depth, const Listener &listener,
          const std::stop_token &stop)
        : m_options(options)
        , m_listener(listener)
        , m_stop(stop)
    {
        m_report.depth = depth;
    }

    Result<CheckReport> operator()()
    {
        QElapsedTimer clock;
        clock.start();
        Result<void> done = copyOriginal();
        if (done)
            done = readTables();
        if (done)
            done = checkStructure();
        if (done)
            done = checkTables();
        if (done)
            done = checkIndexes();
        if (!done)
            return named(done.error());
        m_report.seconds = double(clock.elapsed()) / 1e3;
        return m_report;
    }

private:
    [[nodiscard]] bool deep() const { return m_report.depth == CheckDepth::Deep; }
    void tell(double done) const
    {
        if (m_listener)
            m_listener(std::min(1.0, done));
    }
    // Of what comes after copy and structure.
    void tellUnits()
    {
        constexpr double before = copyShare + structureShare;
        tell(before + (1 - before) * double(m_unitsDone) / double(std::max<qint64>(1, m_units)));
    }

    // Beside the database, else where temporary files go.
    Result<void> makeFolder()
    {
        const store::FileSizes sizes = store::fileSizes(m_options.database);
        const qint64 needed = sizes.database + sizes.wal + store::spareRoom;
        const QString beside = QFileInfo(QFileInfo(m_options.database).canonicalFilePath()).absolutePath();
        Error refused{.kind = ErrorKind::ReadOnly,
                      .text = Tr::tr("There is no place for the copy of %1 that is checked: its folder may "
                                     "not be written.")
                                  .arg(m_options.database),
                      .hint = Tr::tr("Give this user the right to write that folder, or let TMPDIR name "
                                     "one with room."),
                      .url = {}};
        for (const QString &parent : {beside, QDir::tempPath()}) {
            m_folder = store::ScratchFolder::make(parent, u"check"_s);
            if (!m_folder)
                continue;
            const Result<void> room = store::checkRoom(store::roomIn(m_folder->path()), needed, parent);
            if (room)
                return room;
            refused = room.error();
            m_folder.reset();
        }
        return refused;
    }

    Result<void> copyOriginal()
    {
        const Result<std::unique_ptr<store::WorkHandle>> original =
            store::WorkHandle::open(m_options.database, store::WorkHandle::Mode::ReadOnly,
                                    m_options.busyTimeout, m_stop, waitListener(m_options));
        if (!original)
            return original.error();
        if (Result<void> made = makeFolder(); !made)
            return made;
        const QString file = m_folder->file(u"copy.db"_s);
        if (Result<void> copied = (*original)->copyTo(file, [this](double done) { tell(done * copyShare); });
            !copied)
            return copied;
        Result<std::unique_ptr<store::WorkHandle>> copy =
            store::WorkHandle::open(file, store::WorkHandle::Mode::Write, {}, m_stop);
        if (!copy)
            return copy.error();
        m_copy = std::move(copy).value();
        return {};
    }

    // What SQLite says of damage is a problem, whether as a row or as an error; anything else ends the check.
    Result<void> take(const Result<QStringList> &told)
    {
        if (!told && told.error().kind != ErrorKind::Corrupt)
            return told.error();
        for (const QString &row : told ? *told : QStringList{named(told.error()).text}) {
            for (const QString &line : row.split(u'\n', Qt::SkipEmptyParts)) {
                const QString problem = line.simplified();
                if (problem != "ok"_L1 && !problem.startsWith("*** in database"_L1) &&
                    !m_report.problems.contains(problem) && m_report.problems.size() < keptProblems)
                    m_report.problems.append(problem);
            }
        }
        return {};
    }

    Result<void> readTables()
    {
        const Result<QStringList> tables = m_copy->column(
            u"SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0 ORDER BY name"_s);
        if (!tables)
            return take(tables); // nothing can be asked by name
        QList<store::TableRows> counted;
        for (const QString &table : *tables) {
            const Result<QString> rows =
                m_copy->value(u"SELECT count(*) FROM %1"_s.arg(store::quotedName(table)));
            if (!rows && rows.error().kind != ErrorKind::Corrupt)
                return rows.error();
            m_tables.append({.table = table, .rows = rows ? rows->toLongLong() : 0});
            if (rows)
                counted.append(m_tables.constLast());
            else
                m_uncounted.append(table);
        }
        m_report.rows = store::contentRows(counted);
        m_report.rows.removeIf(
            [this](const store::TableRows &one) { return m_uncounted.contains(one.table); });
        const Result<QStringList> indexes = store::fullTextTables(m_copy->get(), m_copy->path(), m_stop);
        if (!indexes)
            return take(indexes);
        m_indexes = *indexes;
        for (const store::TableRows &table : std::as_const(m_tables))
            m_units += deep() ? table.rows + 1 : 0;
        for (const QString &index : std::as_const(m_indexes))
            m_units += unitsOf(index);
        return {};
    }

    // The rows that an index is of are in the table that it is named for.
    [[nodiscard]] qint64 unitsOf(const QString &index) const
    {
        const QString table = index.chopped(index.endsWith("_fts"_L1) ? 4 : 0);
        const auto found = std::find_if(m_tables.cbegin(), m_tables.cend(),
                                        [&table](const store::TableRows &one) { return one.table == table; });
        return 1 + (found == m_tables.cend() ? 0 : found->rows) * comparingARow;
    }

    // Pages that are in no tree, in two, or in none of the order they should be: only a check of the whole
    // file finds those.
    Result<void> checkStructure()
    {
        tell(copyShare);
        Result<void> checked = take(m_copy->column(u"PRAGMA quick_check"_s));
        tellUnits();
        return checked;
    }

    // Table by table, so that it tells how far it is.
    Result<void> checkTables()
    {
        if (!deep())
            return {};
        for (const store::TableRows &table : std::as_const(m_tables)) {
            if (Result<void> checked =
                    take(m_copy->column(u"PRAGMA integrity_check(%1)"_s.arg(store::quotedName(table.table))));
                !checked)
                return checked;
            m_unitsDone += table.rows + 1;
            tellUnits();
        }
        return {};
    }

    Result<void> checkIndexes()
    {
        for (const QString &index : std::as_const(m_indexes)) {
            const Result<void> sound =
                store::checkIndex(m_copy->get(), m_copy->path(), index,
                                  deep() ? store::IndexCheck::WithTexts : store::IndexCheck::Alone, m_stop);
            if (!sound && sound.error().kind != ErrorKind::Corrupt)
                return sound;
            if (!sound)
                m_report.brokenIndexes.append(index);
            m_unitsDone += unitsOf(index);
            tellUnits();
        }
        tell(1);
        return {};
    }

    // Errors tell of the original: the copy's path means nothing once it is gone.
    [[nodiscard]] Error named(Error error) const
    {
        if (!m_folder)
            return error;
        if (error.kind == ErrorKind::DiskFull)
            return {.kind = ErrorKind::DiskFull,
                    .text = Tr::tr("There is no room left in %1 for the copy of %2 that is checked.")
                                .arg(QFileInfo(m_folder->path()).absolutePath(), m_options.database),
                    .hint = Tr::tr("Make room there. The database is as it was."),
                    .url = {}};
        error.text.replace(m_folder->file(u"copy.db"_s), m_options.database);
        return error;
    }

    MaintenanceOptions m_options;
    const Listener &m_listener;
    std::stop_token m_stop;
    std::unique_ptr<store::ScratchFolder> m_folder; // outlives the connection into it
    std::unique_ptr<store::WorkHandle> m_copy;
    QList<store::TableRows> m_tables; // all, those that FTS5 keeps for itself, too
    QStringList m_uncounted;
    QStringList m_indexes;
    qint64 m_units = 0;
    qint64 m_unitsDone = 0;
    CheckReport m_report;
};
} // namespace

Result<CheckReport> checkDatabase(const MaintenanceOptions &options, CheckDepth depth,
                                  const Listener &listener, const std::stop_token &stop)
{
    return Check(options, depth, listener, stop)();
}

} // namespace lockkeeper::health
