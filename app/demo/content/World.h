// The demo's three made-up communities: what they are called, what their GitHub holds, how their
// configurations read.
#pragma once

#include "base/Result.h"
#include "demo/GithubSite.h"
#include "demo/content/Calendar.h"
#include "demo/content/History.h"

#include <QList>
#include <QString>

namespace lockkeeper::demo {

struct DemoCommunity
{
    QString id;
    QList<DemoRepository> repositories; // under the names the configuration has
};

[[nodiscard]] QList<DemoCommunity> demoCommunities();

// Fills an empty site with the communities' repositories as they were at the calendar's last time.
void populate(GithubSite &site, const Calendar &calendar);

// The calendar's last step happens in every repository.
void passDaysEverywhere(GithubSite &site, const Calendar &calendar);

// <folder>/<id>/config.yaml for each that is not there yet: what a maintainer changed stays.
// Errors: disk_full, read_only.
[[nodiscard]] Result<void> writeConfigurations(const QString &folder);

} // namespace lockkeeper::demo
