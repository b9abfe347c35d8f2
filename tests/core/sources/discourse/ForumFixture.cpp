#include "ForumFixture.h"

#include "sources/discourse/DiscourseSource.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <tuple>

using namespace Qt::StringLiterals;

namespace lockkeeper::tests {

namespace {
constexpr qsizetype perPage = 30;
constexpr qsizetype postsAtOnce = 20;

QString iso(qint64 seconds)
{
    return QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC).toString(u"yyyy-MM-dd'T'HH:mm:ss.000'Z'"_s);
}

int likesOf(const ForumTopic &topic)
{
    int likes = 0;
    for (const ForumPost &post : topic.posts)
        likes += post.likes;
    return likes;
}

QJsonObject common(const ForumTopic &topic)
{
    return {{u"id"_s, topic.id},
            {u"title"_s, topic.title},
            {u"slug"_s, topic.slug},
            {u"reply_count"_s, topic.posts.size() - 1},
            {u"like_count"_s, likesOf(topic)},
            {u"views"_s, topic.views},
            {u"created_at"_s, iso(1'600'000'000 + topic.id)},
            {u"last_posted_at"_s, iso(topic.bumped)},
            {u"tags"_s, QJsonArray::fromStringList(topic.tags)},
            {u"category_id"_s, topic.category > 0 ? QJsonValue(topic.category) : QJsonValue()}};
}

demo::HttpAnswer answer(const QJsonObject &object)
{
    return ForumFixture::json(QJsonDocument(object).toJson(QJsonDocument::Compact));
}
} // namespace

demo::HttpAnswer ForumFixture::json(const QByteArray &body, int status)
{
    demo::HttpAnswer result{.status = status, .headers = {}, .body = body};
    result.set("Content-Type", "application/json; charset=utf-8");
    return result;
}

ForumFixture::ForumFixture(const QString &folder)
    : m_folder(folder)
    , m_job([this](const demo::HttpRequest &request) { return handle(request); })
{
    m_forum.url = m_job.server().url();
    m_forum.url.setPath(folder);
}

void ForumFixture::put(const ForumTopic &topic)
{
    const std::scoped_lock lock(m_mutex);
    m_topics.insert(topic.id, topic);
}

void ForumFixture::fill(int topics, qint64 firstBump)
{
    for (int i = 1; i <= topics; ++i) {
        ForumTopic topic;
        topic.id = i;
        topic.title = u"Topic %1"_s.arg(i);
        topic.bumped = firstBump + i;
        put(topic);
    }
}

void ForumFixture::change(qint64 id, const std::function<void(ForumTopic &)> &edit)
{
    const std::scoped_lock lock(m_mutex);
    edit(m_topics[id]);
}

void ForumFixture::remove(qint64 id)
{
    const std::scoped_lock lock(m_mutex);
    m_topics.remove(id);
}

void ForumFixture::intercept(Interceptor interceptor)
{
    const std::scoped_lock lock(m_mutex);
    m_interceptor = std::move(interceptor);
}

SyncOutcome ForumFixture::sync(bool full, std::optional<qint64> limit, std::stop_token stop)
{
    community::Community community;
    community.forums = {m_forum};
    return m_job.run(sources::discourse::source().remotes(community).first(), full, limit, std::move(stop));
}

QStringList ForumFixture::storedIds()
{
    return rows(u"SELECT topic_id FROM discourse_topics ORDER BY topic_id"_s);
}

QStringList ForumFixture::asked()
{
    QStringList result;
    for (const demo::HttpRequest &request : server().requests())
        result.append(request.url.path() + (request.url.hasQuery() ? u'?' + request.url.query() : QString()));
    server().clearRequests();
    return result;
}

demo::HttpAnswer ForumFixture::handle(const demo::HttpRequest &request)
{
    Interceptor interceptor;
    {
        const std::scoped_lock lock(m_mutex);
        interceptor = m_interceptor;
    }
    if (interceptor) { // outside the lock: it may change topics
        if (const std::optional<demo::HttpAnswer> special = interceptor(request))
            return *special;
    }
    const std::scoped_lock lock(m_mutex);
    QString path = request.url.path();
    if (!path.startsWith(m_folder + u'/') || !path.endsWith(".json"_L1))
        return json(R"({"errors":["not found"]})", 404);
    path = path.mid(m_folder.size()).chopped(5);
    const QStringList parts = path.split(u'/', Qt::SkipEmptyParts);
    if (path == "/site"_L1)
        return json(R"({"categories":[{"id":4,"name":"Help"},{"id":5,"name":"Ideas & plans"}]})");
    if (parts.value(0) == "t"_L1)
        return topic(request, parts);
    QList<ForumTopic> listed;
    for (const ForumTopic &one : std::as_const(m_topics)) {
        const bool fits = path == "/latest"_L1 ||
                          (parts.value(0) == "c"_L1 && one.category == parts.value(2).toInt()) ||
                          (parts.value(0) == "tag"_L1 && one.tags.contains(parts.value(1)));
        if (fits)
            listed.append(one);
    }
    if (path != "/latest"_L1 && listed.isEmpty())
        return json(R"({"errors":["not found"]})", 404);
    return listing(request, listed);
}

demo::HttpAnswer ForumFixture::listing(const demo::HttpRequest &request,
                                       const QList<ForumTopic> &topics) const
{
    QList<ForumTopic> sorted = topics;
    std::sort(sorted.begin(), sorted.end(), [](const ForumTopic &a, const ForumTopic &b) {
        return std::tuple(a.pinned, a.bumped, a.id) > std::tuple(b.pinned, b.bumped, b.id);
    });
    const qsizetype first = request.query("page").toLongLong() * perPage;
    QJsonArray page;
    for (qsizetype i = first; i < std::min(first + perPage, sorted.size()); ++i) {
        const ForumTopic &one = sorted.at(i);
        QJsonObject object = common(one);
        object.insert(u"bumped_at"_s, iso(one.bumped));
        object.insert(u"pinned"_s, one.pinned);
        object.insert(u"has_accepted_answer"_s, one.solved);
        page.append(object);
    }
    QJsonObject list{{u"per_page"_s, perPage}, {u"topics"_s, page}};
    if (first + perPage < sorted.size())
        list.insert(u"more_topics_url"_s, u"/latest?page=%1"_s.arg(first / perPage + 1));
    return answer({{u"topic_list"_s, list}});
}

demo::HttpAnswer ForumFixture::topic(const demo::HttpRequest &request, const QStringList &path) const
{
    const auto found = m_topics.constFind(path.value(1).toLongLong());
    if (found == m_topics.cend())
        return json(R"({"errors":["not found"]})", 404);
    if (found->status != 200)
        return json(R"({"errors":["no"]})", found->status);
    qsizetype first = std::max<qsizetype>(0, request.query("page").toLongLong() - 1) * postsAtOnce;
    if (path.size() > 2) // the posts around one
        first = std::max<qsizetype>(0, path.at(2).toLongLong() - 5);
    if (first >= found->posts.size())
        return json(R"({"errors":["not found"]})", 404);
    QJsonArray posts;
    QJsonArray stream;
    for (qsizetype i = 0; i < found->posts.size(); ++i) {
        stream.append(found->id * 1000 + i);
        if (i < first || i >= first + postsAtOnce)
            continue;
        const ForumPost &post = found->posts.at(i);
        QJsonArray actions;
        if (post.likes > 0)
            actions.append(QJsonObject{{u"id"_s, 2}, {u"count"_s, post.likes}});
        posts.append(QJsonObject{{u"id"_s, found->id * 1000 + i},
                                 {u"post_number"_s, i + 1},
                                 {u"post_type"_s, 1},
                                 {u"cooked"_s, post.cooked},
                                 {u"actions_summary"_s, actions},
                                 {u"accepted_answer"_s, post.accepted}});
    }
    QJsonObject object = common(*found);
    object.insert(u"views"_s, found->views + 1); // a listing is a little behind
    object.insert(u"post_stream"_s, QJsonObject{{u"posts"_s, posts}, {u"stream"_s, stream}});
    if (found->acceptedPost > 0)
        object.insert(u"accepted_answer"_s, QJsonObject{{u"post_number"_s, found->acceptedPost}});
    return answer(object);
}

} // namespace lockkeeper::tests
