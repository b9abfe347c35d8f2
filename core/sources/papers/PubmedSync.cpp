#include "sources/papers/PubmedSync.h"

#include "base/Time.h"
#include "sources/papers/PaperListing.h"
#include "sources/papers/PubmedSearch.h"
#include "sources/papers/PubmedXml.h"
#include "sources/papers/WholeQuery.h"
#include "store/StoredKeys.h"

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

constexpr qsizetype recordsPerRequest = 200;
constexpr qsizetype searchReach = 10'000; // esearch gives no more of PubMed's results
constexpr int daysUntilAllAgain = 30;
constexpr qint64 checkIsGoodForSeconds = 20LL * 3600; // so that a daily sync asks every time

const QString column = u"pubmed"_s;   // "source" of its rows
const QString tool = u"lockkeeper"_s; // NCBI asks programs to name themselves

// By number, so that the same ids make the same cursor in whatever order they are listed.
QJsonArray sortedIds(const QSet<QString> &ids)
{
    QStringList sorted(ids.cbegin(), ids.cend());
    std::sort(sorted.begin(), sorted.end(), [](const QString &a, const QString &b) {
        return a.size() != b.size() ? a.size() < b.size() : a < b;
    });
    return QJsonArray::fromStringList(sorted);
}

QSet<QString> idsIn(const QJsonValue &value)
{
    QSet<QString> ids;
    for (const QJsonValue id : value.toArray())
        ids.insert(id.toString());
    return ids;
}
} // namespace

PubmedSync::PubmedSync(QString query, qsizetype results, JobContext &context)
    : m_query(std::move(query))
    , m_results(std::min(results, searchReach))
    , m_run("pubmed:"_L1 + m_query, context)
    , m_base(context.client.endpoints().url(u"pubmed"_s))
{
}

Result<void> PubmedSync::run()
{
    if (Result<void> read = readLastRun(); !read)
        return read;
    const Result<QStringList> listed = search({});
    if (!listed)
        return explained(listed.error());
    m_listed = *listed;
    if (const Result<void> searched = searchModified(); !searched)
        return explained(searched.error());
    const QStringList wanted = idsToAsk();
    m_run.context().progress.setTotal({.items = wanted.size(), .estimate = false});
    const Result<bool> fetched = fetchAll(wanted);
    if (!fetched)
        return explained(fetched.error());
    if (!*fetched) // nothing is vouched for beyond the cursor
        return {};
    if (const Result<void> settled = settleUnlisted(); !settled)
        return explained(settled.error());
    return finish();
}

Result<void> PubmedSync::readLastRun()
{
    if (Result<void> begun = m_run.begin(); !begun)
        return begun;
    const QJsonObject last = m_run.cursor();
    m_settled = idsIn(last.value("ids"_L1));
    m_untitled = idsIn(last.value("untitled"_L1));
    m_allFetched = fromIso(last.value("all"_L1).toString());
    m_checked = fromIso(last.value("checked"_L1).toString());
    m_wantsAll = m_run.context().full || (m_allFetched.isValid() && m_allFetched.addDays(daysUntilAllAgain) <
                                                                        QDateTime::currentDateTimeUtc());
    const Result<std::vector<QVariantList>> rows = store::readStored(
        m_run.context().database, store::Table::Papers, column, {u"external_id"_s}, m_run.context().stop);
    if (!rows)
        return rows.error();
    for (const QVariantList &row : *rows)
        m_stored.insert(row.first().toString());
    return {};
}

