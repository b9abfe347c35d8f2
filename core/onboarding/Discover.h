// Looks at what was pasted: one page of a site, or an owner's repositories. On a worker's thread.
#pragma once

#include "onboarding/Discovery.h"

namespace lockkeeper::onboarding {

class Asker;

[[nodiscard]] Discovery discover(Asker &asker, const QString &pasted);

// An owner's repositories into `discovery`; false where they could not be asked for, and why is in it.
bool discoverOwner(Asker &asker, Discovery &discovery, const QString &owner);

// What a page is or links to into `discovery`. `ownersHost`: where repositories are seen on the web.
void discoverOnPage(Discovery &discovery, const QString &html, const QUrl &page, const QString &ownersHost);

} // namespace lockkeeper::onboarding
