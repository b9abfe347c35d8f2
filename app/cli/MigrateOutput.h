// What `migrate` tells of one database.
#pragma once

#include "cli/Arguments.h"
#include "cli/JsonText.h"
#include "migration/Migration.h"

namespace lockkeeper::cli {

// What it is at, for a progress line.
[[nodiscard]] QString migrationText(const migration::MigrationProgress &progress);

// Lines for people; what failed goes to standard error.
void tellPlan(const migration::MigrationPlan &plan, const Arguments &arguments);
void tellMigration(const QString &community, const Result<migration::MigrationReport> &report,
                   const Arguments &arguments);

// {"community","database","from","to","needed","bytes","users":[…],"findings":[{"check","outcome","text",
// "hint"}, …]}
[[nodiscard]] JsonText planObject(const migration::MigrationPlan &plan);
// {"community","database","from","to","state":"switched"|"unchanged","backup","removed":[…],"bytes","seconds",
// "rows":{…}}, or {"community","database","state":"failed"|"cancelled","error":{…}}
[[nodiscard]] JsonText migrationObject(const QString &community, const QString &database,
                                       const Result<migration::MigrationReport> &report);

} // namespace lockkeeper::cli
