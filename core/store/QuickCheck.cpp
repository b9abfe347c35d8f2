#include "store/QuickCheck.h"

#include "store/DatabaseCopy.h"
#include "store/FileCheck.h"
#include "store/SqlSteps.h"

#include <QCoreApplication>

#include <atomic>
#include <thread>

using namespace Qt::StringLiterals;

namespace lockkeeper::store {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::store)
};

Result<void> checkBy(sqlite3 *database, const QString &path, const QString &pragma,
                     const std::stop_token &stop)
{
    const Result<QStringList> whole = column(database, path, pragma, stop);
    if (!whole)
        return whole.error();
    if (*whole == QStringList{u"ok"_s})
        return {};
    return Error{
        .kind = ErrorKind::Corrupt,
        .text = Tr::tr("%1 did not pass SQLite's check: %2.").arg(path, whole->join("; "_L1).simplified()),
        .hint = Tr::tr("Restore it from a backup. It has not been deleted or replaced."),
        .url = {}};
}

// Until none is left, or somebody found something.
Result<void> checkTheNext(const QString &path, const QStringList &tables, std::atomic<qsizetype> &next,
                          const std::stop_token &stop)
{
    const Result<Handle> file = openOriginal(path);
    if (!file)
        return file.error();
    for (qsizetype i = next++; i < tables.size(); i = next++) {
        const QString pragma = u"PRAGMA quick_check(%1)"_s.arg(quotedName(tables.at(i)));
        if (Result<void> checked = checkBy(file->get(), path, pragma, stop); !checked) {
            next = tables.size();
            return checked;
        }
    }
    return {};
}
} // namespace

Result<void> quickCheck(sqlite3 *database, const QString &path, const std::stop_token &stop)
{
    return checkBy(database, path, u"PRAGMA quick_check(3)"_s, stop);
}

Result<void> quickCheckMapped(const QString &path, const std::stop_token &stop)
{
    const Result<Handle> file = openOriginal(path);
    if (!file)
        return file.error();
    if (const Result<QString> mapped = firstValue(file->get(), path, u"PRAGMA mmap_size=2147418112"_s, stop);
        !mapped)
        return mapped.error();
    return quickCheck(file->get(), path, stop);
}

Result<void> quickCheckTables(const QString &path, const std::stop_token &stop)
{
    // Open until the end: of two that open a WAL database at once, one would find it locked by the other.
    const Result<Handle> file = openOriginal(path);
    if (!file)
        return file.error();
    const Result<QStringList> tables =
        column(file->get(), path,
               u"SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0 ORDER BY name"_s, stop);
    if (!tables)
        return tables.error();
    std::atomic<qsizetype> next = 0;
    Result<void> others;
    std::jthread other([&] { others = checkTheNext(path, *tables, next, stop); });
    const Result<void> mine = checkTheNext(path, *tables, next, stop);
    other.join();
    return mine ? others : mine;
}

} // namespace lockkeeper::store
