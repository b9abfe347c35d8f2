#include "sources/papers/ListingSync.h"

#include "base/Time.h"
#include "sources/papers/PapersById.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace lockkeeper::sources::papers {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::sources::papers)
};

// A place in a listing is worth going back to for so long; the mark would stand as far behind.
constexpr qint64 placeIsGoodForSeconds = 24LL * 3600;
constexpr int pagesAtMost = 20'000;

QJsonArray sortedList(const QSet<QString> &ids)
{
    QStringList sorted(ids.cbegin(), ids.cend());
    sorted.sort(); // the same ids make the same cursor
    return QJsonArray::fromStringList(sorted);
}
} // namespace

ListingSync::ListingSync(const PaperListing &listing, PaperRun &run, qsizetype results, Kept kept)
    : m_listing(listing)
    , m_run(run)
    , m_results(std::min(results, listing.reach()))
    , m_kept(std::move(kept))
{
    const QJsonObject last = m_run.cursor();
    const bool isNumbered = last.value("numbered"_L1).toBool() && !m_run.context().full;
    m_first = isNumbered ? m_listing.numberedPlace() : m_listing.firstPlace();
    for (const QJsonValue id : last.value("ids"_L1).toArray())
        m_brought.insert(id.toString());
    beginAnew();
    m_resumed = !m_run.context().full && takePlaceOfLastRun();
}

bool ListingSync::takePlaceOfLastRun()
{
    const QJsonObject cursor = m_run.cursor();
    const QString place = cursor.value("place"_L1).toString();
    const qint64 taken = cursor.value("taken"_L1).toInteger();
    const QDateTime began = fromIso(cursor.value("began"_L1).toString());
    const qint64 age = began.secsTo(QDateTime::currentDateTimeUtc());
    if (place.isEmpty() || !began.isValid() || age < 0 || age > placeIsGoodForSeconds || taken <= 0 ||
        taken >= m_results)
        return false;
    const QJsonObject kept = keptMembers(-1);
    for (auto member = kept.begin(); member != kept.end(); ++member) {
        if (cursor.value(member.key()) != member.value())
            return false;
    }
    m_place = place;
    m_taken = taken;
    m_run.setBegan(began);
    return true;
}

void ListingSync::beginAnew()
{
    m_place = m_first;
    m_taken = 0;
    m_resumed = false;
    m_run.setBegan({});
}

Result<void> ListingSync::walk()
{
    while (!m_place.isNull()) {
        const Result<http::Response> response = fetchPage();
        if (!response)
            return response.error().isCancelled() ? response.error() : m_listing.explained(response.error());
        if (response->notModified())
            return m_run.finish(m_run.cursor(), false);
        const Result<bool> taken = takePage(*response);
        if (!taken)
            return taken.error();
        const bool more = !*taken || !m_place.isNull();
        if (more && m_run.context().limitReached()) // nothing is vouched for beyond the cursor
            return {};
    }
    if (m_run.context().limitReached() && (m_run.context().full || !m_run.unsettled().isEmpty()))
        return {}; // what is asked for by its id would not be stored any more
    const Result<bool> settled = settleById();
    if (!settled)
        return settled.error();
    if (!*settled)
        return {};
    return m_run.finish(finalCursor(), !m_resumed);
}

qsizetype ListingSync::pageSize() const
{
    const JobContext &context = m_run.context();
    const qsizetype left = m_results - m_taken;
    // A page that the job's limit cuts in two would be asked for again by the next run.
    return context.limit ? std::min<qsizetype>(left, *context.limit - context.progress.done()) : left;
}

Result<http::Response> ListingSync::fetchPage()
{
    http::Request request = m_listing.page(m_place, pageSize());
    if (m_place == m_first) {
        m_asked = request.url.query(QUrl::FullyEncoded);
        const QJsonObject last = m_run.cursor();
        // What could not be read shall be tried again: then the page is wanted, changed or not.
        if (!m_run.context().full && m_run.unsettled().isEmpty() &&
            last.value("asked"_L1).toString() == m_asked)
            request.etag = last.value("etag"_L1).toString().toLatin1();
    }
    Result<http::Response> response = m_run.fetch(std::move(request));
    if (!response && takeOtherWay(response.error()))
        return fetchPage();
    return response;
}

