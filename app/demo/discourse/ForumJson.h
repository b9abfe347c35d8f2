// A forum's topics and posts as Discourse's JSON has them.
#pragma once

#include "demo/HttpServer.h"
#include "demo/discourse/ForumTopic.h"

#include <QJsonObject>

namespace lockkeeper::demo {

[[nodiscard]] HttpAnswer forumAnswer(const QJsonObject &object);
[[nodiscard]] HttpAnswer forumRefusal(int status);

[[nodiscard]] QJsonObject listedJson(const ForumTopic &topic); // of a listing
[[nodiscard]] QJsonObject postJson(const ForumTopic &topic, const ForumPost &post);
// Of /posts.json, which has posts of all topics.
[[nodiscard]] QJsonObject feedJson(const ForumTopic &topic, const ForumPost &post);
// With twenty posts, from the one with the index `first` on.
[[nodiscard]] QJsonObject topicJson(const ForumTopic &topic, qsizetype first);

} // namespace lockkeeper::demo
