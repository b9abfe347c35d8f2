// A repository made of numbers: as many items as a test or benchmark wants, with times it can foretell.
#pragma once

#include "demo/github/Item.h"

#include <QString>

#include <vector>

namespace lockkeeper::demo {

struct GeneratedRepository
{
    QString fullName;
    int items = 0;
    qint64 firstUpdate = 1'700'000'000; // updated_at of the item that was quiet longest, epoch seconds
    qint64 secondsBetween = 60;         // from one updated_at to the next
    int sameTime = 1;                   // so many neighbours share an updated_at
    int bodyCharacters = 400;           // about
    int pullRequestPercent = 30;
    int closedPercent = 60;
};

// The order of the updates is not that of the numbers. Created long before the first update, in the order of
// numbers.
[[nodiscard]] std::vector<GithubItem> generatedItems(const GeneratedRepository &wanted);
[[nodiscard]] ProseWriter generatedProse(const GeneratedRepository &wanted);

} // namespace lockkeeper::demo
