#include "store/CheckedCopy.h"

#include "store/Database.h"
#include "store/DiskFiles.h"
#include "store/FileCheck.h"
#include "store/QuickCheck.h"
#include "store/SqlSteps.h"
#include "store/SqliteError.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <sqlite3.h>

#include <sys/resource.h>
#include <thread>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace lockkeeper::store {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::store)
};

using Phase = CopyProgress::Phase;

constexpr double copyingPart = 0.5; // of the whole, as a progress bar shows it
constexpr double compactingPart = 0.25;
constexpr double checkBegins = copyingPart + compactingPart;
constexpr int niceness = 10;

class Copying final
{
public:
    Copying(QString from, QString to, const CopyOptions &options, const CopyListener &listener,
            const std::stop_token &stop)
        : m_from(std::move(from))
        , m_to(std::move(to))
        , m_options(options)
        , m_listener(listener)
        , m_stop(stop)
    {
    }

    Result<CheckedCopy> operator()()
    {
        Original original;
        Result<void> done = copyOriginal(original);
        Result<void> counted;
        {
            const std::jthread counting([&, copied = bool(done)] {
                if (copied)
                    counted = countOriginal(original);
                original.handle.reset(); // in WAL mode it has kept a snapshot
            });
            if (done)
                done = m_options.compact ? compact() : useOneFile(m_to);
            if (done)
                done = check();
        }
        if (done)
            done = counted ? compare() : counted;
        if (!done)
            return named(done.error());
        return m_result;
    }

private:
    struct Original
    {
        BusyHandler busy; // outlives the connection that calls it
        Handle handle;
        QString version; // "PRAGMA data_version", when it was copied
    };

    [[nodiscard]] QString firstCopy() const { return m_options.compact ? m_to + ".loose"_L1 : m_to; }

    void tell(Phase phase, double done) const
    {
        if (m_listener)
            m_listener({.phase = phase, .done = done});
    }

    Result<void> copyOriginal(Original &original)
    {
        Result<Handle> opened = openToReadWhole(m_from);
        if (!opened)
            return opened.error();
        original.handle = std::move(opened).value();
        // Each page is asked for once: what is kept of them has to fit the processor's cache, no more.
        (void)sqlite3_exec(original.handle.get(), "PRAGMA cache_size=50", nullptr, nullptr, nullptr);
        original.busy.install(original.handle.get());
        original.busy.onWaiting(m_options.waiting);
        original.busy.begin(nullptr, m_stop, BusyHandler::Clock::now() + m_options.busyTimeout);
        const Result<void> begun = begin(original);
        original.busy.end();
        if (!begun)
            return begun;
        const double part = m_options.compact ? copyingPart : checkBegins;
        return copyDatabase(
            original.handle.get(), m_from, firstCopy(),
            {.beside = m_options.beside, .patience = m_options.busyTimeout, .waiting = m_options.waiting},
            [&](double done) { tell(Phase::Copying, done * part); }, m_stop);
    }

    Result<void> begin(Original &original)
    {
        sqlite3 *const database = original.handle.get();
        const Result<QString> mode = firstValue(database, m_from, u"PRAGMA journal_mode"_s, m_stop);
        if (!mode)
            return withHolder(mode.error(), original.busy);
        m_result.journalMode = *mode;
        if (*mode == "wal"_L1) { // one snapshot: blocks no writer, and nothing begins anew
            const Result<QString> begun =
                firstValue(database, m_from, u"BEGIN; SELECT count(*) FROM sqlite_master"_s, m_stop);
            if (!begun)
                return withHolder(begun.error(), original.busy);
        }
        const Result<QString> version = firstValue(database, m_from, u"PRAGMA data_version"_s, m_stop);
        if (!version)
            return withHolder(version.error(), original.busy);
        original.version = *version;
        return {};
    }

    // Beside writers there is nothing to compare, and without a snapshot counting would only keep them out.
    // On a thread of its own, beside the check of the copy: so it waits for nobody, of which it would have to
    // tell from there.
    Result<void> countOriginal(Original &original)
    {
        (void)sqlite3_busy_handler(original.handle.get(), nullptr, nullptr);
        const auto unchanged = [&] {
            const Result<QString> now =
                firstValue(original.handle.get(), m_from, u"PRAGMA data_version"_s, m_stop);
            return now && *now == original.version;
        };
        if (!unchanged())
            return {};
        Result<QList<TableRows>> rows = countRows(original.handle.get(), m_from, m_stop);
        if (!rows && rows.error().kind == ErrorKind::Locked) // somebody is about to write
            return {};
        if (!rows)
            return rows.error();
        m_originalRows = std::move(rows).value();
        m_comparable = unchanged();
        return {};
    }

