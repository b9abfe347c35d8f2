#include "store/Database.h"

#include "store/Schema.h"
#include "store/SqliteError.h"
#include "store/ThreadConnections.h"
#include "store/Transaction.h"
#include "store/locks/LockCounters.h"
#include "store/locks/Neighbours.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QVariant>

#include <sqlite3.h>
#include <sys/stat.h>

#include <utility>

using namespace Qt::StringLiterals;

namespace lockkeeper::store {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::store)
};

constexpr qint64 checkpointEvery =
    4 * 1024 * 1024; // bytes of WAL: every 64 MiB instead makes a hold of 130 ms

constexpr std::chrono::milliseconds walToldEvery{50};

quint64 nextId()
{
    static std::atomic<quint64> id = 0;
    return ++id;
}

FileIdentity identityOf(const QString &path)
{
    struct stat file = {};
    if (::stat(QFile::encodeName(path).constData(), &file) != 0)
        return {};
    return {.device = file.st_dev, .inode = file.st_ino};
}
} // namespace

FileSizes fileSizes(const QString &path)
{
    return {.database = QFileInfo(path).size(), .wal = QFileInfo(path + "-wal"_L1).size()};
}

Database::Database(QString path, std::chrono::milliseconds busyTimeout)
    : m_path(std::move(path))
    , m_busyTimeout(busyTimeout)
    , m_id(nextId())
    , m_neighbourTurn(
          [shm = QFile::encodeName(m_path + "-shm"_L1).toStdString()] { return openElsewhere(shm); },
          NeighbourTurn::Clock::now())
{
}

Database::~Database()
{
    closeThisThread();
    sqlite3_close_v2(m_keeper);
}

Result<std::shared_ptr<Database>> Database::open(const QString &path, std::chrono::milliseconds busyTimeout,
                                                 LockCounters *counters, const std::stop_token &stop)
{
    const QString folder = QFileInfo(path).absolutePath();
    if (!QDir().mkpath(folder)) {
        return Error{.kind = ErrorKind::ReadOnly,
                     .text = Tr::tr("The folder %1 could not be made.").arg(folder),
                     .hint = Tr::tr("Choose a data folder this user may write to, with --data-dir."),
                     .url = {}};
    }
    std::shared_ptr<Database> database(new Database(path, busyTimeout));
    LockCounters unseen;
    if (const Result<void> ready = database->prepareFile(counters != nullptr ? *counters : unseen, stop);
        !ready)
        return ready.error();
    return database;
}

Result<void> Database::prepareFile(LockCounters &counters, const std::stop_token &stop)
{
    Result<std::unique_ptr<Connection>> opened = Connection::open(m_path, Connection::Mode::WriteMakingFile);
    if (!opened)
        return opened.error();
    Connection &connection = **opened;
    const auto deadline = WriteGate::Clock::now() + m_busyTimeout;
    {
        const BusyScope busy(connection, &counters, stop, deadline);
        if (Result<void> begun = connection.useWal(WalFor::EmptyFile, stop, deadline); !begun)
            return begun;
        if (Result<void> ready = connection.prepareForWriting(); !ready)
            return ready;
        if (Result<void> kept = keepOpen(); !kept)
            return kept;
    }
    m_identity = identityOf(m_path);
    return updateSchema(connection, counters, stop);
}

Result<void> Database::updateSchema(Connection &connection, LockCounters &counters,
                                    const std::stop_token &stop)
{
    {
        const BusyScope busy(connection, &counters, stop, WriteGate::Clock::now() + m_busyTimeout);
        const Result<bool> outdated = schemaNeedsUpdate(connection);
        if (!outdated)
            return outdated.error();
        if (!*outdated)
            return {};
    }
    const Result<std::unique_ptr<Transaction>> transaction =
        Transaction::begin(*this, connection, counters, stop);
    if (!transaction)
        return transaction.error();
    if (Result<void> updated = bringSchemaUpToDate(connection); !updated)
        return updated;
    return (*transaction)->commit();
}

Result<void> Database::keepOpen()
{
    // A bare handle, since a QSqlDatabase must be closed on the thread that opened it and this one lives with
    // the object.
    const QByteArray file = QFile::encodeName(m_path);
    int code = sqlite3_open_v2(file.constData(), &m_keeper, SQLITE_OPEN_READWRITE, nullptr);
    if (code == SQLITE_OK) {
        sqlite3_busy_timeout(m_keeper, static_cast<int>(m_busyTimeout.count()));
        code = sqlite3_exec(m_keeper, "PRAGMA wal_autocheckpoint=0; SELECT 1 FROM sqlite_master LIMIT 1",
                            nullptr, nullptr, nullptr);
    }
    if (code != SQLITE_OK)
        return lastError(m_keeper, m_path);
    return {};
}

