#include "backup/Place.h"

#include "backup/BackupName.h"
#include "store/DatabaseStatus.h"
#include "store/DiskFiles.h"
#include "store/QuietFile.h"
#include "store/SqliteError.h"
#include "store/locks/Neighbours.h"
#include "store/locks/Openers.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFile>
#include <QFileInfo>

#include <memory>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

using namespace Qt::StringLiterals;

namespace lockkeeper::backup {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::backup)
};

Error unfit(const QString &text, const QString &hint)
{
    return {.kind = ErrorKind::Config, .text = text, .hint = hint, .url = {}};
}

Result<void> moveAway(const QString &from, const QString &to)
{
    const Result<store::Renamed> renamed = store::renameToFreeName(from, to);
    if (!renamed)
        return renamed.error();
    if (*renamed == store::Renamed::Yes)
        return {};
    return Error{.kind = ErrorKind::Internal,
                 .text = Tr::tr("There is a file %1 already.").arg(to),
                 .hint = Tr::tr("Move it away, and restore once more."),
                 .url = {}};
}
} // namespace

Error endOthersFirst(Error error)
{
    if (error.kind == ErrorKind::Locked)
        error.hint =
            Tr::tr("End every program that has it open, and restore once more. Its rows are as they were.");
    return error;
}

Place::Place(const QString &database, QString community)
    : m_community(std::move(community))
    , m_database(database)
{
    const QFileInfo file(database);
    m_taken = file.exists();
    // The -wal is where the file itself is, not where a link to it is.
    m_path = m_taken ? file.canonicalFilePath() : file.absoluteFilePath();
    m_folder = QFileInfo(m_path).absolutePath();
}

Result<void> Place::check() const
{
    const QFileInfo file(m_database);
    if (m_taken && !file.isFile())
        return store::noDatabaseError(m_database);
    if (!m_taken && file.isSymLink())
        return unfit(
            Tr::tr("%1 is a link to %2, where no file is.").arg(m_database, file.symLinkTarget()),
            Tr::tr("If that disk is not mounted, mount it. If it has gone, remove the link, and restore "
                   "once more."));
    return {};
}

void Place::giveRights(const QString &copy) const
{
    struct stat former = {};
    const QByteArray file = QFile::encodeName(copy);
    if (!m_taken || ::stat(QFile::encodeName(m_path).constData(), &former) != 0)
        return;
    if (::chown(file.constData(), former.st_uid, former.st_gid) != 0)
        (void)::chown(file.constData(), uid_t(-1), former.st_gid);
    (void)::chmod(file.constData(), former.st_mode & 0777U);
}

Result<void> Place::put(const QString &copy, const store::Patience &patience)
{
    if (!m_taken)
        return putWhereNoneWas(copy);
    const Result<std::unique_ptr<store::QuietFile>> quiet = store::QuietFile::hold(m_path, patience);
    if (!quiet) {
        if (quiet.error().kind != ErrorKind::Corrupt)
            return endOthersFirst(quiet.error());
        return replaceDamaged(copy);
    }
    const QString aside = freeAside();
    const Result<void> done = store::replaceKeeping(copy, m_path, aside);
    if (!done)
        return (*quiet)->giveBack(done.error());
    m_aside = aside;
    return {};
}

Result<void> Place::putWhereNoneWas(const QString &copy) const
{
    // What a database that is gone left behind would be taken for the new one's.
    for (const QLatin1StringView suffix : {"-wal"_L1, "-journal"_L1}) {
        if (QFileInfo::exists(m_path + suffix))
            return unfit(Tr::tr("%1 is there without its database.").arg(m_path + suffix),
                         Tr::tr("Move it away: SQLite would take it for a part of the restored file."));
    }
    const Result<store::Renamed> named = store::renameToFreeName(copy, m_path);
    if (!named)
        return named.error();
    if (*named == store::Renamed::NameIsTaken)
        return Error{.kind = ErrorKind::Locked,
                     .text = Tr::tr("Another program has just made %1.").arg(m_path),
                     .hint = Tr::tr("Restore once more: that file is then kept aside."),
                     .url = {}};
    return {};
}

// SQLite cannot bring in what belongs to it, so that goes along, first: the restored file must never meet it.
// And comes back, where the rest fails.
Result<void> Place::replaceDamaged(const QString &copy)
{
    const std::string file = QFile::encodeName(m_path).toStdString();
    if (!store::openersOf(file).empty() || store::neighboursAt(file).blocker())
        return endOthersFirst(Error{.kind = ErrorKind::Locked,
                                    .text = Tr::tr("%1 is in use by another program.").arg(m_path),
                                    .hint = {},
                                    .url = {}});
    const QString aside = freeAside();
    QStringList moved;
    Result<void> done;
    for (const QLatin1StringView suffix : {"-wal"_L1, "-shm"_L1, "-journal"_L1}) {
        if (!done || !QFileInfo::exists(m_path + suffix))
            continue;
        done = moveAway(m_path + suffix, aside + suffix);
        if (done)
            moved.append(suffix);
    }
    if (done)
        done = store::replaceKeeping(copy, m_path, aside);
    if (done) {
        m_aside = aside;
        m_formerDamaged = true;
        return {};
    }
    for (const QString &suffix : moved)
        (void)store::renameToFreeName(aside + suffix, m_path + suffix);
    return done;
}

QString Place::freeAside() const
{
    for (QDateTime time = QDateTime::currentDateTimeUtc();; time = time.addSecs(1)) {
        QString path = m_folder + u'/' + fileNameOf({.community = m_community, .taken = time, .aside = true});
        if (!QFileInfo::exists(path))
            return path;
    }
}

// Where it is kept, nobody has it open any more, so this is what was replaced; but a damaged one that may
// still be in WAL mode is left as it is.
std::optional<QList<store::TableRows>> Place::formerRows() const
{
    if (m_aside.isEmpty() || m_formerDamaged)
        return std::nullopt;
    Result<store::DatabaseStatus> former = store::readStatus(m_aside);
    return former ? std::optional(std::move(former->rows)) : std::nullopt;
}

} // namespace lockkeeper::backup
