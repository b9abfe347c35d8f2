#include "sources/discourse/TopicsFromPosts.h"

#include "base/Time.h"
#include "sources/discourse/ForumCursor.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace lockkeeper::sources::discourse {

namespace {
constexpr qsizetype fewTopics = 10; // looking whether the posts are cheaper costs a request itself
constexpr int triedAtLeast = 20;    // topics, before posts that don't fit them are given up

qint64 milliseconds(const QString &iso)
{
    const QDateTime time = fromIso(iso);
    return time.isValid() ? time.toMSecsSinceEpoch() : 0;
}

bool isLower(const Post &post, const std::optional<Post> &other)
{
    return !other || post.number < other->number;
}
} // namespace

TopicsFromPosts::TopicsFromPosts(const QUrl &forum, JobContext &context)
    : m_context(context)
    , m_feed(forum, context)
{
}

Result<void> TopicsFromPosts::begin(const std::vector<ListedTopic> &topics, const ForumCursor &before)
{
    m_reading = false;
    m_waiting.clear();
    const qint64 from = m_context.full ? 0 : before.posts;
    const std::size_t count =
        std::min(topics.size(), static_cast<std::size_t>(std::max<qint64>(
                                    0, m_context.limit.value_or(std::numeric_limits<qint64>::max()))));
    for (std::size_t i = 0; i < count; ++i) {
        const ListedTopic &topic = topics[i];
        // Older topics began before the posts that are still to be read.
        if (topic.posts > 0 && (from == 0 || milliseconds(topic.row.createdAt) >= before.through))
            m_waiting.insert(topic.id, {});
    }
    if (m_waiting.size() >= fewTopics) {
        const Result<void> opened = m_feed.open(from);
        if (!opened && opened.error().isCancelled())
            return opened;
        m_reading = opened && m_feed.requestsLeft() * 2 <= m_waiting.size();
    }
    if (!m_reading)
        m_waiting.clear();
    return {};
}

Result<std::optional<Topic>> TopicsFromPosts::take(const ListedTopic &topic)
{
    const auto isComplete = [&](const Gathered &gathered) {
        return gathered.first && gathered.posts == topic.posts && gathered.likes == topic.row.likeCount &&
               (gathered.accepted || !topic.solved);
    };
    if (!m_waiting.contains(topic.id))
        return std::optional<Topic>();
    while (!isComplete(*m_waiting.constFind(topic.id)) && mayStillCome(topic)) {
        if (Result<void> did = read(); !did)
            return did.error();
    }
    Gathered gathered = m_waiting.take(topic.id);
    if (!isComplete(gathered) || topic.row.title.trimmed().isEmpty() || topic.row.createdAt.isEmpty()) {
        ++m_refused;
        return std::optional<Topic>();
    }
    ++m_taken;
    Topic result;
    result.row = topic.row;
    result.categoryId = topic.categoryId;
    result.likes = topic.row.likeCount;
    result.posts.push_back(*std::move(gathered.first));
    if (gathered.accepted)
        result.posts.push_back(*std::move(gathered.accepted));
    if (gathered.liked)
        result.posts.push_back(*std::move(gathered.liked));
    return std::optional(std::move(result));
}

bool TopicsFromPosts::mayStillCome(const ListedTopic &topic) const
{
    if (!m_reading || m_feed.atEnd() || m_feed.requestsLeft() > m_waiting.size() ||
        (m_refused >= triedAtLeast && m_refused > m_taken))
        return false;
    const qint64 last = milliseconds(topic.row.lastPostedAt);
    return m_oldest <= (last > 0 ? last : topic.bumpedAt);
}

Result<void> TopicsFromPosts::read()
{
    const Result<std::vector<FeedPost>> posts = m_feed.next();
    if (!posts) {
        m_reading = false;
        return posts.error().isCancelled() ? posts.error() : Result<void>();
    }
    qint64 oldest = std::numeric_limits<qint64>::max();
    for (const FeedPost &post : *posts) {
        gather(post);
        oldest = std::min(oldest, post.createdAt);
    }
    if (!posts->empty())
        m_oldest = oldest;
    m_through = m_feed.through();
    return {};
}

void TopicsFromPosts::gather(const FeedPost &post)
{
    const auto waiting = m_waiting.find(post.topicId);
    if (waiting == m_waiting.end())
        return;
    ++waiting->posts;
    waiting->likes += post.post.likes;
    if (post.post.number == 1) {
        waiting->first = post.post;
        return;
    }
    if (post.post.accepted && isLower(post.post, waiting->accepted))
        waiting->accepted = post.post;
    const qint64 most = waiting->liked ? waiting->liked->likes : 0;
    if (post.post.likes > most || (post.post.likes == most && most > 0 && isLower(post.post, waiting->liked)))
        waiting->liked = post.post;
}

} // namespace lockkeeper::sources::discourse
