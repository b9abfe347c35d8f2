// A Discourse forum's JSON, as far as anybody asks it, for the demo and the tests: topics that can be posted,
// bumped, hidden and deleted, listed as Discourse lists them. Every function may be called from any thread.
// https://docs.discourse.org
#pragma once

#include "demo/HttpServer.h"
#include "demo/discourse/ForumTopic.h"

#include <functional>
#include <memory>
#include <optional>

namespace lockkeeper::demo {

class ForumSite final
{
public:
    // How /posts.json understands `before` (app/controllers/posts_controller.rb over the years).
    enum class Feed {
        None,     // not for everybody: 403
        Windowed, // ids up to and with it, of the last fifty ids
        Limited   // ids below it, the last fifty posts
    };

    explicit ForumSite(QString folder = {}); // "/community": a forum below its host's root
    ~ForumSite();
    ForumSite(const ForumSite &) = delete;
    ForumSite &operator=(const ForumSite &) = delete;

    [[nodiscard]] HttpAnswer answer(const HttpRequest &request) const;

    void setTitle(const QString &title);
    void setCategories(const QList<ForumCategory> &categories);
    void setFeed(Feed feed);
    void skipPostIds(qint64 count); // taken by what nobody may read

    void put(const ForumTopic &topic); // new, or in place of the one with its id
    bool change(qint64 id, const std::function<void(ForumTopic &)> &edit);
    bool remove(qint64 id);
    [[nodiscard]] std::optional<ForumTopic> topic(qint64 id) const;
    [[nodiscard]] QList<qint64> topicIds() const; // ascending

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace lockkeeper::demo
