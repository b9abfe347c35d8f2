// What happens in a demo repository: its first two years, and what comes in every time some days pass.
// Always the same for the same repository and the same times.
#pragma once

#include "demo/GithubSite.h"

#include <QString>

#include <vector>

namespace lockkeeper::demo {

struct DemoRepository
{
    QString fullName = {};
    int items = 0; // at the beginning
    int pullRequestPercent = 35;
    bool swept = false;     // a robot touched its old, closed items all in the same second
    QString renamedTo = {}; // empty: has its name still
};

// Nothing is newer than `began` (epoch seconds), and the newest is hours old.
[[nodiscard]] std::vector<GithubItem> firstItems(const DemoRepository &repository, qint64 began);

// The `step`-th time that days pass: new items, edits, closed ones and such with nothing but a comment, at
// times later than `from` and no later than `to` (at `to`, where no second lies between).
void passDays(GithubSite &site, const DemoRepository &repository, int step, qint64 from, qint64 to);

} // namespace lockkeeper::demo
