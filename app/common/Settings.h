// What the programs run with: an option beats the environment, the environment beats the settings file, that
// beats the default.
#pragma once

#include "backup/Retention.h"
#include "base/Result.h"
#include "http/Credentials.h"
#include "http/Endpoints.h"
#include "http/Proxy.h"
#include "settings/Kept.h"

#include <QCommandLineOption>
#include <QList>
#include <QString>
#include <QStringList>

#include <chrono>
#include <memory>

class QCommandLineParser;
class QSettings;

namespace lockkeeper::app {

inline constexpr int MaxJobs = 64;

struct Settings
{
    QString dataDir; // <dataDir>/knowledge/<id>.db; empty only for a demo that shall make a temporary one
    QString communitiesDir;         // <communitiesDir>/<id>/config.yaml
    bool communitiesChosen = false; // by option, environment or settings file; else it is the default place
    http::Endpoints endpoints;
    std::chrono::milliseconds timeout{30'000};
    std::chrono::milliseconds busyTimeout{30'000};
    int jobs = 16; // they mostly wait for answers
    QString contact;
    http::Proxy proxy;    // its password is filled in by who reads the secrets
    QString backupFolder; // of the window's backups; empty: beside the databases
    backup::Retention retention;
    bool backupFirst = true; // before a database is switched to WAL or back
    bool demo = false;

    http::Credentials credentials; // the environment's; who reads the secrets adds those that are kept
    QStringList misnamed;          // endpoints whose address in the settings file is wrong: they get no token
    QStringList notices; // what is wrong in the settings file, a sentence each: there the defaults count
    settings::Overrides overrides; // what the options and the environment say
};

// Where backups are made and looked for, the setting's or the default place.
[[nodiscard]] QString backupFolderOf(const Settings &settings);
// The assistant's own: ~/.local/share/osa.
[[nodiscard]] QString defaultDataDir();

// Where the runs of a data directory are kept: ~/.local/share/lockkeeper/history.db for the assistant's own
// directory, DIR/lockkeeper/history.db for any other. So a demo, a test or a second set of databases never
// mixes its runs with those of real work, however the directory was chosen, and cron finds the window's.
// Empty for none.
[[nodiscard]] QString historyPath(const QString &dataDir);

// The user's settings file, one for both programs: ~/.config/lockkeeper/lockkeeper.ini on Linux. Reading
// makes no file.
[[nodiscard]] std::unique_ptr<QSettings> userSettings();

// The options both programs share: --data-dir, --communities, --endpoint, --pace, --timeout, --busy-timeout,
// --demo.
[[nodiscard]] QList<QCommandLineOption> sharedOptions();
void addSharedOptions(QCommandLineParser &parser);

// Errors (kind config): an option's or a variable's value is wrong; the text names which. What is wrong in
// `file`, the settings file (for tests another than the user's), is a notice, and its default counts. With
// --demo the environment's and the file's folders, endpoints and paces are left aside, so that a demo never
// writes among real data.
[[nodiscard]] Result<Settings> readSettings(const QCommandLineParser &parser, const QSettings &file);

// The same once more, after the file has changed: what the options and the environment said stays.
[[nodiscard]] Settings readSettingsAgain(const Settings &known, const QSettings &file);

} // namespace lockkeeper::app
