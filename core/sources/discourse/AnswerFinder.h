// Which of a topic's posts answers it, asking for more of them only where that can tell.
#pragma once

#include "base/Result.h"
#include "sources/JobContext.h"
#include "sources/discourse/TopicReader.h"

#include <QUrl>

#include <optional>

namespace lockkeeper::sources::discourse {

class AnswerFinder final
{
public:
    AnswerFinder(const QUrl &forum, JobContext &context);

    // The accepted answer's HTML, else that of the reply with the most likes (the earlier of two), else null.
    // Errors: those of http but for an answer that is gone or hidden.
    [[nodiscard]] Result<QString> find(const Topic &topic);

private:
    // One post by its number; empty if nobody may read it.
    [[nodiscard]] Result<std::optional<Post>> fetch(qint64 topic, qint64 number);
    [[nodiscard]] Result<Post> mostLiked(const Topic &topic);

    QUrl m_forum;
    JobContext &m_context;
};

} // namespace lockkeeper::sources::discourse
