#include "demo/GithubSite.h"

#include "demo/github/Directory.h"
#include "demo/github/Routes.h"

#include <QCryptographicHash>
#include <QDateTime>

#include <deque>
#include <mutex>

namespace lockkeeper::demo {

using namespace Qt::StringLiterals;

namespace {

bool isAuthorized(const HttpRequest &request)
{
    return !request.header("Authorization").isEmpty();
}

// Weak comparison of a list, RFC 9110, 13.1.2.
bool matches(const QByteArray &ifNoneMatch, const QByteArray &etag)
{
    const auto strong = [](QByteArray tag) {
        tag = tag.trimmed();
        return tag.startsWith("W/") ? tag.mid(2) : tag;
    };
    for (const QByteArray &tag : ifNoneMatch.split(',')) {
        if (strong(tag) == strong(etag) || tag.trimmed() == "*")
            return true;
    }
    return false;
}

} // namespace

class GithubSite::Private final
{
public:
    // With the lock held: quota, ETag and the headers every answer of GitHub has.
    HttpAnswer finished(HttpAnswer answer, const HttpRequest &request);

    mutable std::mutex mutex;
    GithubDirectory directory;
    QString web = u"https://github.com"_s;
    RequestQuota quota;
    Counts counts;
    std::deque<HttpAnswer> waiting;
    Interceptor interceptor;
    Delay delay;
};

HttpAnswer GithubSite::Private::finished(HttpAnswer answer, const HttpRequest &request)
{
    if (answer.status == 200) {
        const QByteArray hash = QCryptographicHash::hash(answer.body, QCryptographicHash::Sha256).toHex();
        const QByteArray etag = "W/\"" + hash + '"';
        answer.set("ETag", etag);
        const QByteArray known = request.header("If-None-Match");
        if (!known.isEmpty() && matches(known, etag)) {
            answer.status = 304;
            answer.body.clear();
            ++counts.notModified;
            if (isAuthorized(request))
                quota.giveBack(true);
        }
    }
    answer.set("X-GitHub-Media-Type", "github.v3; format=json");
    answer.set("Cache-Control", "private, max-age=60, s-maxage=60");
    quota.describe(answer, isAuthorized(request));
    return answer;
}

GithubSite::GithubSite()
    : d(std::make_unique<Private>())
{
}

GithubSite::~GithubSite() = default;

HttpAnswer GithubSite::handle(const HttpRequest &request)
{
    Interceptor interceptor;
    Delay delay;
    {
        const std::scoped_lock lock(d->mutex);
        ++d->counts.requests;
        if (isAuthorized(request))
            ++d->counts.authorized;
        if (!d->waiting.empty()) {
            HttpAnswer answer = std::move(d->waiting.front());
            d->waiting.pop_front();
            return answer;
        }
        interceptor = d->interceptor;
        delay = d->delay;
    }
    if (interceptor) {
        if (auto other = interceptor(request))
            return *std::move(other);
    }
    HttpAnswer own = answer(request);
    if (delay)
        own.delay = delay(request);
    return own;
}

HttpAnswer GithubSite::answer(const HttpRequest &request)
{
    const std::scoped_lock lock(d->mutex);
    const bool authorized = isAuthorized(request);
    if (!d->quota.take(authorized, QDateTime::currentSecsSinceEpoch())) {
        ++d->counts.refused;
        return d->finished(answers::quotaUsedUp(), request);
    }
    return d->finished(route(d->directory, d->web, request), request);
}

qint64 GithubSite::addRepository(const QString &fullName, const ProseWriter &writer,
                                 std::vector<GithubItem> items)
{
    const std::scoped_lock lock(d->mutex);
    GithubRepository &repository = d->directory.add(fullName, writer);
    repository.assign(std::move(items));
    return repository.id();
}

qint64 GithubSite::addGenerated(const GeneratedRepository &wanted)
{
    return addRepository(wanted.fullName, generatedProse(wanted), generatedItems(wanted));
}

bool GithubSite::renameRepository(const QString &from, const QString &to)
{
    const std::scoped_lock lock(d->mutex);
    return d->directory.rename(from, to);
}

bool GithubSite::removeRepository(const QString &fullName)
{
    const std::scoped_lock lock(d->mutex);
    return d->directory.remove(fullName);
}

bool GithubSite::describe(const QString &fullName, const RepositoryDetails &details)
{
    const std::scoped_lock lock(d->mutex);
    GithubRepository *repository = d->directory.find(fullName);
    if (repository)
        repository->setDetails(details);
    return repository != nullptr;
}

void GithubSite::describeOwner(const QString &login, const GithubOwner &owner)
{
    const std::scoped_lock lock(d->mutex);
    d->directory.setOwner(login, owner);
}

int GithubSite::addItem(const QString &fullName, GithubItem item)
{
    const std::scoped_lock lock(d->mutex);
    GithubRepository *repository = d->directory.find(fullName);
    return repository ? repository->add(std::move(item)) : 0;
}

bool GithubSite::changeItem(const QString &fullName, int number,
                            const std::function<void(GithubItem &)> &edit)
{
    const std::scoped_lock lock(d->mutex);
    GithubRepository *repository = d->directory.find(fullName);
    return repository && repository->change(number, edit);
}

bool GithubSite::editItem(const QString &fullName, int number, Prose prose, qint64 at)
{
    const auto words = std::make_shared<const Prose>(std::move(prose));
    return changeItem(fullName, number, [&](GithubItem &item) {
        item.prose = words;
        item.updatedAt = at;
    });
}

bool GithubSite::closeItem(const QString &fullName, int number, qint64 at)
{
    return changeItem(fullName, number, [at](GithubItem &item) {
        item.open = false;
        item.draft = false;
        item.closedAt = at;
        item.updatedAt = at;
    });
}

bool GithubSite::commentOn(const QString &fullName, int number, qint64 at)
{
    return changeItem(fullName, number, [at](GithubItem &item) {
        ++item.comments;
        item.updatedAt = at;
    });
}

bool GithubSite::deleteItem(const QString &fullName, int number)
{
    const std::scoped_lock lock(d->mutex);
    GithubRepository *repository = d->directory.find(fullName);
    return repository && repository->remove(number);
}

std::optional<GithubItem> GithubSite::item(const QString &fullName, int number) const
{
    const std::scoped_lock lock(d->mutex);
    const GithubRepository *repository = d->directory.find(fullName);
    const GithubItem *item = repository ? repository->find(number) : nullptr;
    return item ? std::optional(*item) : std::nullopt;
}

std::optional<Prose> GithubSite::prose(const QString &fullName, int number) const
{
    const std::scoped_lock lock(d->mutex);
    const GithubRepository *repository = d->directory.find(fullName);
    const GithubItem *item = repository ? repository->find(number) : nullptr;
    return item ? std::optional(repository->prose(*item)) : std::nullopt;
}

std::vector<GithubItem> GithubSite::items(const QString &fullName) const
{
    const std::scoped_lock lock(d->mutex);
    const GithubRepository *repository = d->directory.find(fullName);
    return repository ? repository->items() : std::vector<GithubItem>{};
}

void GithubSite::setWebAddress(const QString &web)
{
    const std::scoped_lock lock(d->mutex);
    d->web = web;
}

void GithubSite::setLimits(const QuotaLimits &limits)
{
    const std::scoped_lock lock(d->mutex);
    d->quota = RequestQuota(limits);
}

void GithubSite::setInterceptor(Interceptor interceptor)
{
    const std::scoped_lock lock(d->mutex);
    d->interceptor = std::move(interceptor);
}

void GithubSite::answerNext(HttpAnswer answer)
{
    const std::scoped_lock lock(d->mutex);
    d->waiting.push_back(std::move(answer));
}

void GithubSite::setDelay(Delay delay)
{
    const std::scoped_lock lock(d->mutex);
    d->delay = std::move(delay);
}

void GithubSite::setDelay(std::chrono::milliseconds delay)
{
    setDelay([delay](const HttpRequest &) { return delay; });
}

GithubSite::Counts GithubSite::counts() const
{
    const std::scoped_lock lock(d->mutex);
    return d->counts;
}

} // namespace lockkeeper::demo
