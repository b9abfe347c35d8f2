// The communities a command is about. Blocking file access.
#pragma once

#include "cli/Arguments.h"
#include "community/Loader.h"

#include <QList>
#include <QStringList>

#include <optional>
#include <variant>

namespace lockkeeper::cli {

struct CommunityChoice
{
    QList<community::Community> healthy;
    QList<community::LoadedCommunity> broken; // of all; one that was asked for by its id is a refusal
};

// `ids` empty: all. Refused: a folder that isn't there or holds none, an unknown id, a broken one asked for.
[[nodiscard]] std::variant<CommunityChoice, WrongUse> chooseCommunities(const QString &communitiesDir,
                                                                        const QStringList &ids);

// The refusal of the first id that is not among the known ones, if there is one.
[[nodiscard]] std::optional<WrongUse> firstUnknown(const QStringList &ids, const QStringList &known);

// The problems of a community as lines for an editor, errors only.
[[nodiscard]] QStringList errorLines(const community::LoadedCommunity &loaded);

// "discourse (mne), papers (bids, mne)": what they configure and this version does not sync yet. Empty:
// nothing.
[[nodiscard]] QString notBuiltIn(const QList<community::Community> &communities);

} // namespace lockkeeper::cli
