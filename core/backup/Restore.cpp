#include "backup/Restore.h"

#include "backup/BackupName.h"
#include "backup/Belonging.h"
#include "backup/Place.h"
#include "backup/Retention.h"
#include "store/CheckedCopy.h"
#include "store/Connection.h"
#include "store/Database.h"
#include "store/DatabaseStatus.h"
#include "store/DiskFiles.h"
#include "store/FileCheck.h"
#include "store/LostWal.h"
#include "store/QuietFile.h"
#include "store/Schema.h"
#include "store/ScratchFolder.h"
#include "store/SqlSteps.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <optional>
#include <utility>

using namespace Qt::StringLiterals;

namespace lockkeeper::backup {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::backup)
};

Error refused(const QString &text, const QString &hint)
{
    return {.kind = ErrorKind::Config, .text = text, .hint = hint, .url = {}};
}

QStringList sourcesOf(const QList<store::LastSync> &syncs)
{
    QStringList names;
    for (const store::LastSync &one : syncs)
        names.append(one.sourceType + u' ' + one.sourceName);
    return names;
}

class Restoring final
{
public:
    Restoring(const RestoreOptions &options, const store::CopyListener &listener, const std::stop_token &stop)
        : m_options(options)
        , m_listener(listener)
        , m_stop(stop)
        , m_place(options.database, options.community)
    {
    }

    Result<RestoreReport> operator()()
    {
        Result<void> done = checkNames();
        if (done)
            done = copyBackup();
        if (done)
            done = checkContent();
        if (done)
            done = finishCopy();
        if (done && m_stop.stop_requested())
            done = cancelledError();
        if (done)
            done = m_place.put(m_copy, patience());
        if (done)
            done = store::syncFolder(m_place.folder());
        if (!done)
            return done.error();
        return RestoreReport{.database = m_options.database,
                             .backup = m_options.backup,
                             .aside = m_place.aside(),
                             .journalMode = m_mode,
                             .bytes = m_copied.bytes,
                             .rows = store::contentRows(m_copied.rows),
                             .formerRows = m_place.formerRows(),
                             .sources = m_sources,
                             .removed =
                                 applyAsideRetention(m_place.folder(), m_options.community, Retention()),
                             .notice = m_notice};
    }

private:
    Result<void> checkNames()
    {
        if (Result<void> fit = m_place.check(); !fit)
            return fit;
        const QFileInfo backup(m_options.backup);
        if (!backup.isFile())
            return refused(Tr::tr("There is no backup %1.").arg(m_options.backup), {});
        if (m_place.isTaken() && backup.canonicalFilePath() == m_place.path())
            return refused(Tr::tr("%1 is the database itself.").arg(m_options.backup),
                           Tr::tr("Name a backup of it."));
        m_name = parseFileName(backup.fileName());
        if (m_name && m_name->community != m_options.community)
            return refused(Tr::tr("%1 is a backup of the community “%2”, not of “%3”.")
                               .arg(m_options.backup, m_name->community, m_options.community),
                           Tr::tr("Nothing has been changed."));
        return {};
    }

    Result<void> copyBackup()
    {
        if (QDir().mkpath(m_place.folder()))
            m_scratch = store::ScratchFolder::make(m_place.folder(), u"restore"_s);
        if (!m_scratch)
            return Error{.kind = ErrorKind::ReadOnly,
                         .text = Tr::tr("Nothing can be written into %1.").arg(m_place.folder()),
                         .hint = Tr::tr("Give this user the right to write that folder."),
                         .url = {}};
        const store::FileSizes sizes = store::fileSizes(m_options.backup);
        if (Result<void> room =
                store::checkRoom(store::roomIn(m_place.folder()),
                                 sizes.database + sizes.wal + store::spareRoom, m_place.folder());
            !room)
            return room;
        if (const Result<void> readable = store::untilReadable(m_options.backup, patience()); !readable)
            return forRestores(readable.error());
        m_lostWal = store::lookForLostWal(m_options.backup);
        m_copy = m_scratch->file(u"copy.db"_s);
        Result<store::CheckedCopy> made = store::makeCheckedCopy(
            m_options.backup, m_copy,
            {.busyTimeout = m_options.busyTimeout, .waiting = store::namedFor(m_options.waiting)}, m_listener,
            m_stop);
        if (!made)
            return forRestores(made.error());
        m_copied = std::move(made).value();
        return {};
    }

