#include "migration/Preflight.h"

#include "migration/FileSystem.h"
#include "store/Database.h"
#include "store/DiskFiles.h"
#include "store/LockWait.h"
#include "store/SqlSteps.h"
#include "store/SqliteError.h"
#include "store/locks/CommandLine.h"
#include "store/locks/Openers.h"
#include "store/values/ProcessName.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStringList>

#include <algorithm>
#include <chrono>
#include <fcntl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace lockkeeper::migration {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::migration)
};

using Check = Finding::Check;
using Outcome = Finding::Outcome;

constexpr std::chrono::seconds patienceOfALook{1}; // a look is not worth more
constexpr qsizetype shownDamage = 160;             // characters: one bad page may lead to a hundred problems

bool mayWrite(const QString &path)
{
    return ::faccessat(AT_FDCWD, QFile::encodeName(path).constData(), W_OK, AT_EACCESS) == 0;
}

QString folderThatIsThere(const QString &folder)
{
    QString there = QDir(folder).absolutePath();
    while (!QFileInfo::exists(there) && there != QFileInfo(there).path())
        there = QFileInfo(there).path();
    return there;
}

QStringList namesOf(const std::vector<store::Process> &processes)
{
    QStringList names;
    for (const store::Process &one : processes)
        names.append(store::processName(one));
    return names;
}

class Looking final
{
public:
    explicit Looking(const MigrationOptions &options)
        : m_options(options)
    {
        m_plan.community = options.community;
        m_plan.database = options.database;
        m_plan.to = options.to;
        m_plan.backupFolder = options.backupFolder;
        const QString canonical = QFileInfo(options.database).canonicalFilePath();
        m_path = canonical.isEmpty() ? options.database : canonical;
        m_folder = QFileInfo(m_path).absolutePath();
    }

    MigrationPlan operator()()
    {
        lookAtDatabase();
        if (m_plan.refusal()) // of something else the rest means nothing
            return m_plan;
        const store::FileSizes sizes = store::fileSizes(m_path);
        m_plan.bytes = sizes.database + sizes.wal;
        lookAtLastCheck();
        lookAtRights();
        lookAtFileSystem();
        lookAtRoom();
        lookAtUsers();
        lookAtSyncs();
        return m_plan;
    }

private:
    void find(Check check, Outcome outcome, const QString &text, const QString &hint = {},
              ErrorKind kind = ErrorKind::Config)
    {
        m_plan.findings.append(
            {.check = check, .outcome = outcome, .kind = kind, .text = text, .hint = hint});
    }

    void lookAtDatabase()
    {
        if (!QFileInfo(m_path).isFile()) {
            const Error none = store::noDatabaseError(m_options.database);
            find(Check::Database, Outcome::Refused, none.text, none.hint, none.kind);
            return;
        }
        const store::Patience patience{.deadline = std::chrono::steady_clock::now() + patienceOfALook};
        const Result<void> read = store::untilFree(m_path, patience, [this] { return readMode(); });
        if (read) {
            m_plan.needed = m_plan.from != modeName(m_plan.to);
            find(Check::Database, Outcome::Passed,
                 Tr::tr("It is a database, in the journal mode %1.").arg(m_plan.from));
        } else if (read.error().kind == ErrorKind::Locked) {
            m_plan.needed = true; // as far as is known
            find(Check::Database, Outcome::Notice,
                 Tr::tr("It is locked at the moment, so its journal mode is not known."));
        } else if (read.error().kind == ErrorKind::ReadOnly && QFileInfo(m_path + "-journal"_L1).size() > 0) {
            m_plan.from = modeName(Mode::Delete); // whose journal it is
            m_plan.needed = m_plan.to == Mode::Wal;
            find(Check::Database, Outcome::Notice, read.error().text,
                 Tr::tr("That transaction is undone first, as by any program that opens the file."));
        } else {
            find(Check::Database, Outcome::Refused, read.error().text, read.error().hint, read.error().kind);
        }
    }

    Result<void> readMode()
    {
        const Result<store::Handle> file = store::openOriginal(m_path);
        if (!file)
            return file.error();
        // The first statement is where a file that is none is found out.
        const Result<QString> read =
            store::firstValue(file->get(), m_path, u"SELECT count(*) FROM sqlite_master"_s, {});
        if (!read)
            return read.error();
        const Result<QString> mode = store::firstValue(file->get(), m_path, u"PRAGMA journal_mode"_s, {});
        if (!mode)
            return mode.error();
        m_plan.from = *mode;
        return {};
    }

    void lookAtLastCheck()
    {
        if (m_options.damage.isEmpty()) {
            find(Check::LastCheck, Outcome::Passed, Tr::tr("No check is known to have found it damaged."));
            return;
        }
        const QString found = m_options.damage.size() > shownDamage
                                  ? m_options.damage.first(shownDamage - 1) + u'…'
                                  : m_options.damage;
        find(Check::LastCheck, Outcome::Refused, Tr::tr("The last check found it damaged: %1").arg(found),
             Tr::tr("Restore a backup, or recover what can be read into a new file. If it has been mended "
                    "since, check it in depth again."),
             ErrorKind::Corrupt);
    }

