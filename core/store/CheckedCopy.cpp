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
        Result<void> done = copyOriginal();
        if (done)
            done = m_options.compact ? compact() : useOneFile(m_to);
        if (done)
            done = check();
        if (!done)
            return named(done.error());
        return m_result;
    }

private:
    [[nodiscard]] QString firstCopy() const { return m_options.compact ? m_to + ".loose"_L1 : m_to; }

    void tell(Phase phase, double done) const
    {
        if (m_listener)
            m_listener({.phase = phase, .done = done});
    }

    Result<void> copyOriginal()
    {
        BusyHandler busy; // outlives the connection that calls it
        const Result<Handle> opened = openToReadWhole(m_from);
        if (!opened)
            return opened.error();
        sqlite3 *const original = opened->get();
        // Each page is asked for once: what is kept of them has to fit the processor's cache, no more.
        (void)sqlite3_exec(original, "PRAGMA cache_size=50", nullptr, nullptr, nullptr);
        busy.install(original);
        busy.onWaiting(m_options.waiting);
        Result<void> done = copyFrom(original, busy);
        busy.end();
        return done;
    }

    Result<void> copyFrom(sqlite3 *original, BusyHandler &busy)
    {
        busy.begin(nullptr, m_stop, BusyHandler::Clock::now() + m_options.busyTimeout);
        const Result<QString> mode = firstValue(original, m_from, u"PRAGMA journal_mode"_s, m_stop);
        if (!mode)
            return withHolder(mode.error(), busy);
        m_result.journalMode = *mode;
        if (*mode == "wal"_L1) { // one snapshot: blocks no writer, and nothing begins anew
            const Result<QString> begun =
                firstValue(original, m_from, u"BEGIN; SELECT count(*) FROM sqlite_master"_s, m_stop);
            if (!begun)
                return withHolder(begun.error(), busy);
        }
        const Result<QString> version = firstValue(original, m_from, u"PRAGMA data_version"_s, m_stop);
        if (!version)
            return withHolder(version.error(), busy);

        const double part = m_options.compact ? copyingPart : copyingPart + compactingPart;
        busy.end();
        Result<void> copied = copyDatabase(
            original, m_from, firstCopy(),
            {.beside = m_options.beside, .patience = m_options.busyTimeout, .waiting = m_options.waiting},
            [&](double done) { tell(Phase::Copying, done * part); }, m_stop);
        if (!copied)
            return copied;
        busy.begin(nullptr, m_stop, BusyHandler::Clock::now() + m_options.busyTimeout);
        return countOriginal(original, *version);
    }

    // Beside writers there is nothing to compare, and without a snapshot counting would only keep them out.
    Result<void> countOriginal(sqlite3 *original, const QString &version)
    {
        const auto unchanged = [&] {
            const Result<QString> now = firstValue(original, m_from, u"PRAGMA data_version"_s, m_stop);
            return now && *now == version;
        };
        if (!unchanged())
            return {};
        Result<QList<TableRows>> rows = countRows(original, m_from, m_stop);
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

    Result<void> checkCopy()
    {
        const double begun = copyingPart + compactingPart;
        tell(Phase::Checking, begun);
        const Result<Handle> copy = openForWriting(m_to);
        if (!copy)
            return copy.error();
        const auto told = [&](double done) {
            tell(Phase::Checking, begun + done * (1 - begun));
        };
        Result<void> whole =
            m_options.indexes ? checkFile(copy->get(), m_to, told, m_stop) : quickCheckMapped(m_to, m_stop);
        if (!whole)
            return whole;
        Result<QList<TableRows>> rows = countRows(copy->get(), m_to, m_stop);
        if (!rows)
            return rows.error();
        m_result.rows = std::move(rows).value();
        return {};
    }

    // The disk works while the processor checks. That is nobody's lock any more, and should not be the
    // writers' processor, either.
    Result<void> check()
    {
        Result<void> kept;
        Result<void> whole;
        {
            const std::jthread keeping([&] { kept = syncFile(m_to); });
            const std::jthread checking([&] {
                if (m_options.beside == CopyBeside::Anybody)
                    ::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), niceness);
                whole = checkCopy();
            });
        }
        if (!whole)
            return whole;
        if (!kept)
            return kept;
        m_result.bytes = fileSizes(m_to).database;
        const QStringList tables = m_comparable ? differing(m_originalRows, m_result.rows) : QStringList();
        if (!tables.isEmpty())
            return Error{
                .kind = ErrorKind::Corrupt,
                .text =
                    Tr::tr("The copy of %1 has other numbers of rows: %2.").arg(m_from, tables.join(", "_L1)),
                .hint = Tr::tr("The original has been left as it is; its file is probably damaged."),
                .url = {}};
        return {};
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
    if (!QFileInfo(from).isFile()) {
        return Error{.kind = ErrorKind::Config,
                     .text = Tr::tr("There is no database %1.").arg(from),
                     .hint = {},
                     .url = {}};
    }
    playBackJournal(from);
    return Copying(from, to, options, listener, stop)();
}

} // namespace lockkeeper::store
