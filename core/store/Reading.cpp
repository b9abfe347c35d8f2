#include "store/Reading.h"

#include "store/Interruptible.h"
#include "store/SqliteError.h"
#include "store/Statement.h"
#include "store/StillFile.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QLatin1StringView>
#include <QMetaType>

#include <sqlite3.h>

#include <utility>

using namespace Qt::StringLiterals;

namespace lockkeeper::store {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::store)
};

bool hasCompanions(const QString &path)
{
    return QFileInfo::exists(path + "-wal"_L1) || QFileInfo::exists(path + "-shm"_L1) ||
           QFileInfo::exists(path + "-journal"_L1);
}

int bindValue(sqlite3_stmt *statement, int at, const QVariant &value)
{
    if (value.isNull())
        return sqlite3_bind_null(statement, at);
    switch (value.typeId()) {
    case QMetaType::Int:
    case QMetaType::LongLong:
    case QMetaType::Bool:
        return sqlite3_bind_int64(statement, at, value.toLongLong());
    case QMetaType::Double:
        return sqlite3_bind_double(statement, at, value.toDouble());
    case QMetaType::QByteArray: {
        const QByteArray blob = value.toByteArray();
        return sqlite3_bind_blob64(statement, at, blob.constData(), sqlite3_uint64(blob.size()),
                                   SQLITE_TRANSIENT);
    }
    default: {
        const QByteArray text = value.toString().toUtf8();
        return sqlite3_bind_text64(statement, at, text.constData(), sqlite3_uint64(text.size()),
                                   SQLITE_TRANSIENT, SQLITE_UTF8);
    }
    }
}
} // namespace

int ReadRow::columns() const
{
    return sqlite3_column_count(m_statement);
}

QString ReadRow::name(int column) const
{
    return QString::fromUtf8(sqlite3_column_name(m_statement, column));
}

bool ReadRow::isNull(int column) const
{
    return sqlite3_column_type(m_statement, column) == SQLITE_NULL;
}

QString ReadRow::text(int column) const
{
    const auto *text = reinterpret_cast<const char *>(sqlite3_column_text(m_statement, column));
    return QString::fromUtf8(text, text == nullptr ? 0 : sqlite3_column_bytes(m_statement, column));
}

qint64 ReadRow::integer(int column) const
{
    return sqlite3_column_int64(m_statement, column);
}

double ReadRow::real(int column) const
{
    return sqlite3_column_double(m_statement, column);
}

QVariant ReadRow::value(int column) const
{
    switch (sqlite3_column_type(m_statement, column)) {
    case SQLITE_INTEGER:
        return integer(column);
    case SQLITE_FLOAT:
        return real(column);
    case SQLITE_TEXT:
        return text(column);
    case SQLITE_BLOB: {
        const void *blob = sqlite3_column_blob(m_statement, column);
        return QByteArray(static_cast<const char *>(blob), sqlite3_column_bytes(m_statement, column));
    }
    default:
        return {};
    }
}

int ReadRow::bytes(int column) const
{
    return sqlite3_column_bytes(m_statement, column);
}

Reading::Reading(QString path, std::stop_token stop, std::chrono::milliseconds busyTimeout)
    : m_path(std::move(path))
    , m_stop(std::move(stop))
    , m_busyTimeout(busyTimeout)
{
}

Result<std::unique_ptr<Reading>> Reading::open(const QString &path, const std::stop_token &stop,
                                               std::chrono::milliseconds busyTimeout)
{
    const QFileInfo file(path);
    if (!file.isFile())
        return Error{.kind = ErrorKind::Config,
                     .text = Tr::tr("There is no database %1.").arg(path),
                     .hint = {},
                     .url = {}};
    // A -wal lies where the file itself is, not where a link to it is.
    std::unique_ptr<Reading> reading(new Reading(file.canonicalFilePath(), stop, busyTimeout));
    if (Result<void> opened = reading->reopen(); !opened)
        return opened.error();
    return reading;
}