    [[nodiscard]] Error withHolder(const Error &error, const BusyHandler &busy) const
    {
        return error.kind == ErrorKind::Locked ? lockedError(m_from, busy.holder()) : error;
    }

    // The header of a WAL database says so in its copy, too.
    Result<void> useOneFile(const QString &copy) const
    {
        const Result<Handle> opened = openForWriting(copy);
        if (!opened)
            return opened.error();
        const Result<QString> mode = firstValue(opened->get(), copy, u"PRAGMA journal_mode=DELETE"_s, m_stop);
        if (!mode)
            return mode.error();
        return {};
    }

    // From the copy, not from the original: with a rollback journal that would keep its writers out for as
    // long as it takes.
    Result<void> compact() const
    {
        tell(Phase::Compacting, copyingPart);
        {
            const Result<Handle> loose = openForWriting(firstCopy());
            if (!loose)
                return loose.error();
            QString target = m_to;
            const Result<QString> done = firstValue(
                loose->get(), m_to, u"VACUUM INTO '%1'"_s.arg(target.replace(u'\'', u"''"_s)), m_stop);
            if (!done)
                return done.error();
        }
        for (const QLatin1StringView suffix : {""_L1, "-wal"_L1, "-shm"_L1, "-journal"_L1})
            QFile::remove(firstCopy() + suffix); // every connection of it is closed
        return useOneFile(m_to);
    }

    // FTS5's checks want a connection that may write, beside which no other one reads.
    Result<void> checkWithIndexes()
    {
        const Result<Handle> copy = openForWriting(m_to);
        if (!copy)
            return copy.error();
        const auto told = [&](double done) {
            tell(Phase::Checking, checkBegins + done * (1 - checkBegins));
        };
        const Result<void> whole = checkFile(copy->get(), m_to, told, m_stop);
        return whole ? countCopy(copy->get()) : whole;
    }

    Result<void> checkPages()
    {
        Result<void> counted;
        Result<void> whole;
        {
            const std::jthread counting([&] {
                const Result<Handle> copy = openMapped(m_to, m_stop);
                counted = copy ? countCopy(copy->get()) : copy.error();
            });
            whole = quickCheckMapped(m_to, m_stop);
        }
        return whole ? counted : whole;
    }

    Result<void> countCopy(sqlite3 *copy)
    {
        Result<QList<TableRows>> rows = countRows(copy, m_to, m_stop);
        if (!rows)
            return rows.error();
        m_result.rows = std::move(rows).value();
        return {};
    }

    // The disk works while the processor checks. That is nobody's lock any more, and should not be the
    // writers' processor, either.
    Result<void> check()
    {
        tell(Phase::Checking, checkBegins);
        Result<void> kept;
        Result<void> whole;
        {
            const std::jthread keeping([&] { kept = syncFile(m_to); });
            const std::jthread checking([&] {
                if (m_options.beside == CopyBeside::Anybody)
                    ::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), niceness);
                whole = m_options.indexes ? checkWithIndexes() : checkPages();
            });
        }
        m_result.bytes = fileSizes(m_to).database;
        return whole ? kept : whole;
    }

    [[nodiscard]] Result<void> compare() const
    {
        const QStringList tables = m_comparable ? differing(m_originalRows, m_result.rows) : QStringList();
        if (tables.isEmpty())
            return {};
        return Error{
            .kind = ErrorKind::Corrupt,
            .text = Tr::tr("The copy of %1 has other numbers of rows: %2.").arg(m_from, tables.join(", "_L1)),
            .hint = Tr::tr("The original has been left as it is; its file is probably damaged."),
            .url = {}};
    }

    // Errors tell of a copy as what it is: its path means nothing once it is gone.
    [[nodiscard]] Error named(Error error) const
    {
        const QString copy = Tr::tr("the copy of %1").arg(m_from);
        for (const QString &path : {firstCopy(), m_to})
            error.text.replace(path, copy);
        if (error.text.startsWith(copy)) // only our own words begin a sentence with a capital
            error.text[0] = error.text.at(0).toUpper();
        return error;
    }

    QString m_from;
    QString m_to;
    CopyOptions m_options;
    const CopyListener &m_listener;
    std::stop_token m_stop;
    bool m_comparable = false;
    QList<TableRows> m_originalRows;
    CheckedCopy m_result;
};
} // namespace

Result<CheckedCopy> makeCheckedCopy(const QString &from, const QString &to, const CopyOptions &options,
                                    const CopyListener &listener, const std::stop_token &stop)
{
    if (!QFileInfo(from).isFile())
        return noDatabaseError(from);
    playBackJournal(from);
    return Copying(from, to, options, listener, stop)();
}

} // namespace lockkeeper::store
