// What Discourse says of itself in /site.json, /about.json and /tags.json. Pure; any thread. Members that are
// missing or of another type are left out, as are categories that a configuration cannot name.
// https://docs.discourse.org/#tag/Site
#pragma once

#include "onboarding/Findings.h"

#include <QJsonObject>

#include <optional>

namespace lockkeeper::onboarding {

// Nothing where this is not a Discourse's /site.json. Topics of subcategories count to their category, too:
// its listing has them.
[[nodiscard]] std::optional<QList<ForumCategory>> readCategories(const QJsonObject &site);

// The most used tags as the site tells them; nothing where it does not.
[[nodiscard]] std::optional<QList<ForumTag>> readTopTags(const QJsonObject &site);

// /tags.json, groups of tags and those of categories, too; the most used first.
[[nodiscard]] QList<ForumTag> readTags(const QJsonObject &tags);

// Title, description and figures out of /about.json.
void readAbout(const QJsonObject &about, ForumFinding &finding);

} // namespace lockkeeper::onboarding
