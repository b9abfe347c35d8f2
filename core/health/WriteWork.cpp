#include "health/WriteWork.h"

#include "store/LockWait.h"
#include "store/locks/Neighbours.h"
#include "store/values/ProcessName.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <optional>

using namespace Qt::StringLiterals;

namespace lockkeeper::health {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::health)
};

constexpr qsizetype shownDamage = 160; // characters: one bad page may lead to a hundred problems

// A merge or a checkpoint would write over what may still be recovered, and report success.
Error knownDamage(const MaintenanceOptions &options)
{
    QString found = options.damage;
    if (found.size() > shownDamage)
        found = found.first(shownDamage - 1) + u'…';
    return {.kind = ErrorKind::Corrupt,
            .text = Tr::tr("The last check of %1 found it damaged: %2").arg(options.database, found),
            .hint =
                Tr::tr("Nothing was written into it. Restore a backup, or recover what can be read into a "
                       "new file. If it has been mended since, check it in depth again."),
            .url = {}};
}
} // namespace

OpenedWork openForWork(const MaintenanceOptions &options, const std::stop_token &stop)
{
    if (!options.damage.isEmpty())
        return knownDamage(options);
    return store::WorkHandle::open(options.database, store::WorkHandle::Mode::Write, options.busyTimeout,
                                   stop, waitListener(options));
}

store::BusyHandler::Listener waitListener(const MaintenanceOptions &options)
{
    if (!options.waiting)
        return {};
    // Whom a checkpoint waits for reads, which is in no writer's way.
    return [told = options.waiting, file = QFileInfo(options.database).canonicalFilePath()](
               const std::optional<store::Process> &holder) {
        told(holder ? store::processName(holder) : holderOf(file));
    };
}

SizeReport settle(store::WorkHandle &work, const SizeWatch &watch)
{
    const QString file = QFileInfo(work.path()).canonicalFilePath();
    const Result<QString> busy = work.value(u"PRAGMA wal_checkpoint(TRUNCATE)"_s);
    SizeReport report = watch.report();
    // With a rollback journal there is no -wal, also where somebody stopped it now.
    report.settled = (busy && *busy == "0"_L1) || QFileInfo(file + "-wal"_L1).size() == 0;
    if (!report.settled)
        report.holder = holderOf(file);
    return report;
}

QString holderOf(const QString &file)
{
    const store::Neighbours met = store::neighboursAt(QFile::encodeName(file).toStdString());
    return store::processName(met.writer || met.readers.empty() ? met.writer
                                                                : std::optional(met.readers.front()));
}

} // namespace lockkeeper::health
