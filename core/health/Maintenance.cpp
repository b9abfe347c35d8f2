#include "health/Maintenance.h"

#include "health/Sizes.h"
#include "health/WriteWork.h"
#include "store/FileCheck.h"
#include "store/SqlNames.h"

#include <QCoreApplication>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace lockkeeper::health {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::health)
};

constexpr int pagesAMerge = 256; // of an index, a transaction: some milliseconds of the write lock

void tell(const Listener &listener, double done)
{
    if (listener)
        listener(done);
}

// What 'optimize' does in one transaction that may last for minutes, in many short ones: the first 'merge'
// chooses all segments, and it is done once one changes next to nothing (sqlite.org/fts5.html, 6.8).
Result<void> mergeIndex(store::WorkHandle &work, const QString &index)
{
    const QString merge = u"INSERT INTO %1(%1, rank) VALUES('merge', %2)"_s.arg(store::quotedName(index));
    qint64 changes = -1;
    for (int pages = -pagesAMerge;; pages = pagesAMerge) {
        if (Result<void> merged = work.run(merge.arg(pages)); !merged)
            return merged;
        const Result<QString> total = work.value(u"SELECT total_changes()"_s);
        if (!total)
            return total.error();
        const qint64 now = total->toLongLong();
        if (changes >= 0 && now - changes < 2)
            return {};
        changes = now;
    }
}

Result<QStringList> chosenIndexes(store::WorkHandle &work, const QStringList &tables,
                                  const std::stop_token &stop)
{
    const Result<QStringList> all = store::fullTextTables(work.get(), work.path(), stop);
    if (!all || tables.isEmpty())
        return all;
    for (const QString &table : tables) {
        if (!all->contains(table))
            return Error{.kind = ErrorKind::Config,
                         .text = Tr::tr("%1 has no full-text table %2.").arg(work.path(), table),
                         .hint = {},
                         .url = {}};
    }
    return tables;
}
} // namespace

Result<SizeReport> optimizeDatabase(const MaintenanceOptions &options, const Listener &listener,
                                    const std::stop_token &stop)
{
    const SizeWatch watch(options.database);
    const OpenedWork work = openForWork(options, stop);
    if (!work)
        return work.error();
    if (const Result<void> done = (*work)->run(u"PRAGMA analysis_limit=1000; PRAGMA optimize"_s); !done)
        return done.error();
    const Result<QStringList> indexes = chosenIndexes(**work, {}, stop);
    if (!indexes)
        return indexes.error();
    for (qsizetype i = 0; i < indexes->size(); ++i) {
        tell(listener, double(i) / double(indexes->size()));
        if (const Result<void> merged = mergeIndex(**work, indexes->at(i)); !merged)
            return merged.error();
    }
    SizeReport report = settle(**work, watch);
    tell(listener, 1);
    return report;
}

Result<SizeReport> rebuildIndexes(const MaintenanceOptions &options, const QStringList &tables,
                                  const Listener &listener, const std::stop_token &stop)
{
    const SizeWatch watch(options.database);
    const OpenedWork work = openForWork(options, stop);
    if (!work)
        return work.error();
    const Result<QStringList> indexes = chosenIndexes(**work, tables, stop);
    if (!indexes)
        return indexes.error();
    for (qsizetype i = 0; i < indexes->size(); ++i) {
        tell(listener, double(i) / double(indexes->size()));
        if (const Result<void> made = (*work)->run(
                u"INSERT INTO %1(%1) VALUES('rebuild')"_s.arg(store::quotedName(indexes->at(i))));
            !made)
            return made.error();
    }
    SizeReport report = settle(**work, watch);
    tell(listener, 1);
    return report;
}

Result<CheckpointReport> checkpointDatabase(const MaintenanceOptions &options, const std::stop_token &stop)
{
    const OpenedWork work = openForWork(options, stop);
    if (!work)
        return work.error();
    const QString file = QFileInfo(options.database).canonicalFilePath();
    const Result<QString> mode = (*work)->value(u"PRAGMA journal_mode"_s);
    if (!mode)
        return mode.error();
    CheckpointReport report;
    report.wal = *mode == "wal"_L1;
    if (!report.wal) {
        report.complete = true;
        return report;
    }
    report.walBefore = QFileInfo(file + "-wal"_L1).size();
    const Result<QString> busy = (*work)->value(u"PRAGMA wal_checkpoint(TRUNCATE)"_s);
    if (!busy)
        return busy.error();
    if (stop.stop_requested())
        return cancelledError();
    report.walAfter = QFileInfo(file + "-wal"_L1).size();
    report.complete = *busy == "0"_L1 || report.walAfter == 0; // a writer that has written nothing yet
    if (!report.complete)
        report.holder = holderOf(file);
    return report;
}

} // namespace lockkeeper::health
