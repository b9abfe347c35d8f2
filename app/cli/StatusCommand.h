// `status`: what each community's database says of itself, without changing it.
#pragma once

#include "cli/Arguments.h"
#include "cli/JsonText.h"
#include "store/DatabaseStatus.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <memory>
#include <optional>

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
    std::optional<Error> error; // the file is there but could not be read
};

// The configured communities, and those of which there is nothing but a database; nothing read of one yet.
[[nodiscard]] Result<QList<CommunityStatus>> findCommunities(const app::Settings &settings);
// Only those asked for; `ids` empty: all. The refusal of an id that is not among them.
[[nodiscard]] std::optional<WrongUse> keepOnly(const QStringList &ids, QList<CommunityStatus> &list);
// Those that have a database, whose path is filled in. The refusal of one asked for that has none, and of
// none at all.
[[nodiscard]] std::optional<WrongUse> keepExisting(const QStringList &ids, const app::Settings &settings,
                                                   QList<CommunityStatus> &list);
// With settings.demo, started, and its folders put into the settings; null otherwise.
[[nodiscard]] Result<std::unique_ptr<demo::Demo>> startDemo(app::Settings &settings);

[[nodiscard]] QStringList statusText(const CommunityStatus &status);
[[nodiscard]] JsonText statusObject(const CommunityStatus &status);

// Returns the exit code: 1 where a database could not be read.
[[nodiscard]] int runStatus(const Arguments &arguments);

} // namespace lockkeeper::cli
