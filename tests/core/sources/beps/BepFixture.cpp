#include "BepFixture.h"

#include "sources/beps/BepSource.h"

using namespace Qt::StringLiterals;

namespace lockkeeper::tests {

BepFixture::BepFixture()
    : m_job([this](const demo::HttpRequest &request) { return m_site.handle(request); })
{
    community::Community community;
    community.id = u"bids"_s;
    m_remote = sources::beps::source().remotes(community).first();
}

SyncOutcome BepFixture::sync(bool full, std::optional<qint64> limit, std::stop_token stop)
{
    return m_job.run(m_remote, full, limit, std::move(stop));
}

void BepFixture::addOpen(const QString &number, int pull)
{
    m_site.put(demo::BepProposal{
        .number = number, .title = u"Proposal "_s + number, .leads = {u"Ada Lind"_s}, .pull = pull});
    m_site.put(demo::BepPull{.number = pull,
                             .repository = u"fork-%1/bids-specification"_s.arg(number),
                             .branch = u"bep"_s + number,
                             .files = {{u"src/bep-%1.md"_s.arg(number), "# BEP " + number.toUtf8() + "\n"}}});
}

QStringList BepFixture::states()
{
    return rows(u"SELECT bep_number, status FROM bep_items ORDER BY bep_number"_s);
}

QStringList BepFixture::everything()
{
    QStringList all;
    for (const char *table : {"bep_items", "sync_metadata", "lockkeeper_cursors", "lockkeeper_skipped"})
        all += rows(u"SELECT * FROM "_s + QString::fromLatin1(table));
    return all;
}

QStringList BepFixture::asked()
{
    QStringList all;
    for (const demo::HttpRequest &request : server().requests())
        all.append(request.url.toString());
    server().clearRequests();
    return all;
}

demo::HttpAnswer BepFixture::text(const QByteArray &body, int status)
{
    demo::HttpAnswer answer{.status = status, .body = body};
    answer.set("Content-Type", "text/plain; charset=utf-8");
    return answer;
}

demo::HttpAnswer BepFixture::json(const QByteArray &body, int status)
{
    demo::HttpAnswer answer{.status = status, .body = body};
    answer.set("Content-Type", "application/json; charset=utf-8");
    return answer;
}

} // namespace lockkeeper::tests
