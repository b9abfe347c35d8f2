// The demo's made-up communities: their ids, their configurations, their words.
#pragma once

#include "base/Result.h"
#include "demo/content/Phrasebook.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <memory>

namespace lockkeeper::demo {

[[nodiscard]] QStringList ownCommunities(); // ids

// A file of resources/demo; empty: no such file.
[[nodiscard]] QByteArray resource(const QString &name);

// What they talk about, and how: the common words and the community's own. resources/demo/*.txt
[[nodiscard]] std::shared_ptr<const Phrasebook> phrasebook(const QString &community);

// <folder>/<id>/config.yaml for each that is not there yet: what a maintainer changed stays.
// Errors: disk_full, read_only.
[[nodiscard]] Result<void> writeConfigurations(const QString &folder);

} // namespace lockkeeper::demo
