// `status`: what each community's database says of itself, without changing it.
#pragma once

#include "cli/Arguments.h"
#include "cli/JsonText.h"
#include "store/DatabaseStatus.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace lockkeeper::cli {

struct CommunityStatus
{
    QString id;
    bool configured = false; // there is a config.yaml of that id
    QStringList problems;    // of a broken configuration
    store::DatabaseStatus database;
    std::optional<Error> error; // the file is there but could not be read
};

[[nodiscard]] QStringList statusText(const CommunityStatus &status);
[[nodiscard]] JsonText statusObject(const CommunityStatus &status);

// Returns the exit code: 1 where a database could not be read.
[[nodiscard]] int runStatus(const Arguments &arguments);

} // namespace lockkeeper::cli
