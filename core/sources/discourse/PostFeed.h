// A forum's posts, whatever their topic, oldest first and some fifty a request: GET /posts.json?before=ID.
//
// Discourse gives them newest first. Over the years `before` meant the posts with the fifty ids up to it, or
// the fifty newest posts below it; asked for by steps of 49 ids, both give every post that is there. Where
// many ids are nobody's to read and the forum answers the second way, the steps grow.
// https://docs.discourse.org/#tag/Posts
#pragma once

#include "base/Result.h"
#include "http/Message.h"
#include "sources/JobContext.h"
#include "sources/discourse/TopicReader.h"

#include <QUrl>

#include <vector>

namespace lockkeeper::sources::discourse {

struct FeedPost
{
    qint64 id = 0;
    qint64 topicId = 0;
    qint64 createdAt = 0; // milliseconds since 1970; 0: it doesn't say
    Post post;
};

// In the order they came; what has no id, no topic or no text is left out. Errors: bad_answer.
[[nodiscard]] Result<std::vector<FeedPost>> readFeed(const http::Response &response);

class PostFeed final
{
public:
    PostFeed(const QUrl &forum, JobContext &context);

    // Asks for the newest posts, to know how far it is from those after `id`. Errors: those of http,
    // bad_answer.
    [[nodiscard]] Result<void> open(qint64 id);
    // Requests it takes to the end, as it looks now.
    [[nodiscard]] qint64 requestsLeft() const;
    [[nodiscard]] bool atEnd() const { return m_through >= m_newest; }
    // All posts up to this id were given.
    [[nodiscard]] qint64 through() const { return m_through; }

    // The next step's posts, by id; none where nobody may read any of them. Errors as above.
    [[nodiscard]] Result<std::vector<FeedPost>> next();

private:
    [[nodiscard]] Result<std::vector<FeedPost>> ask(qint64 before);
    void measure(qint64 before, const std::vector<FeedPost> &posts);

    QUrl m_forum;
    JobContext &m_context;
    qint64 m_through = 0;
    qint64 m_newest = 0;
    qint64 m_step = 0; // ids
};

} // namespace lockkeeper::sources::discourse
