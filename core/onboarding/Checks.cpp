#include "onboarding/Checks.h"

#include "http/Client.h"
#include "onboarding/AnswerCache.h"
#include "onboarding/Asker.h"
#include "onboarding/CheckTask.h"
#include "onboarding/Discover.h"
#include "onboarding/DocstringCheck.h"
#include "onboarding/ForumCheck.h"
#include "onboarding/GithubRepository.h"
#include "onboarding/ListCheck.h"
#include "onboarding/PaperCheck.h"
#include "onboarding/RepositoryCheck.h"

#include <QThreadPool>

#include <functional>

using namespace Qt::StringLiterals;

namespace lockkeeper::onboarding {

namespace {
// GitHub REST, "Rate limits": what is in force as long as no answer said otherwise.
constexpr int hourlyWithToken = 5000;
constexpr int hourlyWithout = 60;
} // namespace

class Checks::Private final
{
public:
    Private(http::Client &asked, CheckLimits bounds)
        : client(asked)
        , limits(bounds)
        , cache(bounds.kept)
    {
        pool.setMaxThreadCount(std::max(1, limits.atOnce));
    }

    ~Private()
    {
        end.request_stop();
        pool.clear();
        pool.waitForDone();
    }

    template <typename T>
    QFuture<T> start(std::stop_token stop, std::function<T(Asker &)> check)
    {
        const auto task = std::make_shared<CheckTask<T>>();
        task->watch(std::move(stop), end.get_token());
        const QFuture<T> future = task->future();
        pool.start([this, task, check = std::move(check)] {
            if (task->isOver())
                return;
            Asker asker(client, cache, limits.patience, task->stop());
            task->give(check(asker));
        });
        return future;
    }

    http::Client &client;
    CheckLimits limits;
    AnswerCache cache;
    std::stop_source end;
    QThreadPool pool; // its own: the global one's threads are others' to wait for
};

Checks::Checks(http::Client &client, CheckLimits limits)
    : d(std::make_unique<Private>(client, limits))
{
}

Checks::~Checks() = default;

QFuture<RepositoryFinding> Checks::repository(const QString &name, std::stop_token stop)
{
    return d->start<RepositoryFinding>(std::move(stop),
                                       [name](Asker &asker) { return checkRepository(asker, name); });
}

QFuture<DocstringFinding> Checks::docstrings(const community::DocstringRepository &entry,
                                             std::stop_token stop)
{
    return d->start<DocstringFinding>(std::move(stop),
                                      [entry](Asker &asker) { return checkDocstrings(asker, entry); });
}

QFuture<ForumFinding> Checks::forum(const community::Forum &forum, std::stop_token stop)
{
    return d->start<ForumFinding>(std::move(stop),
                                  [forum](Asker &asker) { return checkForum(asker, forum); });
}

QFuture<QueryFinding> Checks::query(Provider provider, const QString &query, std::stop_token stop)
{
    return d->start<QueryFinding>(
        std::move(stop), [provider, query](Asker &asker) { return checkQuery(asker, provider, query); });
}

QFuture<DoiFinding> Checks::doi(const QString &doi, std::stop_token stop)
{
    return d->start<DoiFinding>(std::move(stop), [doi](Asker &asker) { return checkDoi(asker, doi); });
}

QFuture<ListFinding> Checks::mailingList(const community::MailingList &list, std::stop_token stop)
{
    return d->start<ListFinding>(std::move(stop), [list](Asker &asker) { return checkList(asker, list); });
}

QFuture<Discovery> Checks::discover(const QString &pasted, std::stop_token stop)
{
    return d->start<Discovery>(std::move(stop),
                               [pasted](Asker &asker) { return onboarding::discover(asker, pasted); });
}

QString Checks::githubHost() const
{
    return githubWebHost(d->client);
}

Terms Checks::terms() const
{
    Terms terms;
    const http::Endpoints &endpoints = d->client.endpoints();
    for (const QString &name : endpoints.names()) {
        HostTerms &host = terms[name];
        host.withKey = d->client.hasCredential(name);
        host.host = endpoints.url(name).host();
        host.perSecond = endpoints.pace(name, host.withKey);
    }
    HostTerms &github = terms[u"github"_s];
    github.hourly = github.withKey ? hourlyWithToken : hourlyWithout;
    github.remaining = github.hourly;
    const QDateTime now = QDateTime::currentDateTimeUtc();
    for (const http::Quota &quota : d->client.quotas()) {
        const auto host = terms.find(quota.endpoint);
        if (host == terms.end() || quota.limit <= 0 || (quota.resetAt.isValid() && quota.resetAt <= now))
            continue;
        if (quota.endpoint != "github"_L1) // others count by the second or by the day
            continue;
        host->hourly = quota.limit;
        host->remaining = quota.remaining;
        host->resetAt = quota.resetAt;
    }
    return terms;
}

void Checks::forget()
{
    d->cache.clear();
}

} // namespace lockkeeper::onboarding
