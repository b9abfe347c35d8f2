#include "sources/discourse/TopicReader.h"

#include "base/Text.h"
#include "base/Time.h"
#include "text/html/HtmlToMarkdown.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace lockkeeper::sources::discourse {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::sources::discourse)
};

constexpr qsizetype postLimit = 5000;  // characters; KNOWLEDGE_DB, "Size limits on text"
constexpr qsizetype titleLimit = 1024; // Discourse allows 255
constexpr int like = 2;                // PostActionType
constexpr int moderatorPost = 2;       // Post.types: 1 regular, 2 by a moderator; what follows are notes

constexpr QLatin1StringView movedPosts("split_topic"); // a note's action_code

// As Discourse gave it where it is in UTC; old versions sent other zones. Null where it is no time.
QString utcTime(const QJsonValue &value)
{
    const QString text = value.toString();
    const QDateTime time = fromIso(text);
    if (!time.isValid())
        return {};
    return text.endsWith(u'Z') ? text : toIsoUtc(time);
}

// Newer versions send objects, older ones names.
QString tagsOf(const QJsonArray &tags)
{
    QJsonArray names;
    for (const QJsonValue tag : tags) {
        const QString name =
            cleaned(tag.isObject() ? tag.toObject().value("name"_L1).toString() : tag.toString());
        if (!name.isEmpty())
            names.append(name);
    }
    return QString::fromUtf8(QJsonDocument(names).toJson(QJsonDocument::Compact));
}

qint64 likesOf(const QJsonObject &post)
{
    for (const QJsonValue action : post.value("actions_summary"_L1).toArray()) {
        if (action.toObject().value("id"_L1).toInt() == like)
            return action.toObject().value("count"_L1).toInteger();
    }
    return 0;
}

// An address of the form {forum}/t/{slug}/{id}, as the forum itself shows it.
QString addressOf(const QString &forumUrl, const QString &slug, qint64 id)
{
    const QString name = QString::fromLatin1(QUrl::toPercentEncoding(slug));
    return forumUrl + "/t/"_L1 + (name.isEmpty() ? QString() : name + u'/') + QString::number(id);
}
} // namespace

store::DiscourseTopic readHead(const QJsonObject &topic, qint64 id, const QString &forumUrl)
{
    store::DiscourseTopic row;
    row.forumUrl = forumUrl;
    row.topicId = id;
    row.title = cutTo(cleaned(topic.value("title"_L1).toString()), titleLimit);
    row.tags = tagsOf(topic.value("tags"_L1).toArray());
    row.replyCount = topic.value("reply_count"_L1).toInteger();
    row.likeCount = topic.value("like_count"_L1).toInteger();
    row.views = topic.value("views"_L1).toInteger();
    row.url = addressOf(forumUrl, cleaned(topic.value("slug"_L1).toString()), id);
    row.createdAt = utcTime(topic.value("created_at"_L1));
    row.lastPostedAt = utcTime(topic.value("last_posted_at"_L1));
    return row;
}

std::optional<Post> readPost(const QJsonObject &post)
{
    const qint64 number = post.value("post_number"_L1).toInteger();
    const bool written = post.value("post_type"_L1).toInt(1) <= moderatorPost;
    if (number <= 0 || !written || !post.value("cooked"_L1).isString())
        return {};
    return Post{.number = number,
                .cooked = post.value("cooked"_L1).toString(),
                .likes = likesOf(post),
                .accepted = post.value("accepted_answer"_L1).toBool()};
}

std::vector<Post> readPosts(const QJsonObject &topic)
{
    std::vector<Post> posts;
    const QJsonArray array = topic.value("post_stream"_L1).toObject().value("posts"_L1).toArray();
    for (const QJsonValue value : array) {
        if (std::optional<Post> post = readPost(value.toObject()))
            posts.push_back(*std::move(post));
    }
    std::stable_sort(posts.begin(), posts.end(),
                     [](const Post &a, const Post &b) { return a.number < b.number; });
    return posts;
}

bool isMergedAway(const QJsonObject &topic, qint64 id)
{
    const qint64 answered = topic.value("id"_L1).toInteger();
    if (answered != id)
        return answered > 0 && !topic.value("title"_L1).toString().isEmpty() && !readPosts(topic).empty();
    const QJsonObject stream = topic.value("post_stream"_L1).toObject();
    const QJsonArray posts = stream.value("posts"_L1).toArray();
    if (stream.value("stream"_L1).toArray().size() > posts.size()) // what is left may come later
        return false;
    const auto isNote = [](const QJsonValue &post) {
        return post.toObject().value("post_type"_L1).toInt() > moderatorPost;
    };
    return std::all_of(posts.begin(), posts.end(), isNote) &&
           std::any_of(posts.begin(), posts.end(), [](const QJsonValue &post) {
               return post.toObject().value("action_code"_L1).toString() == movedPosts;
           });
}

std::optional<Topic> readTopic(const QJsonObject &object, qint64 id, const QUrl &forum, QString &reason)
{
    Topic topic;
    topic.row = readHead(object, id, forum.toString(QUrl::FullyEncoded));
    store::DiscourseTopic &row = topic.row;
    const QJsonObject stream = object.value("post_stream"_L1).toObject();
    topic.categoryId = object.value("category_id"_L1).toInteger();
    topic.posts = readPosts(object);
    topic.acceptedPost = object.value("accepted_answer"_L1).toObject().value("post_number"_L1).toInteger();
    topic.hasMorePosts =
        stream.value("stream"_L1).toArray().size() > stream.value("posts"_L1).toArray().size();
    topic.likes = row.likeCount;
    topic.unlisted = !object.value("visible"_L1).toBool(true);

    const qint64 answered = object.value("id"_L1).toInteger();
    if (answered != id) {
        reason = Tr::tr("topic %1 answers as topic %2, and that cannot be read").arg(id).arg(answered);
    } else if (row.title.trimmed().isEmpty()) {
        reason = Tr::tr("topic %1 has no title").arg(id);
    } else if (row.createdAt.isEmpty()) {
        reason = Tr::tr("topic %1 has no valid time of creation").arg(id);
    } else if (topic.posts.empty()) {
        reason = Tr::tr("topic %1 has no post that can be read").arg(id);
    } else {
        row.firstPost = storedPost(topic.posts.front().cooked, forum);
        return topic;
    }
    return {};
}

QString storedPost(const QString &cooked, const QUrl &forum)
{
    const QString markdown = cutTo(text::htmlToMarkdown(cooked, forum), postLimit);
    return markdown.isEmpty() ? QString() : markdown;
}

} // namespace lockkeeper::sources::discourse
