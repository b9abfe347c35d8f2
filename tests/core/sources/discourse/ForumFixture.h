// A Discourse of our own: topics that can be posted, bumped, hidden and deleted, listed as the real one lists
// them.
#pragma once

#include "tests/support/JobFixture.h"
#include "tests/support/Sqlite.h"

#include <QMap>

#include <functional>
#include <mutex>

namespace lockkeeper::tests {

struct ForumPost
{
    QString cooked;
    int likes = 0;
    bool accepted = false; // as the post says it
};

struct ForumTopic
{
    qint64 id = 0;
    QString title{};
    QString slug = QStringLiteral("a-topic");
    qint64 bumped = 0; // seconds since 1970
    int category = 0;
    QStringList tags{};
    QList<ForumPost> posts{{.cooked = QStringLiteral("<p>First post</p>")}};
    qint64 acceptedPost = 0; // as the topic says it
    bool pinned = false;
    bool solved = false; // as the listing says it
    int views = 7;
    int status = 200; // of /t/{id}.json
};

class ForumFixture final
{
public:
    using Interceptor = std::function<std::optional<demo::HttpAnswer>(const demo::HttpRequest &)>;

    explicit ForumFixture(const QString &folder = {}); // "/community": a forum below its host's root

    void put(const ForumTopic &topic); // new, or in place of the one with its id
    void fill(int topics, qint64 firstBump = 1'700'000'000);
    void change(qint64 id, const std::function<void(ForumTopic &)> &edit);
    void remove(qint64 id);
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
    [[nodiscard]] demo::HttpAnswer listing(const demo::HttpRequest &request,
                                           const QList<ForumTopic> &topics) const;
    [[nodiscard]] demo::HttpAnswer topic(const demo::HttpRequest &request, const QStringList &path) const;

    QString m_folder;
    std::mutex m_mutex; // the server's thread and the test's
    QMap<qint64, ForumTopic> m_topics;
    Interceptor m_interceptor;
    JobFixture m_job;
    community::Forum m_forum;
};

} // namespace lockkeeper::tests