    void lookAtRights()
    {
        if (mayWrite(m_path))
            find(Check::Writable, Outcome::Passed, Tr::tr("This user may write the file."));
        else
            find(Check::Writable, Outcome::Refused, Tr::tr("This user may not write %1.").arg(m_path),
                 Tr::tr("Give this user the right to write it, or switch it as the user who owns it."),
                 ErrorKind::ReadOnly);
        if (mayWrite(m_folder))
            find(Check::Folder, Outcome::Passed, Tr::tr("This user may write its folder."));
        else
            find(Check::Folder, Outcome::Refused,
                 Tr::tr("This user may not write the folder %1.").arg(m_folder),
                 Tr::tr(
                     "SQLite keeps its journal there, and in WAL mode “-wal” and “-shm”, also for those who "
                     "only read. Give this user, and all who read the database, the right to write it."),
                 ErrorKind::ReadOnly);
    }

    void lookAtFileSystem()
    {
        const std::optional<QString> remote =
            m_plan.to == Mode::Wal ? remoteFileSystemAt(m_folder) : std::nullopt;
        if (remote)
            find(Check::FileSystem, Outcome::Refused,
                 Tr::tr("%1 is on a file system of the kind %2.").arg(m_folder, *remote),
                 Tr::tr("WAL needs memory that all programs at the database share, which only a local disk "
                        "gives. Leave it in its mode, or move the data folder to a local disk."));
        else
            find(Check::FileSystem, Outcome::Passed,
                 m_plan.to == Mode::Wal ? Tr::tr("It is on a local disk.")
                                        : Tr::tr("A rollback journal works on any disk."));
    }

    void lookAtRoom()
    {
        if (m_plan.backupFolder.isEmpty()) {
            find(Check::Room, Outcome::Passed, Tr::tr("No backup is made, so no room is needed for it."));
            return;
        }
        const QString there = folderThatIsThere(m_plan.backupFolder);
        if (!mayWrite(there)) {
            find(Check::Room, Outcome::Refused,
                 Tr::tr("No backup can be written into %1.").arg(m_plan.backupFolder),
                 Tr::tr("Give this user the right to write that folder."), ErrorKind::ReadOnly);
            return;
        }
        const Result<void> room =
            store::checkRoom(store::roomIn(there), m_plan.bytes + store::spareRoom, m_plan.backupFolder);
        if (room)
            find(Check::Room, Outcome::Passed,
                 Tr::tr("There is room for the backup in %1.").arg(m_plan.backupFolder));
        else
            find(Check::Room, Outcome::Refused, room.error().text, Tr::tr("Make room there."),
                 room.error().kind);
    }

    void lookAtUsers()
    {
        m_plan.users = store::openersOf(QFile::encodeName(m_path).toStdString());
        if (m_plan.users.empty()) {
            find(Check::OthersHaveItOpen, Outcome::Passed,
                 Tr::tr("No other program is seen to have it open."));
            return;
        }
        const QString names = namesOf(m_plan.users).join(", "_L1);
        find(Check::OthersHaveItOpen, Outcome::Notice, Tr::tr("It is open in %1.").arg(names),
             m_plan.from == "wal"_L1
                 ? Tr::tr("A database leaves WAL only when nobody else has it open: it is "
                          "waited for, and skipped if that takes too long.")
                 : Tr::tr("What is being read or written is waited for; a program that is "
                          "idle goes on with the new mode."));
    }

    // A command line says what it does; a window syncs where it has the write lock now.
    void lookAtSyncs()
    {
        const std::optional<store::Process> writer =
            store::neighboursAt(QFile::encodeName(m_path).toStdString()).writer;
        QStringList syncing;
        for (const store::Process &one : m_plan.users) {
            if (one.program.starts_with("lockkeeper") &&
                (store::isStartedAs(one.pid, "sync") || (one.program == "lockkeeper" && writer == one)))
                syncing.append(Tr::tr("A sync of another %1 (process %2) is running.")
                                   .arg(QString::fromStdString(one.program))
                                   .arg(one.pid));
        }
        if (syncing.isEmpty())
            find(Check::RunningSync, Outcome::Passed, Tr::tr("No sync of another Lockkeeper is seen."));
        else
            find(Check::RunningSync, Outcome::Notice, syncing.join(u' '),
                 Tr::tr("Best let it end first, or stop it: it goes on where it was with the next sync."));
    }

    MigrationOptions m_options;
    QString m_path;
    QString m_folder;
    MigrationPlan m_plan;
};
} // namespace

QLatin1StringView modeName(Mode mode)
{
    return mode == Mode::Wal ? "wal"_L1 : "delete"_L1;
}

std::optional<Error> MigrationPlan::refusal() const
{
    if (!needed && !from.isEmpty()) // it is where it should be, whatever would be in the way
        return std::nullopt;
    const auto found = std::ranges::find(findings, Outcome::Refused, &Finding::outcome);
    if (found == findings.end())
        return std::nullopt;
    return Error{.kind = found->kind, .text = found->text, .hint = found->hint, .url = {}};
}

MigrationPlan preflight(const MigrationOptions &options)
{
    return Looking(options)();
}

} // namespace lockkeeper::migration
