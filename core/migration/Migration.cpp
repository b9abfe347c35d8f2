#include "migration/Migration.h"

#include "backup/Backup.h"
#include "backup/Retention.h"
#include "store/Database.h"
#include "store/DatabaseStatus.h"
#include "store/ExclusiveFile.h"
#include "store/FileCheck.h"
#include "store/QuickCheck.h"
#include "store/SqlSteps.h"
#include "store/values/ProcessName.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>

#include <utility>

using namespace Qt::StringLiterals;

namespace lockkeeper::migration {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::migration)
};

using Phase = MigrationProgress::Phase;

constexpr double backupPart = 0.75; // of everything, as a progress bar shows it
constexpr double switchedPart = 0.85;
constexpr std::chrono::seconds patienceToUndo{5};

Error withMore(Error error, const QString &hint)
{
    error.hint = error.hint.isEmpty() ? hint : error.hint + u' ' + hint;
    return error;
}

class Migrating final
{
public:
    Migrating(const MigrationOptions &options, const MigrationListener &listener, const std::stop_token &stop)
        : m_options(options)
        , m_listener(listener)
        , m_stop(stop)
        , m_to(modeName(options.to))
    {
        m_clock.start();
    }

    Result<MigrationReport> operator()()
    {
        tell(Phase::Preflight, 0);
        const MigrationPlan plan = preflight(m_options);
        if (const std::optional<Error> refusal = plan.refusal())
            return asItWas(*refusal);
        // A -wal lies where the file itself is, not where a link to it is.
        m_path = QFileInfo(m_options.database).canonicalFilePath();
        m_report.community = m_options.community;
        m_report.database = m_options.database;
        m_report.from = plan.from;
        Result<void> done = plan.needed ? prepare() : tellUnchanged();
        if (!done)
            return asItWas(done.error());
        if (plan.needed)
            done = switchFile(); // says itself how it left the file
        if (!done)
            return done.error();
        m_report.bytes = store::fileSizes(m_path).database;
        m_report.seconds = double(m_clock.elapsed()) / 1e3;
        return m_report;
    }

private:
    void tell(Phase phase, double done, const QString &holder = {}) const
    {
        if (m_listener)
            m_listener({.phase = phase, .done = done, .holder = holder});
    }

    [[nodiscard]] static Error asItWas(Error error)
    {
        if (error.isCancelled())
            return error;
        if (error.kind == ErrorKind::Locked)
            error.hint = Tr::tr("End that program, or try again when it has finished.");
        return withMore(error, Tr::tr("The database is as it was."));
    }

    // For as long as the busy timeout, telling who is in the way.
    [[nodiscard]] store::Patience patience(double done) const
    {
        return {.deadline = std::chrono::steady_clock::now() + m_options.busyTimeout,
                .stop = m_stop,
                .waiting = [this, done](const std::optional<store::Process> &holder) {
                    tell(Phase::Waiting, done, store::processName(holder));
                }};
    }

    Result<void> tellUnchanged()
    {
        store::playBackJournal(m_path);
        const Result<store::DatabaseStatus> status = store::readStatus(m_path);
        if (!status)
            return status.error();
        m_report.to = status->journalMode;
        m_report.rows = status->rows;
        return {};
    }

    // What is known to be whole, before anything is touched: the backup, which is the file page for page, or
    // else the file itself.
    Result<void> prepare()
    {
        if (Result<void> readable = store::untilFree(m_path, patience(0), [this] { return look(); });
            !readable)
            return readable;
        if (m_options.backupFolder.isEmpty())
            return store::untilFree(m_path, patience(0), [this] { return checkWhole(); });
        const Result<backup::BackupReport> made = backup::backUp(
            {.community = m_options.community,
             .database = m_path,
             .folder = m_options.backupFolder,
             .indexes =
                 false, // FTS5's own check takes some times as long as the copy, and says nothing of it
             .jobsPaused = true,
             .busyTimeout = m_options.busyTimeout,
             .waiting =
                 [this](const QString &holder) {
                     tell(Phase::Waiting, 0, holder);
                 }},
            [this](const store::CopyProgress &progress) {
                tell(Phase::BackingUp, progress.done * backupPart);
            },
            m_stop);
        if (!made)
            return made.error();
        m_report.backup = made->path;
        return {};
    }

    [[nodiscard]] Result<void> checkWhole() const
    {
        const Result<void> readable = store::readThrough(m_path, m_stop);
        return readable ? store::quickCheckMapped(m_path, m_stop) : readable;
    }

    // Whether somebody keeps it even from being read.
    [[nodiscard]] Result<void> look() const
    {
        store::playBackJournal(m_path);
        const Result<store::Handle> file = store::openOriginal(m_path);
        if (!file)
            return file.error();
        const Result<QString> read =
            store::firstValue(file->get(), m_path, u"SELECT count(*) FROM sqlite_master"_s, m_stop);
        return read ? Result<void>() : read.error();
    }

