#include "ForumFixture.h"

#include "sources/discourse/DiscourseSource.h"

using namespace Qt::StringLiterals;

namespace lockkeeper::tests {

demo::HttpAnswer ForumFixture::json(const QByteArray &body, int status)
{
    demo::HttpAnswer result{.status = status, .headers = {}, .body = body};
    result.set("Content-Type", "application/json; charset=utf-8");
    return result;
}

ForumFixture::ForumFixture(const QString &folder)
    : m_site(folder)
    , m_job([this](const demo::HttpRequest &request) { return handle(request); })
{
    m_site.setCategories({{.id = 4, .slug = u"help"_s, .name = u"Help"_s},
                          {.id = 5, .slug = u"ideas"_s, .name = u"Ideas & plans"_s}});
    m_site.setFeed(ForumSite::Feed::None);
    m_forum.url = m_job.server().url();
    m_forum.url.setPath(folder);
}

void ForumFixture::fill(int topics, qint64 firstBump)
{
    for (int i = 1; i <= topics; ++i)
        put({.id = i, .title = u"Topic %1"_s.arg(i), .bumped = firstBump + i});
}

void ForumFixture::intercept(Interceptor interceptor)
{
    const std::scoped_lock lock(m_mutex);
    m_interceptor = std::move(interceptor);
}

SyncOutcome ForumFixture::sync(bool full, std::optional<qint64> limit, std::stop_token stop)
{
    community::Community community;
    community.forums = {m_forum};
    return m_job.run(sources::discourse::source().remotes(community).first(), full, limit, std::move(stop));
}

QStringList ForumFixture::storedIds()
{
    return rows(u"SELECT topic_id FROM discourse_topics ORDER BY topic_id"_s);
}

QStringList ForumFixture::asked()
{
    QStringList result;
    for (const demo::HttpRequest &request : server().requests())
        result.append(request.url.path() + (request.url.hasQuery() ? u'?' + request.url.query() : QString()));
    server().clearRequests();
    return result;
}

demo::HttpAnswer ForumFixture::handle(const demo::HttpRequest &request)
{
    Interceptor interceptor;
    {
        const std::scoped_lock lock(m_mutex);
        interceptor = m_interceptor;
    }
    if (interceptor) { // outside the lock: it may take its time
        if (const std::optional<demo::HttpAnswer> special = interceptor(request))
            return *special;
    }
    return m_site.answer(request);
}

} // namespace lockkeeper::tests
