// A forum for `discourse`: that it is a Discourse, its categories and tags to pick from, how much is in it.
// Two requests, a third where the tags are not told with the site. On a worker's thread.
#pragma once

#include "community/Community.h"
#include "onboarding/Findings.h"

namespace lockkeeper::onboarding {

class Asker;

[[nodiscard]] ForumFinding checkForum(Asker &asker, const community::Forum &forum);

} // namespace lockkeeper::onboarding
