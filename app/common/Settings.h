// What the programs run with: an option beats the environment, the environment beats the settings file, that
// beats the default.
#pragma once

#include "base/Result.h"
#include "http/Endpoints.h"

#include <QCommandLineOption>
#include <QList>
#include <QString>
#include <QStringList>

#include <chrono>
#include <memory>

class QCommandLineParser;
class QSettings;

namespace lockkeeper::app {

// Keys of the settings file, all optional; the environment's variable that beats each in brackets:
//   dataDir (DATA_DIR), communitiesDir (LOCKKEEPER_COMMUNITIES), contact (an e-mail address or a URL for the
//   User-Agent), jobs (1 … 64), timeoutSeconds (fractions allowed), busyTimeoutMs, endpoints/NAME (a URL),
//   paces/NAME (requests a second).
namespace settings_key {
inline constexpr auto DataDir = "dataDir";
inline constexpr auto CommunitiesDir = "communitiesDir";
inline constexpr auto Contact = "contact";
inline constexpr auto Jobs = "jobs";
inline constexpr auto TimeoutSeconds = "timeoutSeconds";
inline constexpr auto BusyTimeoutMs = "busyTimeoutMs";
inline constexpr auto Endpoints = "endpoints";
inline constexpr auto Paces = "paces";
} // namespace settings_key

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
    bool demo = false;
};

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

// Errors (kind config): a value is wrong; the text names the option, the variable or the key it came from.
// `file` is the settings file, for tests another than the user's. With --demo the environment's and the
// file's folders, endpoints and paces are left aside, so that a demo never writes among real data.
[[nodiscard]] Result<Settings> readSettings(const QCommandLineParser &parser, const QSettings &file);

} // namespace lockkeeper::app
