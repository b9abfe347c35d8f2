#include "store/ExclusiveFile.h"

#include "store/FileCheck.h"
#include "store/QuietFile.h"
#include "store/SqlSteps.h"

#include <QFile>

#include <utility>

using namespace Qt::StringLiterals;

namespace lockkeeper::store {

namespace {
// The lock that a transaction takes stays when it ends, also across a switch of the mode; which this gives.
Result<QString> take(sqlite3 *database, const QString &path, const std::stop_token &stop)
{
    QString mode;
    for (const char16_t *sql :
         {u"PRAGMA locking_mode=EXCLUSIVE", u"BEGIN EXCLUSIVE", u"COMMIT", u"PRAGMA journal_mode"}) {
        const Result<QString> done = firstValue(database, path, QString::fromUtf16(sql), stop);
        if (!done)
            return done.error();
        mode = *done;
    }
    return mode;
}
} // namespace

ExclusiveFile::ExclusiveFile(QString path, Handle handle, QString mode)
    : m_path(std::move(path))
    , m_handle(std::move(handle))
    , m_mode(std::move(mode))
{
}

Result<std::unique_ptr<ExclusiveFile>> ExclusiveFile::hold(const QString &path, const Patience &patience)
{
    std::unique_ptr<ExclusiveFile> file;
    // Each try on a handle of its own: one that failed would keep the locks it got, in the way of whoever it
    // waits for.
    Result<void> held = untilFree(path, patience, [&]() -> Result<void> {
        Result<Handle> opened = openForWriting(path);
        if (!opened)
            return opened.error();
        Result<QString> mode = take(opened->get(), path, patience.stop);
        if (!mode)
            return mode.error();
        file.reset(new ExclusiveFile(path, std::move(opened).value(), std::move(mode).value()));
        return {};
    });
    if (!held)
        return held.error();
    return file;
}

Result<void> ExclusiveFile::switchTo(const QString &mode)
{
    Result<void> done =
        setJournalMode(m_handle.get(), m_path, mode, {.deadline = std::chrono::steady_clock::now()});
    if (done && mode == "delete"_L1)
        QFile::remove(m_path + "-shm"_L1); // which connections that may only read leave behind
    return done;
}

Result<QList<TableRows>> ExclusiveFile::countRows(const std::stop_token &stop)
{
    return store::countRows(m_handle.get(), m_path, stop);
}

} // namespace lockkeeper::store
