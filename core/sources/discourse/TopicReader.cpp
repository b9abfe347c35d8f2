#include "sources/discourse/TopicReader.h"

#include "base/Text.h"
#include "base/Time.h"
#include "text/html/HtmlToMarkdown.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

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
    for (const QJsonValue &tag : tags) {
        const QString name =
            cleaned(tag.isObject() ? tag.toObject().value("name"_L1).toString() : tag.toString());
        if (!name.isEmpty())
            names.append(name);
    }
    return QString::fromUtf8(QJsonDocument(names).toJson(QJsonDocument::Compact));
}

qint64 likesOf(const QJsonObject &post)
{
    for (const QJsonValue &action : post.value("actions_summary"_L1).toArray()) {
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

std::vector<Post> readPosts(const QJsonObject &topic)
{
    std::vector<Post> posts;
    const QJsonArray array = topic.value("post_stream"_L1).toObject().value("posts"_L1).toArray();
    for (const QJsonValue &value : array) {
        const QJsonObject object = value.toObject();
        const Post post{.number = object.value("post_number"_L1).toInteger(),
                        .cooked = object.value("cooked"_L1).toString(),
                        .likes = likesOf(object),
                        .accepted = object.value("accepted_answer"_L1).toBool()};
        const bool written = object.value("post_type"_L1).toInt(1) <= moderatorPost;
        if (post.number > 0 && written && object.value("cooked"_L1).isString())
            posts.push_back(post);
    }
    std::stable_sort(posts.begin(), posts.end(),
                     [](const Post &a, const Post &b) { return a.number < b.number; });
    return posts;
}

std::optional<Topic> readTopic(const QJsonObject &object, qint64 id, const QUrl &forum, QString &reason)
{
    Topic topic;
    store::DiscourseTopic &row = topic.row;
    row.forumUrl = forum.toString(QUrl::FullyEncoded);
    row.topicId = id;
    row.title = cutTo(cleaned(object.value("title"_L1).toString()), titleLimit);
    row.tags = tagsOf(object.value("tags"_L1).toArray());
    row.replyCount = object.value("reply_count"_L1).toInteger();
    row.likeCount = object.value("like_count"_L1).toInteger();
    row.views = object.value("views"_L1).toInteger();
    row.url = addressOf(row.forumUrl, cleaned(object.value("slug"_L1).toString()), id);
    row.createdAt = utcTime(object.value("created_at"_L1));
    row.lastPostedAt = utcTime(object.value("last_posted_at"_L1));

    const QJsonObject stream = object.value("post_stream"_L1).toObject();
    topic.categoryId = object.value("category_id"_L1).toInteger();
    topic.posts = readPosts(object);
    topic.acceptedPost = object.value("accepted_answer"_L1).toObject().value("post_number"_L1).toInteger();
    topic.hasMorePosts =
        stream.value("stream"_L1).toArray().size() > stream.value("posts"_L1).toArray().size();
    topic.likes = row.likeCount;

    const qint64 answered = object.value("id"_L1).toInteger();
    if (answered != id) {
        reason = Tr::tr("topic %1 answers as topic %2: it was merged or moved").arg(id).arg(answered);
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