    // Files have no community written in them: where the name doesn't tell, their sources do.
    Result<void> checkContent()
    {
        const QStringList known = store::contentTables();
        const bool knowledge =
            std::any_of(m_copied.rows.cbegin(), m_copied.rows.cend(),
                        [&known](const store::TableRows &one) { return known.contains(one.table); });
        if (!knowledge)
            return refused(
                Tr::tr("%1 is a database of something else: it has none of the tables of a knowledge "
                       "database.")
                    .arg(m_options.backup),
                Tr::tr("Nothing has been changed."));
        {
            const auto connection = store::Connection::open(m_copy, store::Connection::Mode::ReadOnly);
            if (!connection)
                return connection.error();
            const Result<bool> fits = store::schemaNeedsUpdate(**connection);
            if (!fits) {
                Error error = fits.error();
                error.text.replace(m_copy, m_options.backup);
                return error;
            }
        }
        // What a killed program left half-way is undone, as by any program that opens the file: till then it
        // would tell neither. A damaged one is no hindrance; of a locked one neither the mode nor the sources
        // would be known.
        store::playBackJournal(m_place.path());
        if (const Result<void> readable =
                m_place.isTaken() ? store::untilReadable(m_place.path(), patience()) : Result<void>();
            !readable)
            return forRestores(readable.error());
        const Result<store::DatabaseStatus> present = store::readStatus(m_place.path());
        if (!present && present.error().kind == ErrorKind::Locked)
            return forRestores(present.error());
        const Result<store::DatabaseStatus> copy = store::readStatus(m_copy);
        m_mode = present && !present->journalMode.isEmpty() ? present->journalMode : u"wal"_s;
        if (copy)
            noticeLoneFile(*copy);
        if (!copy)
            return {};
        m_sources = sourcesOf(copy->syncs);
        return checkBelonging(present ? sourcesOf(present->syncs) : QStringList());
    }

    // A name that a backup gave is believed, and a community may have changed all its sources since.
    Result<void> checkBelonging(const QStringList &present)
    {
        const Belonging belonging = belongingOf(
            m_sources,
            {.present = present, .configured = m_options.configured, .others = m_options.configuredByOthers});
        if (belonging.verdict == Belonging::Verdict::Own || !belonging.compared)
            return {};
        QString sources = Tr::tr("Its sources are: %1.").arg(sourcesText(m_sources));
        if (!belonging.communities.isEmpty())
            sources += u' ' + Tr::tr("Such are configured for: %1.").arg(belonging.communities.join(", "_L1));
        if (belonging.verdict == Belonging::Verdict::Foreign && !m_name)
            return refused(Tr::tr("%1 is not a backup of the community “%2”: they have no source in common.")
                                   .arg(m_options.backup, m_options.community) +
                               u' ' + sources,
                           Tr::tr("Nothing has been changed."));
        if (!m_notice.isEmpty())
            m_notice += u' ';
        m_notice += Tr::tr("%1 has no source in common with the community “%2”.")
                        .arg(m_options.backup, m_options.community) +
                    u' ' + sources;
        return {};
    }

    // A database whose programs have all closed it has no -wal, either; so this is no refusal.
    void noticeLoneFile(const store::DatabaseStatus &copy)
    {
        if (!m_lostWal.alone)
            return;
        if (m_lostWal.certain()) {
            m_notice = store::lostWalText(m_options.backup);
            return;
        }
        QString newest;
        for (const store::LastSync &one : copy.syncs)
            newest = std::max(newest, one.lastSyncAt);
        m_notice =
            Tr::tr("%1 is in WAL mode and has no “-wal” beside it. If it was copied while a program had it "
                   "open, what stood in its “-wal” is missing.")
                .arg(m_options.backup);
        if (!newest.isEmpty())
            m_notice += u' ' + Tr::tr("The newest sync that it knows of is of %1.").arg(newest);
    }

    [[nodiscard]] store::Patience patience() const
    {
        return {.deadline = std::chrono::steady_clock::now() + m_options.busyTimeout,
                .stop = m_stop,
                .waiting = store::namedFor(m_options.waiting)};
    }

    // In the former file's mode, for those who may use that file, and on the disk.
    Result<void> finishCopy()
    {
        if (m_mode == "wal"_L1) {
            const Result<store::Handle> copy = store::openForWriting(m_copy);
            if (!copy)
                return copy.error();
            if (Result<void> wal =
                    store::setJournalMode(copy->get(), m_copy, m_mode,
                                          {.deadline = std::chrono::steady_clock::now(), .stop = m_stop});
                !wal)
                return forRestores(wal.error());
        }
        m_place.giveRights(m_copy);
        return store::syncFile(m_copy);
    }

    [[nodiscard]] Error forRestores(Error error) const
    {
        if (error.kind == ErrorKind::DiskFull) {
            error.text = Tr::tr("There is no room left in %1 for the restored file.").arg(m_place.folder());
            error.hint = Tr::tr("Make room there. Nothing has been changed.");
        } else if (error.kind == ErrorKind::Corrupt) {
            error.hint = Tr::tr("Restore another backup. Nothing has been changed.");
            if (m_lostWal.certain())
                error.text += u' ' + store::lostWalText(m_options.backup);
        }
        return endOthersFirst(std::move(error));
    }

    RestoreOptions m_options;
    const store::CopyListener &m_listener;
    std::stop_token m_stop;
    Place m_place;
    std::optional<BackupName> m_name;
    std::unique_ptr<store::ScratchFolder> m_scratch;
    QString m_copy;
    store::LostWal m_lostWal; // of the backup
    store::CheckedCopy m_copied;
    QString m_mode;
    QStringList m_sources; // of the backup
    QString m_notice;
};
} // namespace

Result<RestoreReport> restore(const RestoreOptions &options, const store::CopyListener &listener,
                              const std::stop_token &stop)
{
    return Restoring(options, listener, stop)();
}

} // namespace lockkeeper::backup