bool ListingSync::takeOtherWay(const Error &refusal)
{
    if (m_pages > 0)
        return false;
    const int status = refusal.status;
    if (m_resumed && (status == 400 || status == 404 || status == 410 || status == 422)) {
        beginAnew(); // the place is no longer known
        return true;
    }
    const QString numbered = m_listing.numberedPlace();
    if (m_resumed || status != 401 || numbered.isNull() || m_first == numbered)
        return false;
    m_first = numbered;
    beginAnew();
    return true;
}

Result<bool> ListingSync::takePage(const http::Response &response)
{
    const qsizetype wanted = m_results - m_taken;
    const Result<PaperPage> page = m_listing.read(response, m_place, m_taken, wanted);
    if (!page)
        return page.error();
    m_total = page->total.value_or(-1);
    if (page->listed == 0 && m_taken == 0 && m_total > 0)
        return badAnswer(response, Tr::tr("it counts papers but lists none"));
    if (page->next == m_place || ++m_pages > pagesAtMost)
        return badAnswer(response, Tr::tr("its listing does not come to an end"));

    Progress &progress = m_run.context().progress;
    if (m_total >= 0) {
        const qint64 left = std::min<qint64>(m_total, m_results) - m_taken;
        progress.setTotal(
            {.items = progress.done() + std::max<qint64>(left, page->listed), .estimate = false});
    }
    m_etag = m_pages == 1 && !m_resumed ? response.header("etag") : QByteArray();
    m_taken += page->listed;
    for (const QString &id : page->ids)
        m_listed.insert(id);
    for (const store::Paper &paper : page->papers)
        m_brought.insert(paper.externalId);
    const bool isLast = page->next.isNull() || page->listed == 0 || m_taken >= m_results || isComplete();
    m_place = isLast ? QString() : page->next;
    const std::size_t papers = page->papers.size();
    return m_run.store(page->papers, page->malformed, [&](std::size_t count) {
        return count == papers && !isLast ? std::optional(placeCursor()) : std::nullopt;
    });
}

Result<bool> ListingSync::settleById()
{
    PapersById papers(m_listing, m_run);
    QStringList ids = m_run.unsettled();
    ids.removeIf([this](const QString &key) { return !m_listing.isId(key); });
    if (Result<void> refreshed = papers.refresh(ids); !refreshed)
        return refreshed.error();
    if (papers.isCutOff() || !m_run.context().full || m_resumed || !isComplete())
        return !papers.isCutOff();
    QStringList unlisted;
    for (const QJsonValue id : sortedList(m_brought - m_listed))
        unlisted.append(id.toString());
    const Result<QStringList> gone = papers.settle(unlisted);
    if (!gone)
        return gone.error();
    for (const QString &id : *gone)
        m_brought.remove(id);
    return !papers.isCutOff();
}

QJsonObject ListingSync::keptMembers(qint64 total) const
{
    return m_kept ? m_kept(total) : QJsonObject();
}

QJsonObject ListingSync::placeCursor() const
{
    QJsonObject cursor = keptMembers(-1);
    cursor.insert("place"_L1, m_place);
    cursor.insert("taken"_L1, qint64{m_taken});
    cursor.insert("began"_L1, toIsoUtc(m_run.began()));
    cursor.insert("ids"_L1, sortedList(m_brought));
    if (m_first == m_listing.numberedPlace())
        cursor.insert("numbered"_L1, true);
    return cursor;
}

QJsonObject ListingSync::finalCursor() const
{
    QJsonObject cursor = keptMembers(m_total);
    if (!m_etag.isEmpty()) {
        cursor.insert("asked"_L1, m_asked);
        cursor.insert("etag"_L1, QString::fromLatin1(m_etag));
    }
    if (isComplete()) // else it never says that a paper is gone
        cursor.insert("ids"_L1, sortedList(m_brought));
    if (m_first == m_listing.numberedPlace())
        cursor.insert("numbered"_L1, true);
    return cursor;
}

} // namespace lockkeeper::sources::papers
