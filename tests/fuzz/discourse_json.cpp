// What a forum answers: a page of a listing, a topic, the posts of all, and a cursor that was stored.
#include "base/Text.h"
#include "http/Message.h"
#include "sources/discourse/ForumCursor.h"
#include "sources/discourse/ForumRequests.h"
#include "sources/discourse/PostFeed.h"
#include "sources/discourse/TopicPage.h"
#include "sources/discourse/TopicReader.h"

#include <cstddef>
#include <cstdint>

using namespace lockkeeper;
using namespace lockkeeper::sources::discourse;

namespace {
void require(bool holds)
{
    if (!holds)
        __builtin_trap();
}

void requireFit(const store::DiscourseTopic &row)
{
    for (const QString &text :
         {row.title, row.firstPost, row.acceptedAnswer, row.tags, row.url, row.createdAt, row.lastPostedAt})
        require(text == cleaned(text));
    require(row.firstPost.size() <= 2 * 5000 && row.title.size() <= 2 * 1024);
}
} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    http::Response response;
    response.status = 200;
    response.url = QUrl(QStringLiteral("https://forum.example.org/latest.json?page=0"));
    response.headers = {{"content-type", "application/json"}};
    response.body = QByteArray(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));

    if (const Result<TopicPage> page = readTopicPage(response, QStringLiteral("https://forum.example.org"))) {
        require(static_cast<qsizetype>(page->topics.size() + page->malformed.size()) == page->count);
        for (const ListedTopic &topic : page->topics) {
            require(topic.id > 0 && topic.row.topicId == topic.id);
            requireFit(topic.row);
        }
    }
    if (const Result<std::vector<FeedPost>> posts = readFeed(response)) {
        for (const FeedPost &post : *posts)
            require(post.id > 0 && post.topicId > 0 && post.post.number > 0);
    }
    if (const Result<QJsonObject> object = answerOf(response)) {
        QString reason;
        require(!isMergedAway(*object, 3) || object->contains(QLatin1StringView("post_stream")));
        const auto topic = readTopic(*object, object->value(QLatin1StringView("id")).toInteger(),
                                     QUrl(QStringLiteral("https://forum.example.org")), reason);
        require(topic.has_value() == reason.isEmpty());
        if (topic) {
            require(!topic->posts.empty() && !topic->row.createdAt.isEmpty());
            requireFit(topic->row);
        }
    }
    const ForumCursor cursor = ForumCursor::fromText(QString::fromUtf8(response.body));
    require(cursor.through >= 0 && cursor.posts >= 0);
    require(ForumCursor::fromText(cursor.toText()) == cursor);
    return 0;
}