Result<Connection *> Database::connection(const std::stop_token &stop)
{
    ThreadConnections &mine = ThreadConnections::ofThisThread();
    if (Connection *known = mine.find(m_id))
        return known;
    Result<std::unique_ptr<Connection>> opened = Connection::open(m_path, Connection::Mode::Write);
    if (!opened)
        return opened.error();
    {
        const BusyScope busy(**opened, nullptr, stop, WriteGate::Clock::now() + m_busyTimeout);
        if (const Result<void> ready = (*opened)->prepareForWriting(); !ready)
            return ready.error();
        if (const Result<void> kept = (*opened)->keepChanges(); !kept)
            return kept.error();
    }
    return mine.insert(m_id, std::move(*opened));
}

bool Database::isInPlace() const
{
    return identityOf(m_path) == m_identity;
}

void Database::closeThisThread()
{
    ThreadConnections::ofThisThread().remove(m_id);
}

Result<QString> Database::journalMode() const
{
    Result<std::unique_ptr<Connection>> fresh = Connection::open(m_path, Connection::Mode::ReadOnly);
    if (!fresh)
        return fresh.error();
    const BusyScope busy(**fresh, nullptr, {}, WriteGate::Clock::now() + m_busyTimeout);
    const Result<QVariant> mode = (*fresh)->value(u"PRAGMA journal_mode"_s);
    if (!mode)
        return mode.error();
    return mode->toString();
}

// 0 where SQLite does not say.
int Database::pageSize(Connection &connection)
{
    if (m_pageSize == 0) {
        if (const Result<QVariant> size = connection.value(u"PRAGMA page_size"_s))
            m_pageSize = size->toInt();
    }
    return m_pageSize;
}

// What came of it is told with `pen`.
int Database::checkpoint(Connection &connection, int mode, const events::Pen &pen)
{
    int pages = -1;
    int copied = -1;
    const auto begun = WriteGate::Clock::now();
    const int code = sqlite3_wal_checkpoint_v2(connection.handle(), "main", mode, &pages, &copied);
    const auto ended = WriteGate::Clock::now();
    if (code == SQLITE_OK && pages < 0) // not in WAL mode
        return code;
    // Where it did not come to look at the WAL, all of it is left.
    const int left = pages < 0 ? connection.walPages() : pages - copied;
    pen.write({.at = events::nanoseconds(ended),
               .duration = std::chrono::nanoseconds(ended - begun).count(),
               .value = qint64{left} * pageSize(connection),
               .kind = events::Kind::Checkpoint});
    m_walTold = {};
    tellWalSize(pen);
    return code;
}

void Database::tellWalSize(const events::Pen &pen)
{
    const auto now = WriteGate::Clock::now();
    if (pen.recorder == nullptr || now - m_walTold < walToldEvery)
        return;
    m_walTold = now;
    pen.write(
        {.at = events::nanoseconds(now), .value = fileSizes(m_path).wal, .kind = events::Kind::WalSize});
}

void Database::checkpointIfGrown(Connection &connection, const events::Pen &pen)
{
    const int pages = connection.walPages();
    if (pages == 0) // not in WAL mode
        return;
    if (pages < m_checkpointedPages) // the WAL began anew since
        m_checkpointedPages = 0;
    if (qint64{pages - m_checkpointedPages} * pageSize(connection) >= checkpointEvery) {
        (void)checkpoint(connection, SQLITE_CHECKPOINT_PASSIVE, pen);
        // Also where a reader kept it from going all the way: asking again at once is no help.
        m_checkpointedPages = pages;
    } else {
        tellWalSize(pen);
    }
}

Result<void> Database::checkpointAll(const std::stop_token &stop, const events::Pen &pen)
{
    const auto deadline = WriteGate::Clock::now() + m_busyTimeout;
    const WriteGate::Entry entry = m_gate.enter(stop, deadline);
    if (entry.outcome != WriteGate::Outcome::Entered)
        return {};
    const Result<Connection *> mine = connection(stop);
    if (!mine)
        return mine.error();
    const BusyScope busy(**mine, nullptr, stop, WriteGate::Clock::now()); // waits for no reader
    const int code = checkpoint(**mine, SQLITE_CHECKPOINT_TRUNCATE, pen);
    if (code == SQLITE_OK)
        m_checkpointedPages = 0;
    else if ((code & 0xff) != SQLITE_BUSY)
        return (*mine)->lastError();
    return {};
}

} // namespace lockkeeper::store
