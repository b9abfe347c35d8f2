// Whether a database can be switched to another journal mode, before anything is touched. Blocking: reads
// only.
#pragma once

#include "backup/Retention.h"
#include "base/Result.h"
#include "store/locks/Neighbours.h"

#include <QList>
#include <QString>

#include <chrono>
#include <optional>
#include <vector>

namespace lockkeeper::migration {

enum class Mode { Wal, Delete };
[[nodiscard]] QLatin1StringView modeName(Mode mode); // "wal", "delete", as SQLite calls them

struct MigrationOptions
{
    QString community;
    QString database; // its path; may be a link to another place
    Mode to = Mode::Wal;
    QString backupFolder; // empty: no backup is made
    std::chrono::milliseconds busyTimeout{30'000};
    backup::Retention retention = {}; // of the backups there
    QString damage = {}; // what the newest check found damaged, in words, where it did: that is a refusal
};

struct Finding
{
    enum class Check {
        Database,
        LastCheck,
        Writable,
        Folder,
        FileSystem,
        Room,
        OthersHaveItOpen,
        RunningSync, // of another Lockkeeper
    };
    enum class Outcome { Passed, Notice, Refused };

    Check check = Check::Database;
    Outcome outcome = Outcome::Passed;
    ErrorKind kind = ErrorKind::Config; // of a refusal
    QString text;                       // a sentence
    QString hint;                       // what to do; of a refusal
};

struct MigrationPlan
{
    QString community;
    QString database;
    QString from; // the journal mode; empty where it could not be read
    Mode to = Mode::Wal;
    bool needed = false; // it is not in that mode yet
    qint64 bytes = 0;    // of the database and its -wal
    QString backupFolder;
    std::vector<store::Process> users; // the other processes that have it open, as far as the system tells
    QList<Finding> findings;           // in the order of Finding::Check

    // Why it cannot be done; the first reason.
    [[nodiscard]] std::optional<Error> refusal() const;
};

[[nodiscard]] MigrationPlan preflight(const MigrationOptions &options);

} // namespace lockkeeper::migration
