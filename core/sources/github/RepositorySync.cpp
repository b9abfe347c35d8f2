#include "sources/github/RepositorySync.h"

#include "base/Time.h"
#include "sources/BadAnswer.h"
#include "sources/JsonAnswer.h"
#include "sources/LastRun.h"
#include "sources/LinkHeader.h"
#include "store/Database.h"

#include <QCoreApplication>
#include <QLocale>
#include <QUrlQuery>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace lockkeeper::sources::github {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::sources::github)
};

// RFC 9110, 5.6.7: "Tue, 15 Nov 1994 08:12:31 GMT".
QDateTime serverTime(const http::Response &response)
{
    QDateTime time = QLocale::c().toDateTime(QString::fromLatin1(response.header("date")),
                                             u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s);
    time.setTimeSpec(Qt::UTC);
    return time;
}

// A page of the listing, as part of the key of an item without a number: retryPage() reads it.
QString placeOf(const IssueWalk::Query &query)
{
    return u"since %1 page %2"_s.arg(query.since.isValid() ? query.since.toString(Qt::ISODate) : u"ever"_s)
        .arg(query.page);
}
} // namespace

RepositorySync::RepositorySync(QString repository, JobContext &context)
    : m_repository(std::move(repository))
    , m_context(context)
    , m_remote{.type = u"github"_s, .name = m_repository}
    , m_base(context.client.endpoints().url(u"github"_s))
{
    m_base.setPath(m_base.path() + "/repos/"_L1 + m_repository);
}

Result<void> RepositorySync::run()
{
    const Result<LastRun> last = readLastRun(m_context, m_remote);
    if (!last)
        return last.error();
    m_skippedBefore = last->skipped;
    const Cursor cursor = Cursor::fromText(last->cursor);
    m_storedSince = cursor.since;
    IssueWalk listing(m_context.full ? Cursor{} : cursor);
    if (Result<void> walked = walk(listing); !walked)
        return walked.error().isCancelled() ? walked.error() : explained(walked.error());
    if (m_stopped)
        return {};
    if (Result<void> retried = retrySkipped(); !retried)
        return retried;
    if (m_context.full) {
        if (Result<void> reconciled = reconcile(); !reconciled)
            return reconciled;
    }
    return finish(m_notModified ? std::nullopt : std::optional(listing.finalCursor()));
}

http::Request RepositorySync::request(const QUrl &url) const
{
    http::Request request;
    request.url = url;
    request.endpoint = u"github"_s;
    request.headers = {{"Accept", "application/vnd.github+json"}, {"X-GitHub-Api-Version", "2022-11-28"}};
    return request;
}

QUrl RepositorySync::listingUrl(const IssueWalk::Query &query) const
{
    QUrlQuery parameters{{u"state"_s, u"all"_s}, {u"sort"_s, u"updated"_s}, {u"direction"_s, u"asc"_s}};
    if (query.since.isValid())
        parameters.addQueryItem(u"since"_s, query.since.toString(Qt::ISODate));
    parameters.addQueryItem(u"per_page"_s, QString::number(perPage));
    if (query.page > 1)
        parameters.addQueryItem(u"page"_s, QString::number(query.page));
    QUrl url = m_base;
    url.setPath(url.path() + "/issues"_L1);
    url.setQuery(parameters);
    return url;
}

Result<void> RepositorySync::walk(IssueWalk &walk)
{
    const QDateTime asked = QDateTime::currentDateTimeUtc();
    while (!walk.finished()) {
        http::Request next = request(listingUrl(walk.query()));
        next.etag = walk.query().etag;
        const Result<http::Response> response = m_context.fetch(std::move(next));
        if (!response)
            return response.error();
        if (!m_began.isValid()) { // by the earlier of both clocks: one of them may be wrong
            const QDateTime theirs = serverTime(*response);
            m_began = theirs.isValid() ? std::min(asked, theirs) : asked;
        }
        if (response->notModified()) {
            m_notModified = true;
            return {};
        }
        const int number = walk.query().page;
        Result<IssuePage> read = readAnswer(*response, placeOf(walk.query()));
        if (!read)
            return read.error();
        IssuePage &page = *read;
        noteMove(*response, page);
        const PageLinks links = parseLinks(response->header("link"));
        if (!walk.take(page, links.hasNext, response->header("etag"))) {
            return badAnswer(*response,
                             Tr::tr("none of its %1 items is an issue or pull request (%2)")
                                 .arg(QString::number(page.count), page.malformed.front().reason),
                             Tr::tr("Nothing of it was written; the next sync asks again."));
        }
        if (links.hasNext && links.lastPage) { // not counted yet: this page and those behind it
            const qint64 pages = qint64{*links.lastPage} - number + 1;
            m_context.progress.setTotal(
                {.items = m_context.progress.done() + pages * perPage, .estimate = true});
        }
        const Result<bool> whole = store(walk, page);
        if (!whole)
            return whole.error();
        m_stopped = !*whole || (m_context.limitReached() && !walk.finished());
        if (m_stopped)
            return {};
    }
    return {};
}