Result<QStringList> PubmedSync::search(const Parameters &restriction)
{
    QStringList ids;
    qint64 count = 0;
    do {
        http::Request request;
        request.endpoint = u"pubmed"_s;
        request.url = urlOf(m_base, u"/esearch.fcgi"_s,
                            Parameters{{u"db"_s, u"pubmed"_s},
                                       {u"term"_s, m_query},
                                       {u"retmode"_s, u"json"_s},
                                       {u"sort"_s, u"relevance"_s},
                                       {u"retstart"_s, QString::number(ids.size())},
                                       {u"retmax"_s, QString::number(m_results - ids.size())},
                                       {u"tool"_s, tool}} +
                                restriction);
        const Result<http::Response> response = m_run.fetch(std::move(request));
        if (!response)
            return response.error();
        const Result<PubmedSearchPage> page = readPubmedSearch(*response, m_query);
        if (!page)
            return page.error();
        if (restriction.isEmpty()) {
            for (const QString &notice : page->notices)
                m_run.context().progress.addNotice(notice);
            m_isComplete = page->count <= m_results;
        }
        count = std::min<qint64>(page->count, m_results);
        if (page->ids.isEmpty() && ids.size() < count)
            return badAnswer(*response, Tr::tr("it counts papers but lists none"));
        ids += page->ids.mid(0, m_results - ids.size());
    } while (ids.size() < count);
    ids.removeDuplicates();
    return ids;
}

// "mdat" is the day of a record's last change: https://www.ncbi.nlm.nih.gov/books/NBK25499/#chapter4.ESearch
Result<void> PubmedSync::searchModified()
{
    const QDateTime since = m_checked.isValid() ? m_checked : m_allFetched;
    const bool isDue =
        since.isValid() && since.secsTo(QDateTime::currentDateTimeUtc()) > checkIsGoodForSeconds;
    if (!isDue || m_wantsAll)
        return {};
    // A day earlier: the days are those of another part of the world.
    const QString day = since.toUTC().addDays(-1).toString(u"yyyy/MM/dd"_s);
    const Result<QStringList> modified =
        search({{u"datetype"_s, u"mdat"_s}, {u"mindate"_s, day}, {u"maxdate"_s, u"3000"_s}});
    if (!modified)
        return modified.error();
    m_modified = QSet<QString>(modified->cbegin(), modified->cend());
    m_checkedNow = m_run.began(); // the cursor says so only when all of them are stored
    return {};
}

QStringList PubmedSync::idsToAsk() const
{
    QStringList wanted;
    for (const QString &id : m_listed) {
        const bool isKnown = m_settled.contains(id) && (m_untitled.contains(id) || m_stored.contains(id));
        if (m_wantsAll || !isKnown || m_modified.contains(id))
            wanted.append(id);
    }
    for (const QString &key : m_run.unsettled()) {
        if (isPmid(key) && !wanted.contains(key))
            wanted.append(key);
    }
    return wanted;
}

Result<bool> PubmedSync::fetchAll(const QStringList &ids)
{
    qsizetype end = 0;
    while (end < ids.size()) {
        const QStringList some = ids.mid(end, recordsWanted());
        end += some.size();
        const Result<Fetched> fetched = fetchRecords(some);
        if (!fetched)
            return fetched.error();
        const bool more = !fetched->isStored || end < ids.size();
        if (more && m_run.context().limitReached())
            return false;
    }
    return true;
}

qsizetype PubmedSync::recordsWanted() const
{
    const JobContext &context = m_run.context();
    if (!context.limit)
        return recordsPerRequest;
    return std::clamp<qsizetype>(*context.limit - context.progress.done(), 1, recordsPerRequest);
}

Result<PubmedSync::Fetched> PubmedSync::fetchRecords(const QStringList &ids)
{
    http::Request request;
    request.endpoint = u"pubmed"_s;
    request.method = "POST"; // as many ids do not fit into an address
    request.url = urlOf(m_base, u"/efetch.fcgi"_s, {});
    request.headers = {{"Content-Type", "application/x-www-form-urlencoded"}};
    request.body = formEncoded(
        {{u"db"_s, u"pubmed"_s}, {u"id"_s, ids.join(u',')}, {u"retmode"_s, u"xml"_s}, {u"tool"_s, tool}});
    const Result<http::Response> response = m_run.fetch(std::move(request));
    if (!response)
        return response.error();
    Result<PubmedRecords> records = readPubmed(*response);
    if (!records)
        return records.error();
    return storeRecords(std::move(*records), ids);
}

