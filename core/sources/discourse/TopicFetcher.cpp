#include "sources/discourse/TopicFetcher.h"

#include "sources/discourse/ForumRequests.h"

#include <QCoreApplication>

#include <utility>

using namespace Qt::StringLiterals;

namespace lockkeeper::sources::discourse {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::sources::discourse)
};
} // namespace

TopicFetcher::TopicFetcher(const QUrl &forum, JobContext &context)
    : m_forum(forum)
    , m_context(context)
    , m_categories(forum, context)
    , m_answers(forum, context)
    , m_posts(forum, context)
{
}

Result<void> TopicFetcher::begin(const std::vector<ListedTopic> &topics, const ForumCursor &before)
{
    return m_posts.begin(topics, before);
}

Result<FetchedTopic> TopicFetcher::fetch(qint64 id, const ListedTopic *listed)
{
    if (listed != nullptr) {
        Result<std::optional<Topic>> topic = m_posts.take(*listed);
        if (!topic)
            return topic.error();
        if (*topic) {
            (*topic)->row.firstPost = storedPost((*topic)->posts.front().cooked, m_forum);
            return completed(**std::move(topic));
        }
    }
    return ask(id, listed);
}

Result<FetchedTopic> TopicFetcher::ask(qint64 id, const ListedTopic *listed)
{
    using State = FetchedTopic::State;
    const Result<http::Response> response = m_context.fetch(requestFor(m_forum, u"/t/%1.json"_s.arg(id)));
    if (!response) {
        if (isGone(response.error()))
            return FetchedTopic{.state = State::Gone, .row = {}, .reason = {}};
        if (isPrivate(response.error()))
            return FetchedTopic{.state = State::Private,
                                .row = {},
                                .reason = Tr::tr("topic %1 is not for everybody").arg(id)};
        return response.error();
    }
    const Result<QJsonObject> object = answerOf(*response);
    if (!object)
        return object.error();
    if (isMergedAway(*object, id))
        return FetchedTopic{.state = State::Merged, .row = {}, .reason = {}};
    QString reason;
    std::optional<Topic> topic = readTopic(*object, id, m_forum, reason);
    if (!topic)
        return FetchedTopic{.state = State::Malformed, .row = {}, .reason = reason};
    const bool moved = listed != nullptr && (topic->unlisted || topic->categoryId != listed->categoryId ||
                                             topic->row.tags != listed->row.tags);
    Result<FetchedTopic> fetched = completed(*std::move(topic));
    if (fetched)
        fetched->moved = moved;
    return fetched;
}

Result<FetchedTopic> TopicFetcher::completed(Topic topic)
{
    const Result<QString> category = m_categories.nameOf(topic.categoryId);
    if (!category)
        return category.error();
    topic.row.categoryName = *category;
    const Result<QString> answer = m_answers.find(topic);
    if (!answer)
        return answer.error();
    topic.row.acceptedAnswer = storedPost(*answer, m_forum);
    return FetchedTopic{.state = FetchedTopic::State::Read, .row = std::move(topic.row), .reason = {}};
}

} // namespace lockkeeper::sources::discourse
