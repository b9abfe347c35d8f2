// Topics put together from the forum's posts: fifty posts a request are several topics a request. What the
// listing says of a topic tells whether the posts found are all of it; where they are not (a moderator's
// post, one nobody may read, one that came since), the topic is asked for itself.
#pragma once

#include "base/Result.h"
#include "sources/JobContext.h"
#include "sources/discourse/PostFeed.h"
#include "sources/discourse/TopicPage.h"

#include <QHash>

#include <optional>
#include <vector>

namespace lockkeeper::sources::discourse {

struct ForumCursor;

class TopicsFromPosts final
{
public:
    TopicsFromPosts(const QUrl &forum, JobContext &context);

    // `topics`: what is going to be asked for, in that order; `before`: up to where the forum is stored.
    // Where one by one is about as cheap, no posts are read. A forum that doesn't give its posts is no error.
    [[nodiscard]] Result<void> begin(const std::vector<ListedTopic> &topics, const ForumCursor &before);

    // Reads on until the posts of this topic must have come; nothing where it has to be asked for.
    // Errors: cancelled.
    [[nodiscard]] Result<std::optional<Topic>> take(const ListedTopic &topic);

    // Of the posts read, the last one's id; 0: none.
    [[nodiscard]] qint64 through() const { return m_through; }

private:
    struct Gathered
    {
        qint64 posts = 0;
        qint64 likes = 0;
        std::optional<Post> first;
        std::optional<Post> accepted;
        std::optional<Post> liked; // the most, of the replies
    };

    [[nodiscard]] Result<void> read();
    void gather(const FeedPost &post);
    [[nodiscard]] bool mayStillCome(const ListedTopic &topic) const;

    JobContext &m_context;
    PostFeed m_feed;
    QHash<qint64, Gathered> m_waiting;
    qint64 m_oldest = 0; // milliseconds since 1970, of the posts read last
    qint64 m_through = 0;
    bool m_reading = false;
    int m_taken = 0;
    int m_refused = 0;
};

} // namespace lockkeeper::sources::discourse
