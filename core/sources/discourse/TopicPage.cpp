#include "sources/discourse/TopicPage.h"

#include "base/Time.h"
#include "sources/discourse/ForumRequests.h"
#include "sources/discourse/TopicReader.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace lockkeeper::sources::discourse {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::sources::discourse)
};

ListedTopic readListed(const QJsonObject &object, const QString &forumUrl)
{
    const QDateTime bumped = fromIso(object.value("bumped_at"_L1).toString());
    const qint64 id = object.value("id"_L1).toInteger();
    return {.id = id,
            .bumpedAt = bumped.isValid() ? bumped.toMSecsSinceEpoch() : 0,
            .pinned = object.value("pinned"_L1).toBool() || object.value("pinned_globally"_L1).toBool(),
            .solved = object.value("has_accepted_answer"_L1).toBool(),
            .posts = object.value("posts_count"_L1).toInteger(),
            .categoryId = object.value("category_id"_L1).toInteger(),
            .row = readHead(object, id, forumUrl)};
}
} // namespace

void sortByBump(std::vector<ListedTopic> &topics)
{
    std::sort(topics.begin(), topics.end(), [](const ListedTopic &a, const ListedTopic &b) {
        return std::pair(a.bumpedAt, a.id) < std::pair(b.bumpedAt, b.id);
    });
}

Result<TopicPage> readTopicPage(const http::Response &response, const QString &forumUrl)
{
    const Result<QJsonObject> object = answerOf(response);
    if (!object)
        return object.error();
    const QJsonObject list = object->value("topic_list"_L1).toObject();
    if (!list.value("topics"_L1).isArray())
        return shapeError(response, Tr::tr("it has no list of topics"));
    const QJsonArray topics = list.value("topics"_L1).toArray();
    TopicPage page{.place = response.url.path() + u'?' + response.url.query(),
                   .topics = {},
                   .malformed = {},
                   .count = topics.size(),
                   .more = !list.value("more_topics_url"_L1).toString().isEmpty()};
    page.topics.reserve(static_cast<std::size_t>(topics.size()));
    for (qsizetype i = 0; i < topics.size(); ++i) {
        ListedTopic topic = readListed(topics.at(i).toObject(), forumUrl);
        if (topic.id > 0) {
            page.topics.push_back(std::move(topic));
            continue;
        }
        page.malformed.push_back({.key = page.place + u" #%1"_s.arg(i + 1),
                                  .reason = Tr::tr("topic %1 of a listing has no number").arg(i + 1)});
    }
    return page;
}

} // namespace lockkeeper::sources::discourse
