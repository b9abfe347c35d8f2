// What the command line asks for, checked in full before anything is touched.
#pragma once

#include "backup/Retention.h"
#include "cli/Commands.h"
#include "common/Settings.h"
#include "health/Rehearsal.h"
#include "inspect/search/Search.h"
#include "migration/Preflight.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <utility>
#include <variant>

class QSettings;

namespace lockkeeper::cli {

// What `health` is to do; one at a time.
enum class HealthWork { Look, DeepCheck, Rehearse, Optimize, Compact, RebuildIndex, Recover };

enum class Verbosity { Quiet, Normal, Verbose };

struct Arguments
{
    CommandId command = CommandId::Sync;
    app::Settings settings;
    QStringList communities; // ids, without repeats; empty: all
    QStringList kinds;       // built in, without repeats; empty: all
    bool full = false;
    std::optional<qint64> limit;
    QStringList paths;                                 // of `validate`
    bool online = false;                               // of `validate`
    int last = 30;                                     // runs, of `history`
    std::optional<std::pair<qint64, qint64>> compared; // two of them
    HealthWork healthWork = HealthWork::Look;
    health::RehearsalOptions rehearsal;         // of `health --rehearse`
    QString folder;                             // of `backup`
    bool compact = false;                       // of `backup`
    std::optional<backup::Retention> retention; // of `backup`; else nothing is removed
    migration::Mode migrateTo = migration::Mode::Wal;
    bool dryRun = false;            // of `migrate`
    bool backupFirst = true;        // of `migrate`
    QString file;                   // of `restore`, and where `health --recover` writes to
    QString searchText;             // of `search`
    inspect::SearchFilters filters; // of `search`
    QString table;                  // of `show`
    QStringList key;                // of `show`
    bool json = false;
    Verbosity verbosity = Verbosity::Normal;
};

// --help, --version: print it and be done.
struct Information
{
    QString text;
};

// Exit code 2.
struct WrongUse
{
    QString text; // a sentence
    QString hint; // may be empty
};

using ParsedArguments = std::variant<Arguments, Information, WrongUse>;

// `arguments` with the program's name first. Reads the environment, too; touches no other file than
// `settingsFile`.
[[nodiscard]] ParsedArguments parseArguments(const QStringList &arguments, const QSettings &settingsFile);

} // namespace lockkeeper::cli
