// SQL that somebody typed, run on one community's database, which can only be read (store::Console). Several
// statements are run one after the other; each has its result. Blocking: not for the window's thread.
#pragma once

#include "base/Error.h"
#include "inspect/ContentTable.h"

#include <QList>
#include <QString>
#include <QStringList>
#include <QVariant>

#include <chrono>
#include <optional>
#include <stop_token>

namespace lockkeeper::inspect {

inline constexpr int mostStatements = 50;

// A statement that runs keeps a snapshot, so the longest time is below the patience of those who write.
struct ConsoleLimits
{
    int rows = 10'000;                      // of a result
    qint64 bytes = 64 << 20;                // of all results together, in memory
    std::chrono::milliseconds time{10'000}; // for all of it
};
// Where there is a rollback journal, a statement that reads keeps every commit out. The assistant's sqlite3,
// Python's, waits five seconds.
inline constexpr std::chrono::milliseconds besideJournalTime{4'000};
inline constexpr int consoleRowChoices[] = {100, 1'000, 10'000, 20'000};
inline constexpr std::chrono::seconds consoleTimeChoices[] = {
    std::chrono::seconds{1}, std::chrono::seconds{5}, std::chrono::seconds{10}, std::chrono::seconds{20}};

struct ConsoleQuestion
{
    Place place;
    QString sql;
    ConsoleLimits limits = {};
};

enum class ConsoleCut { None, Rows, Bytes, Time, Stopped };

// Positions are of the text as a QString.
struct ConsoleResult
{
    qsizetype begin = 0;
    qsizetype end = 0;
    QStringList columns;
    // For each of them the content table whose row id its values are, for certain; empty: of none.
    QStringList itemTables = {};
    QList<QList<QVariant>> rows =
        {}; // by what is stored: invalid for NULL, qint64, double, QString, QByteArray
    ConsoleCut cut = ConsoleCut::None; // why rows may be missing
    double seconds = 0;
};

struct ConsoleAnswer
{
    QList<ConsoleResult> results; // of the statements that were run, until one went wrong
    ConsoleLimits limits;         // as they were kept: with a rollback journal there is less time
    double seconds = 0;
    ConsoleCut cut = ConsoleCut::None; // Time or Stopped: that is where it ended
    std::optional<Error> error;        // config: SQLite does not understand it; read_only: it is refused
    qsizetype errorAt = -1;            // -1: not to be told
};

// A time that is over and a stop are no errors: what was read by then is there, and `cut` says so.
[[nodiscard]] ConsoleAnswer runConsole(const ConsoleQuestion &question, const std::stop_token &stop = {});

} // namespace lockkeeper::inspect
