#include "store/QuietFile.h"

#include "store/SqlSteps.h"

#include <QCoreApplication>

#include <utility>

using namespace Qt::StringLiterals;

namespace lockkeeper::store {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::store)
};

constexpr std::chrono::seconds patienceToGiveBack{10};
} // namespace

Result<void> setJournalMode(sqlite3 *database, const QString &path, const QString &mode,
                            const Patience &patience)
{
    return untilFree(path, patience, [&]() -> Result<void> {
        const Result<QString> now =
            firstValue(database, path, u"PRAGMA journal_mode=%1"_s.arg(mode), patience.stop);
        if (!now)
            return now.error();
        if (*now == mode)
            return {};
        return Error{.kind = ErrorKind::Config,
                     .text = Tr::tr("%1 stays in the journal mode %2: SQLite could not switch it to %3.")
                                 .arg(path, *now, mode),
                     .hint = Tr::tr("WAL needs a local file system with shared memory."),
                     .url = {}};
    });
}

QuietFile::QuietFile(QString path, Handle handle, QString mode)
    : m_path(std::move(path))
    , m_handle(std::move(handle))
    , m_mode(std::move(mode))
{
}

Result<std::unique_ptr<QuietFile>> QuietFile::hold(const QString &path, const Patience &patience)
{
    Result<Handle> opened = openForWriting(path);
    if (!opened)
        return opened.error();
    sqlite3 *const handle = opened->get();
    QString mode;
    Result<void> done = untilFree(path, patience, [&]() -> Result<void> {
        const Result<QString> found = firstValue(handle, path, u"PRAGMA journal_mode"_s, patience.stop);
        if (!found)
            return found.error();
        mode = *found;
        return {};
    });
    if (done && mode == "wal"_L1)
        done = setJournalMode(handle, path, u"delete"_s, patience);
    if (!done)
        return done.error();
    std::unique_ptr<QuietFile> file(new QuietFile(path, std::move(opened).value(), mode));
    done = untilFree(path, patience, [&]() -> Result<void> {
        const Result<QString> begun = firstValue(handle, path, u"BEGIN EXCLUSIVE"_s, patience.stop);
        return begun ? Result<void>() : begun.error();
    });
    if (!done)
        return file->giveBack(done.error());
    return file;
}

Error QuietFile::giveBack(Error why)
{
    (void)firstValue(m_handle.get(), m_path, u"ROLLBACK"_s, {}); // of what wrote nothing
    if (m_mode != "wal"_L1)
        return why;
    const Result<void> back = setJournalMode(
        m_handle.get(), m_path, m_mode, {.deadline = std::chrono::steady_clock::now() + patienceToGiveBack});
    if (back)
        return why;
    if (why.isCancelled())
        why = back.error();
    why.text += u' ' + Tr::tr("It is in the journal mode “delete” now; “migrate” leads back to WAL.");
    return why;
}

} // namespace lockkeeper::store