    Result<void> switchFile()
    {
        tell(Phase::Switching, backupPart);
        Result<std::unique_ptr<store::ExclusiveFile>> held =
            store::ExclusiveFile::hold(m_path, patience(backupPart));
        if (!held)
            return leftAlone(held.error());
        std::unique_ptr<store::ExclusiveFile> file = std::move(held).value();
        tell(Phase::Switching, backupPart);
        m_report.from = file->journalMode();
        Result<QList<store::TableRows>> before = file->countRows(m_stop);
        Result<void> done = before ? Result<void>() : before.error();
        if (done)
            done = file->switchTo(m_to);
        if (!done)
            return leftAlone(done.error());
        return verify(std::move(file), *before);
    }

    // Between both counts nobody else was at the file.
    Result<void> verify(std::unique_ptr<store::ExclusiveFile> file, const QList<store::TableRows> &before)
    {
        tell(Phase::Verifying, switchedPart);
        const Result<QList<store::TableRows>> after = file->countRows(m_stop);
        file.reset();
        Result<void> done = after ? compare(before, *after) : after.error();
        if (done)
            done = store::untilFree(m_path, patience(switchedPart), [this] { return checkAfresh(); });
        if (!done)
            return undo(done.error());
        m_report.changed = m_report.from != m_to;
        m_report.rows = store::contentRows(*after);
        if (!m_report.backup.isEmpty())
            m_report.removed =
                backup::applyRetention(m_options.backupFolder, m_options.community, m_options.retention);
        tell(Phase::Verifying, 1);
        return {};
    }

    Result<void> compare(const QList<store::TableRows> &before, const QList<store::TableRows> &after) const
    {
        const QStringList tables = store::differing(before, after);
        if (tables.isEmpty())
            return {};
        return Error{.kind = ErrorKind::Corrupt,
                     .text = Tr::tr("%1 has other numbers of rows after the switch: %2.")
                                 .arg(m_path, tables.join(", "_L1)),
                     .hint = Tr::tr("Its file is probably damaged: check it in depth."),
                     .url = {}};
    }

    // On connections that know nothing of the former mode.
    Result<void> checkAfresh()
    {
        const Result<store::Handle> fresh = store::openOriginal(m_path);
        if (!fresh)
            return fresh.error();
        const Result<QString> mode =
            store::firstValue(fresh->get(), m_path, u"PRAGMA journal_mode"_s, m_stop);
        if (!mode)
            return mode.error();
        if (*mode != m_to)
            return Error{
                .kind = ErrorKind::Internal,
                .text =
                    Tr::tr("%1 is in the journal mode %2 after the switch to %3.").arg(m_path, *mode, m_to),
                .hint = {},
                .url = {}};
        m_report.to = *mode;
        return store::quickCheckTables(m_path, m_stop);
    }

    [[nodiscard]] Error undo(const Error &why)
    {
        Result<std::unique_ptr<store::ExclusiveFile>> held = store::ExclusiveFile::hold(
            m_path, {.deadline = std::chrono::steady_clock::now() + patienceToUndo});
        Result<void> done = held ? (*held)->switchTo(m_report.from) : held.error();
        if (done)
            return leftAlone(why);
        const Error cause = why.isCancelled() ? done.error() : why;
        return withBackup(withMore(
            cause, Tr::tr("It could not be switched back, so it is in the journal mode %1 now.").arg(m_to)));
    }

    // The file is as it was. Where that is for others who have it, or somebody cancelled, nothing is wrong
    // with it, and the backup is of no use: each further try would leave one more.
    [[nodiscard]] Error leftAlone(const Error &error)
    {
        const bool wanted = error.kind != ErrorKind::Locked && !error.isCancelled();
        if (!wanted && !m_report.backup.isEmpty() && QFile::remove(m_report.backup))
            m_report.backup.clear();
        return withBackup(asItWas(error));
    }

    [[nodiscard]] Error withBackup(const Error &error) const
    {
        if (m_report.backup.isEmpty() || error.isCancelled())
            return error;
        return withMore(error, Tr::tr("The backup is %1.").arg(m_report.backup));
    }

    MigrationOptions m_options;
    const MigrationListener &m_listener;
    std::stop_token m_stop;
    QString m_to;
    QString m_path;
    QElapsedTimer m_clock;
    MigrationReport m_report;
};
} // namespace

Result<MigrationReport> migrate(const MigrationOptions &options, const MigrationListener &listener,
                                const std::stop_token &stop)
{
    if (stop.stop_requested())
        return cancelledError();
    return Migrating(options, listener, stop)();
}

} // namespace lockkeeper::migration
