// A database opened for one question somebody asks: read-only, waiting but shortly, leaving nothing behind.
// Open it, ask, let it go: what stays open keeps the last writer from removing its -wal. On one thread, not
// the window's.
#pragma once

#include "base/Result.h"
#include "store/DatabaseCopy.h"
#include "store/locks/BusyHandler.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>
#include <QStringList>
#include <QVariant>

#include <chrono>
#include <functional>
#include <memory>
#include <stop_token>
#include <utility>

struct sqlite3_stmt;

namespace lockkeeper::store {

// Where a statement stands; good until the function that was given it returns.
class ReadRow final
{
public:
    explicit ReadRow(sqlite3_stmt *statement)
        : m_statement(statement)
    {
    }

    [[nodiscard]] int columns() const;
    [[nodiscard]] QString name(int column) const;
    [[nodiscard]] bool isNull(int column) const;
    [[nodiscard]] QString text(int column) const; // empty for NULL
    [[nodiscard]] qint64 integer(int column) const;
    [[nodiscard]] double real(int column) const;
    // By what is stored: an invalid one for NULL, qint64, double, QString, QByteArray.
    [[nodiscard]] QVariant value(int column) const;
    [[nodiscard]] int bytes(int column) const;                            // of a text in UTF-8, or of a blob
    [[nodiscard]] sqlite3_stmt *statement() const { return m_statement; } // within core/store

private:
    sqlite3_stmt *m_statement;
};

class Reading final
{
public:
    static constexpr std::chrono::milliseconds patience{2000};     // a question is not worth more
    static constexpr std::chrono::milliseconds longPatience{4000}; // what goes through all of a table is

    // Of a file that exists. A database that nobody has open is read without making a -wal and a -shm beside
    // it. Errors: config (no such file), and as openOriginal().
    [[nodiscard]] static Result<std::unique_ptr<Reading>>
    open(const QString &path, const std::stop_token &stop = {},
         std::chrono::milliseconds busyTimeout = patience);
    Reading(const Reading &) = delete;
    Reading &operator=(const Reading &) = delete;

    // Each row of one statement, with `values` bound in order (texts as UTF-8), until `take` returns false or
    // somebody stops it. The statement is over when this returns: it pins nothing. Errors: cancelled, locked
    // (also: somebody began to write meanwhile; ask again), and what SQLite says.
    [[nodiscard]] Result<void> rows(const QString &sql, const QVariantList &values,
                                    const std::function<bool(const ReadRow &)> &take);

    // The first column of the first row, invalid where there is none.
    [[nodiscard]] Result<QVariant> value(const QString &sql, const QVariantList &values = {});
    // Where it is not, whoever reads keeps every commit out.
    [[nodiscard]] Result<bool> isInWalMode();
    [[nodiscard]] Result<bool> hasTable(const QString &table);
    [[nodiscard]] Result<QStringList> columnsOf(const QString &table); // none where there is no such table

    [[nodiscard]] const QString &path() const { return m_path; }
    [[nodiscard]] sqlite3 *handle() const { return m_handle.get(); }

    // Whether somebody began to write to it since it was opened as one that nobody has open: what was read
    // since is not to be trusted. rows() looks by itself, and opens it anew when it is asked the next time.
    [[nodiscard]] bool touched() const;
    [[nodiscard]] int timesTouched() const { return m_timesTouched; } // that rows() said so
    [[nodiscard]] Error touchedError() const;                         // kind locked

private:
    Reading(QString path, std::stop_token stop, std::chrono::milliseconds busyTimeout);
    [[nodiscard]] Result<void> reopen();
    [[nodiscard]] Result<void> ask(const QString &sql, const QVariantList &values,
                                   const std::function<bool(const ReadRow &)> &take);
    [[nodiscard]] Result<void> step(sqlite3_stmt *statement,
                                    const std::function<bool(const ReadRow &)> &take);

    QString m_path;
    std::stop_token m_stop;
    std::chrono::milliseconds m_busyTimeout;
    BusyHandler m_busy; // outlives the connection that calls it
    Handle m_handle;
    bool m_still = false; // opened as a file that nobody writes
    QDateTime m_changed;  // the file's, then
    int m_timesTouched = 0;
};

// A whole question of one statement or several. Where somebody began to write meanwhile, it is asked once
// more, on a connection that knows: so `ask` has to begin anew whenever it is called, and keep nothing that
// it gathered before. It gives a Result.
template <typename Ask>
[[nodiscard]] auto askedAgainIfTouched(const Reading &reading, Ask &&ask) -> decltype(ask())
{
    const int before = reading.timesTouched();
    auto answer = ask();
    if (!answer && !answer.error().isCancelled() && reading.timesTouched() != before)
        return ask();
    return answer;
}

// The same of a database that is opened for it and let go. `ask` is handed the Reading. Errors: as
// Reading::open() and rows().
template <typename Ask>
[[nodiscard]] auto askOf(const QString &path, const std::stop_token &stop, Ask &&ask,
                         std::chrono::milliseconds busyTimeout = Reading::patience)
    -> decltype(ask(std::declval<Reading &>()))
{
    const Result<std::unique_ptr<Reading>> reading = Reading::open(path, stop, busyTimeout);
    if (!reading)
        return reading.error();
    return askedAgainIfTouched(**reading, [&] { return ask(**reading); });
}

} // namespace lockkeeper::store
