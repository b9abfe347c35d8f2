// beps.yml of bids-standard/bids-website: a list of proposals with number, title, leads and links. Pure; any
// thread.
#pragma once

#include "store/Rows.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace lockkeeper::sources::beps {

struct BepEntry
{
    store::BepItem row; // all but status and content, which its pull request tells
    bool asks = false;  // row.pullRequestNumber is one of bids-standard/bids-specification
};

struct BepList
{
    std::vector<BepEntry> entries; // by number, each once
    std::vector<store::SkippedItem> malformed;
    bool numbersKnown = true; // else a malformed entry may be one that is stored
    QString problem;          // why it is no such list at all; then the rest is empty
};

// Sets the row's pull request's number by its address; whether it is one of bids-standard/bids-specification.
[[nodiscard]] bool asksAbout(store::BepItem &row);

[[nodiscard]] BepList readBepList(const QByteArray &yaml);

} // namespace lockkeeper::sources::beps