// By what stands beside the file now.
Result<void> Reading::reopen()
{
    m_still = false;
    m_handle.reset();
    if (!hasCompanions(m_path)) {
        m_changed = QFileInfo(m_path).lastModified();
        Result<StillFile> still = openStill(m_path);
        if (!still && !hasCompanions(m_path))
            return still.error();
        // A database with a rollback journal has nothing beside it to be made.
        if (still && still->inWalMode) {
            m_handle = std::move(still->handle);
            m_still = true;
            return {};
        }
    }
    Result<Handle> opened = openOriginal(m_path);
    if (!opened)
        return opened.error();
    m_handle = std::move(opened).value();
    m_busy.install(m_handle.get());
    return {};
}

// Who writes in WAL mode makes a -wal first, and the file itself is changed before that goes again.
bool Reading::touched() const
{
    return m_still && (hasCompanions(m_path) || QFileInfo(m_path).lastModified() != m_changed);
}

Error Reading::touchedError() const
{
    return {.kind = ErrorKind::Locked,
            .text = Tr::tr("Somebody began to write to %1 while it was read.").arg(m_path),
            .hint = Tr::tr("Ask again."),
            .url = {}};
}

Result<void> Reading::rows(const QString &sql, const QVariantList &values,
                           const std::function<bool(const ReadRow &)> &take)
{
    if (m_stop.stop_requested())
        return cancelledError();
    if (touched()) {
        if (Result<void> opened = reopen(); !opened)
            return opened;
    }
    Result<void> done = ask(sql, values, take);
    // What was read of a file while somebody began to change it says nothing, nor does what went wrong there.
    if ((!done && done.error().isCancelled()) || !touched())
        return done;
    ++m_timesTouched;
    return touchedError();
}

Result<void> Reading::ask(const QString &sql, const QVariantList &values,
                          const std::function<bool(const ReadRow &)> &take)
{
    m_busy.begin(nullptr, m_stop, BusyHandler::Clock::now() + m_busyTimeout);
    sqlite3_stmt *prepared = nullptr;
    const QByteArray text = sql.toUtf8();
    int code = sqlite3_prepare_v2(m_handle.get(), text.constData(), int(text.size()), &prepared, nullptr);
    const Statement statement(prepared);
    for (int i = 0; code == SQLITE_OK && i < values.size(); ++i)
        code = bindValue(prepared, i + 1, values.at(i));
    Result<void> done = code == SQLITE_OK ? step(prepared, take) : lastError(m_handle.get(), m_path);
    if (!done && m_stop.stop_requested()) // also while a lock was waited for
        done = cancelledError();
    else if (!done && done.error().kind == ErrorKind::Locked && m_busy.holder())
        done = lockedError(m_path, m_busy.holder());
    m_busy.end();
    return done;
}

Result<void> Reading::step(sqlite3_stmt *statement, const std::function<bool(const ReadRow &)> &take)
{
    const Interruptible interruptible(m_handle.get(), m_stop);
    int code = SQLITE_OK;
    bool wanted = true;
    while (wanted && (code = sqlite3_step(statement)) == SQLITE_ROW)
        wanted = take(ReadRow(statement)) && !m_stop.stop_requested();
    if (m_stop.stop_requested())
        return cancelledError();
    if (code != SQLITE_ROW && code != SQLITE_DONE)
        return lastError(m_handle.get(), m_path);
    return {};
}

Result<QVariant> Reading::value(const QString &sql, const QVariantList &values)
{
    QVariant first;
    const Result<void> read = rows(sql, values, [&first](const ReadRow &row) {
        first = row.value(0);
        return false;
    });
    return read ? Result<QVariant>(first) : read.error();
}

Result<bool> Reading::isInWalMode()
{
    if (m_still) // which says "off"
        return true;
    const Result<QVariant> mode = value(u"PRAGMA journal_mode"_s);
    return mode ? Result<bool>(mode->toString() == "wal"_L1) : mode.error();
}

Result<bool> Reading::hasTable(const QString &table)
{
    const Result<QVariant> found =
        value(u"SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?"_s, {table});
    return found ? Result<bool>(found->isValid()) : found.error();
}

Result<QStringList> Reading::columnsOf(const QString &table)
{
    QStringList columns;
    const Result<void> read =
        rows(u"SELECT name FROM pragma_table_info(?)"_s, {table}, [&columns](const ReadRow &row) {
            columns.append(row.text(0));
            return true;
        });
    return read ? Result<QStringList>(columns) : read.error();
}

} // namespace lockkeeper::store
