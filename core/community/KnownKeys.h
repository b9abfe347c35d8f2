// Which keys a configuration may have. A misspelt one (`gihub`) would otherwise be passed over in silence,
// and its source with it.
//
// The lists are those of the assistant's own model of the file (OSA, src/core/config/community.py, in which a
// key that is not in them is an error), checked against the configurations of real communities. What only the
// assistant reads is known here by its name and left alone: what stands below such a key is not looked at.
#pragma once

#include "community/Reader.h"

#include <QLatin1StringView>

#include <span>

namespace lockkeeper::community {

// What somebody may call a key who does not know its name, though the words are nothing alike.
struct OtherName
{
    QLatin1StringView wrong;
    QLatin1StringView right;
};

struct KnownKeys
{
    std::span<const QLatin1StringView> read;       // by Lockkeeper
    std::span<const QLatin1StringView> passedOver; // the assistant's own
    std::span<const OtherName> otherNames;
};

[[nodiscard]] const KnownKeys &topKeys();
[[nodiscard]] const KnownKeys &scheduleKeys(); // `sync`: kinds of source
[[nodiscard]] const KnownKeys &cronKeys();     // `sync.github` and its like
[[nodiscard]] const KnownKeys &githubKeys();
[[nodiscard]] const KnownKeys &citationKeys();
[[nodiscard]] const KnownKeys &forumKeys();
[[nodiscard]] const KnownKeys &categoryKeys();
[[nodiscard]] const KnownKeys &docstringKeys();
[[nodiscard]] const KnownKeys &docstringRepositoryKeys();
[[nodiscard]] const KnownKeys &mailingListKeys();

// A warning, at the key, for each that is in none of the lists, with the one that was probably meant.
void warnOfUnknownKeys(Reader &reader, const Fields &fields, const KnownKeys &known);

} // namespace lockkeeper::community