Result<PubmedSync::Fetched> PubmedSync::storeRecords(PubmedRecords records, const QStringList &asked)
{
    QSet<QString> missing(asked.cbegin(), asked.cend());
    std::erase_if(records.papers,
                  [&](const store::Paper &paper) { return !missing.remove(paper.externalId); });
    for (const QString &id : std::as_const(records.untitled)) {
        if (missing.remove(id)) {
            m_settled.insert(id);
            m_untitled.insert(id);
        }
    }
    Fetched fetched{.missing = {}, .isWhole = records.malformed.empty(), .isStored = true};
    std::vector<store::SkippedItem> skipped;
    for (const QString &id : asked) {
        if (!missing.contains(id))
            continue;
        fetched.missing.append(id);
        if (m_listed.contains(id)) // of others nobody says that they exist
            skipped.push_back(
                {.key = id, .reason = Tr::tr("PubMed lists the paper %1 but does not give it.").arg(id)});
    }
    // A record without its number is one of those that are missing, if any are.
    if (skipped.empty())
        skipped = std::move(records.malformed);
    std::size_t settled = 0;
    const Result<bool> stored = m_run.store(records.papers, skipped, [&](std::size_t count) {
        for (; settled < count; ++settled) {
            m_settled.insert(records.papers.at(settled).externalId);
            m_untitled.remove(records.papers.at(settled).externalId);
        }
        return std::optional(cursor(m_settled));
    });
    if (!stored)
        return stored.error();
    fetched.isStored = *stored;
    return fetched;
}

// What the query once found and no longer does, though it gives all that it finds: PubMed's word that a
// record is gone is an answer without it.
Result<void> PubmedSync::settleUnlisted()
{
    if (!m_run.context().full || !m_isComplete)
        return {};
    QStringList unlisted;
    for (const QJsonValue id : sortedIds(m_settled - QSet<QString>(m_listed.cbegin(), m_listed.cend())))
        unlisted.append(id.toString());
    for (qsizetype first = 0; first < unlisted.size(); first += recordsPerRequest) {
        const Result<Fetched> some = fetchRecords(unlisted.mid(first, recordsPerRequest));
        if (!some)
            return some.error();
        QStringList gone;
        for (const QString &id : some->missing) {
            const Result<Fetched> alone = fetchRecords({id});
            if (!alone)
                return alone.error();
            if (alone->isWhole && alone->missing.contains(id))
                gone.append(id);
        }
        if (Result<void> removed = m_run.remove(column, gone); !removed)
            return removed;
        for (const QString &id : std::as_const(gone))
            m_settled.remove(id);
    }
    return {};
}

Result<void> PubmedSync::finish()
{
    if (m_wantsAll || !m_allFetched.isValid()) {
        m_allFetched = m_run.began();
        m_checked = m_run.began();
    } else if (m_checkedNow.isValid()) {
        m_checked = m_checkedNow;
    }
    // Of a listing that shows but a part, what left it is not worth remembering.
    const QSet<QString> kept =
        m_isComplete ? m_settled : m_settled & QSet<QString>(m_listed.cbegin(), m_listed.cend());
    return m_run.finish(cursor(kept), true);
}

QJsonObject PubmedSync::cursor(const QSet<QString> &settled) const
{
    QJsonObject cursor{{u"ids"_s, sortedIds(settled)}, {u"untitled"_s, sortedIds(settled & m_untitled)}};
    if (m_allFetched.isValid())
        cursor.insert("all"_L1, toIsoUtc(m_allFetched));
    if (m_checked.isValid())
        cursor.insert("checked"_L1, toIsoUtc(m_checked));
    return cursor;
}

Error PubmedSync::explained(Error error) const
{
    if (error.isCancelled())
        return error;
    if (error.kind == ErrorKind::Auth || (error.kind == ErrorKind::Http && error.status == 400))
        error.hint = Tr::tr("Check PUBMED_API_KEY, or the key in the settings.");
    else if (error.kind == ErrorKind::RateLimited)
        error.hint = Tr::tr("The next sync goes on where this one stopped. With PUBMED_API_KEY set, PubMed "
                            "allows more.");
    return error;
}

} // namespace lockkeeper::sources::papers
