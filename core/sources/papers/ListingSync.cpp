#include "sources/papers/ListingSync.h"

#include "base/Time.h"

#include <QCoreApplication>

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
} // namespace

ListingSync::ListingSync(const PaperListing &listing, PaperRun &run, qsizetype results, QJsonObject kept)
    : m_listing(listing)
    , m_run(run)
    , m_results(std::min(results, listing.reach()))
    , m_kept(std::move(kept))
{
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
    m_place = place;
    m_taken = taken;
    m_run.setBegan(began);
    return true;
}

void ListingSync::beginAnew()
{
    m_place = m_listing.firstPlace();
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
    if (Result<void> retried = retrySkipped(); !retried)
        return retried;
    return m_run.finish(finalCursor(), !m_resumed);
}

Result<http::Response> ListingSync::fetchPage()
{
    http::Request request = m_listing.page(m_place, m_results - m_taken);
    if (m_place == m_listing.firstPlace()) {
        m_asked = request.url.query(QUrl::FullyEncoded);
        const QJsonObject last = m_run.cursor();
        // What could not be read shall be tried again: then the page is wanted, changed or not.
        if (!m_run.context().full && m_run.unsettled().isEmpty() &&
            last.value("asked"_L1).toString() == m_asked)
            request.etag = last.value("etag"_L1).toString().toLatin1();
    }
    Result<http::Response> response = m_run.fetch(std::move(request));
    const int status = response ? 0 : response.error().status;
    if (m_resumed && m_pages == 0 && (status == 400 || status == 404 || status == 410 || status == 422)) {
        beginAnew(); // the place is no longer known
        return fetchPage();
    }
    return response;
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
    const bool isLast = page->next.isNull() || page->listed == 0 || m_taken >= m_results ||
                        (m_total >= 0 && m_taken >= m_total);
    m_place = isLast ? QString() : page->next;
    const std::size_t papers = page->papers.size();
    return m_run.store(page->papers, page->malformed, [&](std::size_t count) {
        return count == papers && !isLast ? std::optional(placeCursor()) : std::nullopt;
    });
}

Result<void> ListingSync::retrySkipped()
{
    QStringList ids = m_run.unsettled();
    ids.removeIf([this](const QString &key) { return !m_listing.isId(key); });
    for (qsizetype first = 0; first < ids.size(); first += idsPerRequest) {
        const Result<http::Response> response = m_run.fetch(m_listing.some(ids.mid(first, idsPerRequest)));
        if (!response)
            return response.error().isCancelled() ? response.error() : m_listing.explained(response.error());
        const Result<PaperPage> page = m_listing.readSome(*response);
        if (!page)
            return page.error();
        const auto noCursor = [](std::size_t) {
            return std::optional<QJsonObject>();
        };
        if (const Result<bool> stored = m_run.store(page->papers, page->malformed, noCursor); !stored)
            return stored.error();
    }
    return {};
}

QJsonObject ListingSync::placeCursor() const
{
    QJsonObject cursor = m_kept;
    cursor.insert("place"_L1, m_place);
    cursor.insert("taken"_L1, qint64{m_taken});
    cursor.insert("began"_L1, toIsoUtc(m_run.began()));
    return cursor;
}

QJsonObject ListingSync::finalCursor() const
{
    QJsonObject cursor = m_kept;
    if (!m_etag.isEmpty()) {
        cursor.insert("asked"_L1, m_asked);
        cursor.insert("etag"_L1, QString::fromLatin1(m_etag));
    }
    return cursor;
}

} // namespace lockkeeper::sources::papers
