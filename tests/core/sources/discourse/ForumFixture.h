// One forum's job against a Discourse of our own: the demo's, and what a test lets it answer instead.
#pragma once

#include "demo/discourse/ForumSite.h"
#include "tests/support/JobFixture.h"
#include "tests/support/Sqlite.h"

#include <functional>
#include <mutex>

namespace lockkeeper::tests {

using demo::ForumPost;
using demo::ForumSite;
using demo::ForumTopic;

class ForumFixture final
{
public:
    using Interceptor = std::function<std::optional<demo::HttpAnswer>(const demo::HttpRequest &)>;

    explicit ForumFixture(const QString &folder = {}); // "/community": a forum below its host's root

    // Its posts are not for everybody at first: topics are asked for one by one.
    [[nodiscard]] ForumSite &site() { return m_site; }
    void put(const ForumTopic &topic) { m_site.put(topic); }
    void fill(int topics, qint64 firstBump = 1'700'000'000);
    void change(qint64 id, const std::function<void(ForumTopic &)> &edit) { (void)m_site.change(id, edit); }
    void remove(qint64 id) { (void)m_site.remove(id); }
    void intercept(Interceptor interceptor);

    SyncOutcome sync(bool full = false, std::optional<qint64> limit = {}, std::stop_token stop = {});

    [[nodiscard]] community::Forum &forum() { return m_forum; } // before a sync
    [[nodiscard]] demo::HttpServer &server() { return m_job.server(); }
    [[nodiscard]] QString databasePath() const { return m_job.databasePath(); }
    [[nodiscard]] QString name() const { return m_forum.url.toString(); }
    [[nodiscard]] QStringList rows(const QString &sql) { return Sqlite(m_job.databasePath()).rows(sql); }
    [[nodiscard]] QString value(const QString &sql) { return Sqlite(m_job.databasePath()).value(sql); }
    [[nodiscard]] QStringList storedIds();
    [[nodiscard]] QStringList asked(); // paths and queries, and forgets them

    static demo::HttpAnswer json(const QByteArray &body, int status = 200);

private:
    demo::HttpAnswer handle(const demo::HttpRequest &request);

    std::mutex m_mutex; // the server's thread and the test's
    ForumSite m_site;
    Interceptor m_interceptor;
    JobFixture m_job;
    community::Forum m_forum;
};

} // namespace lockkeeper::tests
