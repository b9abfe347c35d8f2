#include "sources/discourse/PostFeed.h"

#include "base/Time.h"
#include "sources/discourse/ForumRequests.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::sources::discourse {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::sources::discourse)
};

constexpr qint64 idsAtLeast = 50; // up to `before`, that an answer tells of whatever the version
constexpr qint64 smallestStep = idsAtLeast - 1;
constexpr qint64 largestStep = 5000;
constexpr std::size_t fullAnswer = 40; // posts; with fewer, nothing can be told of how thick they lie

qint64 lowestId(const std::vector<FeedPost> &posts, qint64 otherwise)
{
    for (const FeedPost &post : posts)
        otherwise = std::min(otherwise, post.id);
    return otherwise;
}
} // namespace

Result<std::vector<FeedPost>> readFeed(const http::Response &response)
{
    const Result<QJsonObject> object = answerOf(response);
    if (!object)
        return object.error();
    const QJsonValue list = object->value("latest_posts"_L1);
    if (!list.isArray())
        return shapeError(response, Tr::tr("it has no list of posts"));
    std::vector<FeedPost> posts;
    for (const QJsonValue value : list.toArray()) {
        const QJsonObject one = value.toObject();
        std::optional<Post> post = readPost(one);
        const QDateTime created = fromIso(one.value("created_at"_L1).toString());
        const FeedPost read{.id = one.value("id"_L1).toInteger(),
                            .topicId = one.value("topic_id"_L1).toInteger(),
                            .createdAt = created.isValid() ? created.toMSecsSinceEpoch() : 0,
                            .post = post.value_or(Post())};
        if (post && read.id > 0 && read.topicId > 0)
            posts.push_back(read);
    }
    return posts;
}

PostFeed::PostFeed(const QUrl &forum, JobContext &context)
    : m_forum(forum)
    , m_context(context)
{
}

Result<void> PostFeed::open(qint64 id)
{
    m_through = id;
    m_newest = id;
    m_step = smallestStep;
    const Result<std::vector<FeedPost>> posts = ask(0);
    if (!posts)
        return posts.error();
    for (const FeedPost &post : *posts)
        m_newest = std::max(m_newest, post.id);
    measure(m_newest + 1, *posts);
    return {};
}

qint64 PostFeed::requestsLeft() const
{
    return (m_newest - m_through + m_step - 1) / m_step;
}

Result<std::vector<FeedPost>> PostFeed::next()
{
    const qint64 end = std::min(m_through + m_step, m_newest) + 1;
    std::vector<FeedPost> collected;
    // A longer step may hold more posts than one answer: then what is missing below is asked for.
    for (qint64 before = end; before > m_through + 1;) {
        const Result<std::vector<FeedPost>> posts = ask(before);
        if (!posts)
            return posts.error();
        for (const FeedPost &post : *posts) {
            if (post.id > m_through && post.id < before)
                collected.push_back(post);
        }
        if (before == end)
            measure(before, *posts);
        before = std::min(before - smallestStep, lowestId(*posts, before));
    }
    std::sort(collected.begin(), collected.end(),
              [](const FeedPost &a, const FeedPost &b) { return a.id < b.id; });
    m_through = end - 1;
    return collected;
}

Result<std::vector<FeedPost>> PostFeed::ask(qint64 before)
{
    QUrlQuery query;
    if (before > 0)
        query.addQueryItem(u"before"_s, QString::number(before));
    const Result<http::Response> response = m_context.fetch(requestFor(m_forum, u"/posts.json"_s, query));
    if (!response)
        return response.error();
    return readFeed(*response);
}

// Four fifths of what an answer reached back by: as a rule the next step then fits into one.
void PostFeed::measure(qint64 before, const std::vector<FeedPost> &posts)
{
    if (posts.size() >= fullAnswer)
        m_step = std::clamp((before - lowestId(posts, before)) * 4 / 5, smallestStep, largestStep);
}

} // namespace lockkeeper::sources::discourse
