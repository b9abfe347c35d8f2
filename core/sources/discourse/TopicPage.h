// A page of a forum's listing: `topic_list` of /latest.json, /c/{slug}/{id}/l/latest.json, /tag/{tag}.json.
// https://docs.discourse.org/#tag/Topics
#pragma once

#include "base/Result.h"
#include "http/Message.h"
#include "store/Rows.h"

#include <vector>

namespace lockkeeper::sources::discourse {

struct ListedTopic
{
    qint64 id = 0;
    qint64 bumpedAt = 0; // milliseconds since 1970; 0: the listing doesn't say
    bool pinned = false; // stands first, out of order
    bool solved = false;
    qint64 posts = 0;          // how many it has; 0: the listing doesn't say
    qint64 categoryId = 0;     // 0: none
    store::DiscourseTopic row; // what of it a listing tells

    [[nodiscard]] store::TopicFigures figures() const
    {
        return {.forumUrl = row.forumUrl,
                .topicId = id,
                .replyCount = row.replyCount,
                .likeCount = row.likeCount,
                .views = row.views};
    }
};

void sortByBump(std::vector<ListedTopic> &topics); // oldest first

struct TopicPage
{
    QString place;                             // its address below the forum's; begins a malformed one's key
    std::vector<ListedTopic> topics;           // in the order they came
    std::vector<store::SkippedItem> malformed; // without an id, by which they could be asked for
    qsizetype count = 0;                       // of both
    bool more = false;
};

// Errors: bad_answer. A topic that cannot be read is named in `malformed`.
[[nodiscard]] Result<TopicPage> readTopicPage(const http::Response &response, const QString &forumUrl);

} // namespace lockkeeper::sources::discourse
