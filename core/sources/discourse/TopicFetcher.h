// One topic as it is now, with its category and its answer.
#pragma once

#include "base/Result.h"
#include "sources/JobContext.h"
#include "sources/discourse/AnswerFinder.h"
#include "sources/discourse/CategoryNames.h"

#include <QUrl>

namespace lockkeeper::sources::discourse {

struct FetchedTopic
{
    enum class State {
        Read,
        Gone,     // deleted from the forum
        Private,  // there, but no longer for everybody
        Malformed // `reason` says why
    };
    State state = State::Read;
    store::DiscourseTopic row;
    QString reason;
};

class TopicFetcher final
{
public:
    TopicFetcher(const QUrl &forum, JobContext &context);

    // Errors: those of http, bad_answer.
    [[nodiscard]] Result<FetchedTopic> fetch(qint64 id);

private:
    QUrl m_forum;
    JobContext &m_context;
    CategoryNames m_categories;
    AnswerFinder m_answers;
};

} // namespace lockkeeper::sources::discourse