Result<IssuePage> RepositorySync::readAnswer(const http::Response &response, const QString &place) const
{
    const Result<QJsonArray> array = jsonArray(response);
    if (!array)
        return array.error();
    IssuePage page = readPage(*array, m_repository, place);
    if (!isOfAnotherShape(page))
        return page;
    return Error{.kind = ErrorKind::BadAnswer,
                 .text = Tr::tr("The answer from %1 (status %2) is not what was expected: none of its %3 "
                                "items is an issue or pull request (%4).")
                             .arg(response.url.host())
                             .arg(response.status)
                             .arg(page.count)
                             .arg(page.malformed.front().reason),
                 .hint = Tr::tr("Nothing of it was written; the next sync asks again."),
                 .url = response.url.toDisplayString(QUrl::RemoveUserInfo),
                 .status = response.status};
}

Result<bool> RepositorySync::store(const IssueWalk &walk, const IssuePage &page)
{
    if (!page.malformed.empty()) {
        store::Batch batch;
        batch.remote = m_remote;
        batch.skipped = page.malformed;
        for (const store::SkippedItem &item : page.malformed)
            m_skippedBefore.remove(item.key); // tried again just now
        if (const Result<store::CommitCounts> committed = m_context.commit(std::move(batch)); !committed)
            return committed.error();
    }
    if (m_webName.isEmpty() && !page.items.empty())
        m_webName = repositoryOf(page.items.front().row.url);
    std::size_t end = 0;
    for (std::size_t first = 0; first < page.items.size(); first = end) {
        end = std::min(page.items.size(), first + m_context.batchSize());
        store::Batch batch;
        batch.remote = m_remote;
        for (std::size_t i = first; i < end; ++i) {
            const store::GithubItem &row = page.items.at(i).row;
            batch.githubItems.push_back(row);
            if (m_context.full)
                m_seen.insert(row.number);
            if (const QString key = QString::number(row.number); m_skippedBefore.remove(key))
                batch.readAtLast.append(key);
        }
        const std::optional<Cursor> cursor = walk.cursorAfter(page, end);
        if (cursor && (!m_storedSince.isValid() || m_storedSince < cursor->since))
            batch.cursor = cursor->toText();
        if (const Result<store::CommitCounts> committed = m_context.commit(std::move(batch)); !committed)
            return committed.error();
        if (m_context.limitReached() && end < page.items.size())
            return false;
    }
    return true;
}

Result<void> RepositorySync::finish(const std::optional<Cursor> &cursor)
{
    const store::CommitCounts counts = m_context.progress.counts();
    store::Batch batch;
    batch.remote = m_remote;
    if (cursor)
        batch.cursor = cursor->toText();
    batch.mark = store::SyncMark{.at = m_began, .rowsBefore = counts.added + counts.changed};
    const Result<store::CommitCounts> committed = m_context.commit(std::move(batch));
    if (!committed)
        return committed.error();
    m_context.progress.setTotal({.items = m_context.progress.done(), .estimate = false});
    return {};
}

void RepositorySync::noteMove(const http::Response &response, const IssuePage &page)
{
    if (m_moved || response.movedTo.isEmpty())
        return;
    m_moved = true;
    const QString name = page.items.empty() ? QString() : repositoryOf(page.items.front().row.url);
    m_context.progress.addNotice(
        name.isEmpty()
            ? Tr::tr("%1 was renamed or moved. Put its new name into the configuration.").arg(m_repository)
            : Tr::tr("%1 is now %2. Put the new name into the configuration.").arg(m_repository, name));
    // Ask the new place directly from here on, if it is on the same server.
    QUrl place = response.url;
    place.setQuery(QString());
    if (place.path().endsWith("/issues"_L1) && place.host() == m_base.host() &&
        place.port() == m_base.port()) {
        place.setPath(place.path().chopped(7));
        m_base = place;
    }
}

Error RepositorySync::explained(Error error) const
{
    if (error.kind != ErrorKind::Gone)
        return error;
    if (error.status == 410)
        error.text = Tr::tr("Issues are disabled in %1.").arg(m_repository);
    else if (error.status == 451)
        error.text = Tr::tr("GitHub has blocked %1 for legal reasons.").arg(m_repository);
    else
        error.text =
            Tr::tr("The repository %1 does not exist on GitHub, or it is private.").arg(m_repository);
    error.hint =
        Tr::tr("Check github.repos in the community's configuration. What was stored before is still there.");
    return error;
}

} // namespace lockkeeper::sources::github
