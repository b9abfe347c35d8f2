// The databases a command is about. Blocking file access.
#pragma once

#include "cli/Arguments.h"
#include "store/DatabaseStatus.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <memory>
#include <optional>
#include <variant>

namespace lockkeeper::demo {
class Demo;
}

namespace lockkeeper::cli {

struct CommunityStatus
{
    QString id;
    bool configured = false; // there is a config.yaml of that id
    QStringList problems;    // of a broken configuration
    store::DatabaseStatus database;
    QStringList findings;       // sentences: what is wrong though the file may be read
    std::optional<Error> error; // the file is there but could not be read
};

struct DatabaseChoice
{
    app::Settings settings;                 // the demo's folders filled in
    std::shared_ptr<demo::Demo> demo;       // with settings.demo; its folders go with it
    QList<CommunityStatus> communities;     // nothing read of a database yet
    QList<CommunityStatus> withoutDatabase; // of chooseExisting(): configured, and nothing was synced yet
};

// The communities asked for, of those that are configured or have a database: all of them where no id is
// given. Otherwise the exit code, and why is told: SQLite, the demo, the folder, an unknown id.
// `unknownToo`: an id of which nothing is known is no refusal; it is not among the communities then.
[[nodiscard]] std::variant<DatabaseChoice, int> chooseDatabases(const Arguments &arguments,
                                                                bool unknownToo = false);

// The same for those of them that have a database, whose paths are filled in, the others apart. One that was
// asked for and has none is refused, and so is where there is none at all. Broken configurations are told.
[[nodiscard]] std::variant<DatabaseChoice, int> chooseExisting(const Arguments &arguments);

} // namespace lockkeeper::cli
