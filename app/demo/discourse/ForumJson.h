// A forum's topics and posts as Discourse's JSON has them.
#pragma once

#include "demo/HttpServer.h"
#include "demo/discourse/ForumTopic.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QMap>

namespace lockkeeper::demo {

[[nodiscard]] HttpAnswer forumAnswer(const QJsonObject &object);
[[nodiscard]] HttpAnswer forumRefusal(int status);

// The forum's first page, as far as it says what it is.
[[nodiscard]] HttpAnswer forumPage(const QString &title, const QString &folder);
// Of /tags.json: names with the number of their topics, the most used first.
[[nodiscard]] QJsonArray tagsJson(const QMap<QString, int> &counts);

[[nodiscard]] QJsonObject listedJson(const ForumTopic &topic); // of a listing
[[nodiscard]] QJsonObject postJson(const ForumTopic &topic, const ForumPost &post);
// Of /posts.json, which has posts of all topics.
[[nodiscard]] QJsonObject feedJson(const ForumTopic &topic, const ForumPost &post);
// With twenty posts, from the one with the index `first` on.
[[nodiscard]] QJsonObject topicJson(const ForumTopic &topic, qsizetype first);

} // namespace lockkeeper::demo
