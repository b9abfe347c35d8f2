#include "sources/discourse/AnswerFinder.h"

#include "sources/discourse/ForumRequests.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::sources::discourse {

namespace {
constexpr int lastPage = 5; // of 20 posts each: a topic of thousands is no question with an answer

bool isOutOfReach(const Error &error)
{
    return isGone(error) || isPrivate(error);
}

const Post *numbered(const std::vector<Post> &posts, qint64 number)
{
    const auto post =
        std::find_if(posts.begin(), posts.end(), [=](const Post &one) { return one.number == number; });
    return post == posts.end() ? nullptr : &*post;
}
} // namespace

AnswerFinder::AnswerFinder(const QUrl &forum, JobContext &context)
    : m_forum(forum)
    , m_context(context)
{
}

Result<QString> AnswerFinder::find(const Topic &topic)
{
    for (const Post &post : topic.posts) {
        if (post.accepted && post.number > 1)
            return post.cooked;
    }
    if (topic.acceptedPost > 1) {
        if (const Post *post = numbered(topic.posts, topic.acceptedPost))
            return post->cooked;
        const Result<std::optional<Post>> post = fetch(topic.row.topicId, topic.acceptedPost);
        if (!post)
            return post.error();
        if (*post)
            return (**post).cooked;
    }
    const Result<Post> liked = mostLiked(topic);
    if (!liked)
        return liked.error();
    return liked->likes > 0 ? liked->cooked : QString();
}

Result<std::optional<Post>> AnswerFinder::fetch(qint64 topic, qint64 number)
{
    // The topic's posts around that number.
    const Result<http::Response> response =
        m_context.fetch(requestFor(m_forum, u"/t/%1/%2.json"_s.arg(topic).arg(number)));
    if (response) {
        const Result<QJsonObject> object = answerOf(*response);
        if (!object)
            return object.error();
        const std::vector<Post> posts = readPosts(*object);
        if (const Post *post = numbered(posts, number))
            return std::optional(*post);
        return std::optional<Post>();
    }
    if (isOutOfReach(response.error()))
        return std::optional<Post>();
    return response.error();
}

// Only the first 20 posts came with the topic, but the number of all its likes did: while what is left could
// be more than the best has, the next posts are asked for.
Result<Post> AnswerFinder::mostLiked(const Topic &topic)
{
    Post best;
    qint64 left = topic.likes;
    const auto take = [&](const std::vector<Post> &posts) {
        for (const Post &post : posts) {
            left -= post.likes;
            if (post.number > 1 && post.likes > best.likes)
                best = post;
        }
    };
    take(topic.posts);
    for (int page = 2; topic.hasMorePosts && left > best.likes && page <= lastPage; ++page) {
        const Result<http::Response> response = m_context.fetch(requestFor(
            m_forum, u"/t/%1.json"_s.arg(topic.row.topicId), {{u"page"_s, QString::number(page)}}));
        if (!response) {
            if (isOutOfReach(response.error())) // behind the last page
                break;
            return response.error();
        }
        const Result<QJsonObject> object = answerOf(*response);
        if (!object)
            return object.error();
        const std::vector<Post> posts = readPosts(*object);
        if (posts.empty())
            break;
        take(posts);
    }
    return best;
}

} // namespace lockkeeper::sources::discourse
