// One topic as it is now, with its category and its answer.
#pragma once

#include "base/Result.h"
#include "sources/JobContext.h"
#include "sources/discourse/AnswerFinder.h"
#include "sources/discourse/CategoryNames.h"
#include "sources/discourse/TopicsFromPosts.h"

#include <QUrl>

namespace lockkeeper::sources::discourse {

struct FetchedTopic
{
    enum class State {
        Read,
        Gone,     // deleted from the forum
        Merged,   // its posts belong to another topic now
        Private,  // there, but no longer for everybody
        Malformed // `reason` says why
    };
    State state = State::Read;
    store::DiscourseTopic row;
    QString reason;
    bool moved = false; // another category, other tags than its listing said, or unlisted since
};

class TopicFetcher final
{
public:
    TopicFetcher(const QUrl &forum, JobContext &context);

    // What is going to be fetched, in that order; see TopicsFromPosts. Errors: cancelled.
    [[nodiscard]] Result<void> begin(const std::vector<ListedTopic> &topics, const ForumCursor &before);

    // `listed`: null where no listing tells of it. Errors: those of http, bad_answer.
    [[nodiscard]] Result<FetchedTopic> fetch(qint64 id, const ListedTopic *listed);

    [[nodiscard]] qint64 postsThrough() const { return m_posts.through(); }

private:
    [[nodiscard]] Result<FetchedTopic> ask(qint64 id, const ListedTopic *listed);
    [[nodiscard]] Result<FetchedTopic> completed(Topic topic); // with its category's name and its answer

    QUrl m_forum;
    JobContext &m_context;
    CategoryNames m_categories;
    AnswerFinder m_answers;
    TopicsFromPosts m_posts;
};

} // namespace lockkeeper::sources::discourse
