// What the programs run with: an option beats the environment, the environment beats the settings file, that beats the default.
#pragma once

#include "base/Result.h"
#include "http/Endpoints.h"

#include <QString>
#include <QStringList>

#include <chrono>
#include <memory>

class QCommandLineParser;
class QSettings;

namespace lockkeeper::app {

struct Settings
{
    QString dataDir;        // <dataDir>/knowledge/<id>.db
    QString communitiesDir; // <communitiesDir>/<id>/config.yaml
    bool communitiesChosen = false; // by an option, the environment or the settings file; else it is the default place
    http::Endpoints endpoints;
    std::chrono::milliseconds timeout{30'000};
    std::chrono::milliseconds busyTimeout{30'000};
    int jobs = 8;
    QString contact;
    bool demo = false;
};

// Adds the options both programs share: --data-dir, --communities, --endpoint, --pace, --timeout, --busy-timeout, --demo.
void addSharedOptions(QCommandLineParser &parser);

// Errors (kind config): an option's value is wrong. `file` is the settings file, for tests another than the user's.
[[nodiscard]] Result<Settings> readSettings(const QCommandLineParser &parser, const QSettings &file);

} // namespace lockkeeper::app
