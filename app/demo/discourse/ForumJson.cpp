#include "demo/discourse/ForumJson.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <numeric>
#include <utility>
#include <vector>

namespace lockkeeper::demo {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype postsAtOnce = 20;
constexpr qint64 longAgo = 1'600'000'000;
constexpr int likeAction = 2; // PostActionType

QString iso(qint64 seconds)
{
    return QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC).toString(u"yyyy-MM-dd'T'HH:mm:ss.000'Z'"_s);
}

HttpAnswer json(const QJsonObject &object, int status)
{
    HttpAnswer answer{
        .status = status, .headers = {}, .body = QJsonDocument(object).toJson(QJsonDocument::Compact)};
    answer.set("Content-Type", "application/json; charset=utf-8");
    return answer;
}

qint64 createdAt(const ForumTopic &topic)
{
    return topic.created > 0 ? topic.created : longAgo + topic.id;
}

// What a listing and the topic itself both say.
QJsonObject common(const ForumTopic &topic)
{
    const int likes = std::accumulate(topic.posts.begin(), topic.posts.end(), 0,
                                      [](int sum, const ForumPost &post) { return sum + post.likes; });
    return {{u"id"_s, topic.id},
            {u"title"_s, topic.title},
            {u"fancy_title"_s, topic.title.toHtmlEscaped()},
            {u"slug"_s, topic.slug},
            {u"posts_count"_s, topic.posts.size()},
            {u"highest_post_number"_s, topic.posts.isEmpty() ? 0 : topic.posts.last().number},
            {u"reply_count"_s, topic.posts.size() - 1},
            {u"like_count"_s, likes},
            {u"views"_s, topic.views},
            {u"archetype"_s, u"regular"_s},
            {u"created_at"_s, iso(createdAt(topic))},
            {u"last_posted_at"_s, iso(topic.posts.isEmpty() ? topic.bumped : topic.posts.last().at)},
            {u"tags"_s, QJsonArray::fromStringList(topic.tags)},
            {u"category_id"_s, topic.category > 0 ? QJsonValue(topic.category) : QJsonValue()}};
}

} // namespace

HttpAnswer forumAnswer(const QJsonObject &object)
{
    return json(object, 200);
}

HttpAnswer forumRefusal(int status)
{
    const bool forbidden = status == 403;
    return json({{u"errors"_s, QJsonArray{forbidden ? u"You are not permitted to view this."_s
                                                    : u"The requested URL could not be found."_s}},
                 {u"error_type"_s, forbidden ? u"invalid_access"_s : u"not_found"_s}},
                status);
}

HttpAnswer forumPage(const QString &title, const QString &folder)
{
    const QString page = u"<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>%1</title>"
                         "<meta name=\"generator\" content=\"Discourse 3.3.0 - made up\">"
                         "<meta id=\"data-discourse-setup\" data-base-uri=\"%2\"></head>"
                         "<body><noscript>%1</noscript></body></html>\n"_s.arg(title.toHtmlEscaped(), folder);
    HttpAnswer answer{.status = 200, .headers = {}, .body = page.toUtf8()};
    answer.set("Content-Type", "text/html; charset=utf-8");
    return answer;
}

QJsonArray tagsJson(const QMap<QString, int> &counts)
{
    std::vector<std::pair<int, QString>> sorted;
    for (auto tag = counts.cbegin(); tag != counts.cend(); ++tag)
        sorted.emplace_back(-tag.value(), tag.key());
    std::ranges::sort(sorted);
    QJsonArray tags;
    for (const auto &[count, name] : sorted)
        tags.append(QJsonObject{{u"id"_s, name}, {u"text"_s, name}, {u"name"_s, name}, {u"count"_s, -count}});
    return tags;
}

QJsonObject listedJson(const ForumTopic &topic)
{
    QJsonObject object = common(topic);
    object.insert(u"bumped_at"_s, iso(topic.bumped));
    object.insert(u"pinned"_s, topic.pinned);
    object.insert(u"has_accepted_answer"_s, topic.solved);
    return object;
}

QJsonObject postJson(const ForumTopic &topic, const ForumPost &post)
{
    QJsonArray actions;
    if (post.likes > 0)
        actions.append(QJsonObject{{u"id"_s, likeAction}, {u"count"_s, post.likes}});
    return {{u"id"_s, post.id},
            {u"username"_s, post.author},
            {u"created_at"_s, iso(post.at)},
            {u"topic_id"_s, topic.id},
            {u"topic_slug"_s, topic.slug},
            {u"post_number"_s, post.number},
            {u"post_type"_s, post.type},
            {u"cooked"_s, post.cooked},
            {u"actions_summary"_s, actions},
            {u"accepted_answer"_s, post.accepted}};
}

QJsonObject feedJson(const ForumTopic &topic, const ForumPost &post)
{
    QJsonObject object = postJson(topic, post);
    object.insert(u"topic_title"_s, topic.title);
    object.insert(u"category_id"_s, topic.category);
    return object;
}

QJsonObject topicJson(const ForumTopic &topic, qsizetype first)
{
    QJsonArray posts;
    QJsonArray stream;
    for (qsizetype i = 0; i < topic.posts.size(); ++i) {
        stream.append(topic.posts.at(i).id);
        if (i >= first && i < first + postsAtOnce)
            posts.append(postJson(topic, topic.posts.at(i)));
    }
    QJsonObject object = common(topic);
    object.insert(u"visible"_s, !topic.unlisted);
    object.insert(u"views"_s, topic.views + 1); // a listing is a little behind
    object.insert(u"post_stream"_s, QJsonObject{{u"posts"_s, posts}, {u"stream"_s, stream}});
    if (topic.acceptedPost > 0)
        object.insert(u"accepted_answer"_s, QJsonObject{{u"post_number"_s, topic.acceptedPost}});
    return object;
}

} // namespace lockkeeper::demo
