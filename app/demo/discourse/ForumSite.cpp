#include "demo/discourse/ForumSite.h"

#include "demo/discourse/ForumJson.h"

#include <QJsonArray>
#include <QMap>

#include <algorithm>
#include <mutex>
#include <tuple>
#include <utility>

namespace lockkeeper::demo {

using namespace Qt::StringLiterals;

namespace {
constexpr qsizetype topicsPerPage = 30;
constexpr qsizetype postsPerPage = 20;
constexpr qsizetype feedPosts = 50;
} // namespace

class ForumSite::Private final
{
public:
    [[nodiscard]] HttpAnswer route(const HttpRequest &request) const;
    [[nodiscard]] HttpAnswer listing(const HttpRequest &request, QList<ForumTopic> topics) const;
    [[nodiscard]] HttpAnswer topic(const HttpRequest &request, const QStringList &path) const;
    [[nodiscard]] HttpAnswer newestPosts(qint64 before) const;
    [[nodiscard]] HttpAnswer site() const;
    [[nodiscard]] HttpAnswer about() const;
    [[nodiscard]] QMap<QString, int> tagCounts() const;
    void number(ForumTopic &topic); // the posts that have none yet

    mutable std::mutex mutex;
    QString folder;
    QString title = u"A forum"_s;
    QMap<qint64, ForumTopic> topics;
    QList<ForumCategory> categories;
    Feed feed = Feed::Limited;
    qint64 lastPostId = 0;
};

void ForumSite::Private::number(ForumTopic &topic)
{
    int last = 0;
    for (ForumPost &post : topic.posts) {
        if (post.id == 0)
            post.id = ++lastPostId;
        if (post.number == 0)
            post.number = last + 1;
        if (post.at == 0)
            post.at = topic.bumped;
        last = post.number;
        lastPostId = std::max(lastPostId, post.id);
    }
}

HttpAnswer ForumSite::Private::route(const HttpRequest &request) const
{
    QString path = request.url.path();
    if (path == folder || path == folder + u'/' || path == folder + "/latest"_L1)
        return forumPage(title, folder);
    if (!path.startsWith(folder + u'/') || !path.endsWith(".json"_L1))
        return forumRefusal(404);
    path = path.mid(folder.size()).chopped(5);
    const QStringList parts = path.split(u'/', Qt::SkipEmptyParts);
    if (path == "/site"_L1)
        return site();
    if (path == "/about"_L1)
        return about();
    if (path == "/tags"_L1)
        return forumAnswer({{u"tags"_s, tagsJson(tagCounts())}});
    if (path == "/posts"_L1)
        return newestPosts(request.query("before").toLongLong());
    if (parts.value(0) == "t"_L1)
        return topic(request, parts);
    QList<ForumTopic> listed;
    for (const ForumTopic &one : std::as_const(topics)) {
        const bool fits = path == "/latest"_L1 ||
                          (parts.value(0) == "c"_L1 && one.category == parts.value(2).toInt()) ||
                          (parts.value(0) == "tag"_L1 && one.tags.contains(parts.value(1)));
        if (fits && !one.unlisted)
            listed.append(one);
    }
    if (path != "/latest"_L1 && listed.isEmpty())
        return forumRefusal(404);
    return listing(request, std::move(listed));
}

// Latest bump first, pinned topics before all others.
HttpAnswer ForumSite::Private::listing(const HttpRequest &request, QList<ForumTopic> listed) const
{
    std::sort(listed.begin(), listed.end(), [](const ForumTopic &a, const ForumTopic &b) {
        return std::tuple(a.pinned, a.bumped, a.id) > std::tuple(b.pinned, b.bumped, b.id);
    });
    const qsizetype first = qsizetype{std::max(0, request.query("page").toInt())} * topicsPerPage;
    QJsonArray page;
    for (qsizetype i = first; i < std::min(first + topicsPerPage, listed.size()); ++i)
        page.append(listedJson(listed.at(i)));
    QJsonObject list{{u"per_page"_s, topicsPerPage}, {u"topics"_s, page}};
    if (first + topicsPerPage < listed.size())
        list.insert(u"more_topics_url"_s, u"/latest?page=%1"_s.arg(first / topicsPerPage + 1));
    return forumAnswer({{u"topic_list"_s, list}});
}

HttpAnswer ForumSite::Private::topic(const HttpRequest &request, const QStringList &path) const
{
    const auto found = topics.constFind(path.value(1).toLongLong());
    if (found == topics.cend())
        return forumRefusal(404);
    if (found->status != 200)
        return forumRefusal(found->status);
    qsizetype first = qsizetype{std::max(1, request.query("page").toInt()) - 1} * postsPerPage;
    if (path.size() > 2) // the posts around one
        first = std::max(5, path.at(2).toInt()) - 5;
    if (first >= found->posts.size())
        return forumRefusal(404);
    return forumAnswer(topicJson(*found, first));
}

HttpAnswer ForumSite::Private::newestPosts(qint64 before) const
{
    if (feed == Feed::None)
        return forumRefusal(403);
    const bool windowed = feed == Feed::Windowed;
    const qint64 last = before <= 0 ? lastPostId : windowed ? before : before - 1;
    QMap<qint64, QJsonObject> posts;
    for (const ForumTopic &topic : topics) {
        for (const ForumPost &post : topic.posts) {
            const bool isShown = topic.status == 200 && !topic.unlisted && post.type == 1;
            if (isShown && post.id <= last && (!windowed || post.id > last - feedPosts))
                posts.insert(post.id, feedJson(topic, post));
        }
    }
    QJsonArray newest;
    for (auto post = posts.cend(); post != posts.cbegin() && newest.size() < feedPosts;)
        newest.append(*--post);
    return forumAnswer({{u"latest_posts"_s, newest}});
}

HttpAnswer ForumSite::Private::site() const
{
    QMap<int, int> counts;
    for (const ForumTopic &topic : topics)
        ++counts[topic.category];
    QJsonArray list;
    for (const ForumCategory &category : categories)
        list.append(QJsonObject{{u"id"_s, category.id},
                                {u"slug"_s, category.slug},
                                {u"name"_s, category.name},
                                {u"topic_count"_s, counts.value(category.id)}});
    QJsonArray names;
    for (const QJsonValue tag : tagsJson(tagCounts()))
        names.append(tag.toObject().value("name"_L1));
    return forumAnswer({{u"archetypes"_s, QJsonArray()}, {u"categories"_s, list}, {u"top_tags"_s, names}});
}

HttpAnswer ForumSite::Private::about() const
{
    qsizetype posts = 0;
    for (const ForumTopic &topic : topics)
        posts += topic.posts.size();
    const QJsonObject figures{{u"topics_count"_s, topics.size()}, {u"posts_count"_s, posts}};
    return forumAnswer({{u"about"_s, QJsonObject{{u"title"_s, title},
                                                 {u"description"_s, u"Made up for a demo."_s},
                                                 {u"stats"_s, figures}}}});
}

QMap<QString, int> ForumSite::Private::tagCounts() const
{
    QMap<QString, int> counts;
    for (const ForumTopic &topic : topics) {
        for (const QString &tag : topic.tags)
            ++counts[tag];
    }
    return counts;
}

ForumSite::ForumSite(QString folder)
    : d(std::make_unique<Private>())
{
    d->folder = std::move(folder);
}

ForumSite::~ForumSite() = default;

HttpAnswer ForumSite::answer(const HttpRequest &request) const
{
    const std::scoped_lock lock(d->mutex);
    return d->route(request);
}

void ForumSite::setTitle(const QString &title)
{
    const std::scoped_lock lock(d->mutex);
    d->title = title;
}

void ForumSite::setCategories(const QList<ForumCategory> &categories)
{
    const std::scoped_lock lock(d->mutex);
    d->categories = categories;
}

void ForumSite::setFeed(Feed feed)
{
    const std::scoped_lock lock(d->mutex);
    d->feed = feed;
}

void ForumSite::skipPostIds(qint64 count)
{
    const std::scoped_lock lock(d->mutex);
    d->lastPostId += count;
}

void ForumSite::put(const ForumTopic &topic)
{
    const std::scoped_lock lock(d->mutex);
    ForumTopic &kept = d->topics[topic.id] = topic;
    d->number(kept);
}

bool ForumSite::change(qint64 id, const std::function<void(ForumTopic &)> &edit)
{
    const std::scoped_lock lock(d->mutex);
    const auto found = d->topics.find(id);
    if (found == d->topics.end())
        return false;
    edit(*found);
    d->number(*found);
    return true;
}

bool ForumSite::remove(qint64 id)
{
    const std::scoped_lock lock(d->mutex);
    return d->topics.remove(id) > 0;
}

std::optional<ForumTopic> ForumSite::topic(qint64 id) const
{
    const std::scoped_lock lock(d->mutex);
    const auto found = d->topics.constFind(id);
    return found == d->topics.cend() ? std::nullopt : std::optional(*found);
}

QList<qint64> ForumSite::topicIds() const
{
    const std::scoped_lock lock(d->mutex);
    return d->topics.keys();
}

} // namespace lockkeeper::demo
