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
    for (const QJsonValue &id : value.toArray())
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
    const Result<QStringList> listed = search();
    if (!listed)
        return listed.error().isCancelled() ? listed.error() : explained(listed.error());
    const QStringList wanted = idsToAsk(*listed);
    m_run.context().progress.setTotal({.items = wanted.size(), .estimate = false});
    qsizetype end = 0;
    while (end < wanted.size()) {
        const QStringList ids = wanted.mid(end, recordsWanted());
        end += ids.size();
        const Result<bool> fetched = fetchRecords(ids);
        if (!fetched)
            return fetched.error().isCancelled() ? fetched.error() : explained(fetched.error());
        const bool more = !*fetched || end < wanted.size();
        if (more && m_run.context().limitReached()) // nothing is vouched for beyond the cursor
            return {};
    }
    if (m_fetchAll || !m_allFetched.isValid())
        m_allFetched = m_run.began();
    return m_run.finish(cursor(QSet<QString>(listed->cbegin(), listed->cend()) & m_settled), true);
}

Result<void> PubmedSync::readLastRun()
{
    if (Result<void> begun = m_run.begin(); !begun)
        return begun;
    m_settled = idsIn(m_run.cursor().value("ids"_L1));
    m_untitled = idsIn(m_run.cursor().value("untitled"_L1));
    m_allFetched = fromIso(m_run.cursor().value("all"_L1).toString());
    m_fetchAll = m_run.context().full || (m_allFetched.isValid() && m_allFetched.addDays(daysUntilAllAgain) <
                                                                        QDateTime::currentDateTimeUtc());
    const Result<std::vector<QVariantList>> rows =
        store::readStored(m_run.context().database, store::Table::Papers, u"pubmed"_s, {u"external_id"_s},
                          m_run.context().stop);
    if (!rows)
        return rows.error();
    for (const QVariantList &row : *rows)
        m_stored.insert(row.first().toString());
    return {};
}

Result<QStringList> PubmedSync::search()
{
    QStringList ids;
    qint64 count = 0;
    do {
        http::Request request;
        request.endpoint = u"pubmed"_s;
        request.url = urlOf(m_base, u"/esearch.fcgi"_s,
                            {{u"db"_s, u"pubmed"_s},
                             {u"term"_s, m_query},
                             {u"retmode"_s, u"json"_s},
                             {u"sort"_s, u"relevance"_s},
                             {u"retstart"_s, QString::number(ids.size())},
                             {u"retmax"_s, QString::number(m_results - ids.size())},
                             {u"tool"_s, tool}});
        const Result<http::Response> response = m_run.fetch(std::move(request));
        if (!response)
            return response.error();
        const Result<PubmedSearchPage> page = readPubmedSearch(*response, m_query);
        if (!page)
            return page.error();
        for (const QString &notice : page->notices)
            m_run.context().progress.addNotice(notice);
        count = std::min<qint64>(page->count, m_results);
        if (page->ids.isEmpty() && ids.size() < count)
            return badAnswer(*response, Tr::tr("it counts papers but lists none"));
        ids += page->ids.mid(0, m_results - ids.size());
    } while (ids.size() < count);
    ids.removeDuplicates();
    return ids;
}

QStringList PubmedSync::idsToAsk(const QStringList &listed) const
{
    QStringList wanted;
    for (const QString &id : listed) {
        const bool known = m_settled.contains(id) && (m_untitled.contains(id) || m_stored.contains(id));
        if (m_fetchAll || !known)
            wanted.append(id);
    }
    for (const QString &key : m_run.unsettled()) {
        if (isPmid(key) && !wanted.contains(key))
            wanted.append(key);
    }
    return wanted;
}

qsizetype PubmedSync::recordsWanted() const
{
    const JobContext &context = m_run.context();
    if (!context.limit)
        return recordsPerRequest;
    return std::clamp<qsizetype>(*context.limit - context.progress.done(), 1, recordsPerRequest);
}

Result<bool> PubmedSync::fetchRecords(const QStringList &ids)
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

Result<bool> PubmedSync::storeRecords(PubmedRecords records, const QStringList &asked)
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
    // A record without its number is one of those that are missing, if any are.
    std::vector<store::SkippedItem> skipped;
    for (const QString &id : asked) {
        if (missing.contains(id))
            skipped.push_back(
                {.key = id, .reason = Tr::tr("PubMed lists the paper %1 but does not give it.").arg(id)});
    }
    if (skipped.empty())
        skipped = std::move(records.malformed);
    std::size_t settled = 0;
    return m_run.store(records.papers, skipped, [&](std::size_t stored) {
        for (; settled < stored; ++settled) {
            m_settled.insert(records.papers.at(settled).externalId);
            m_untitled.remove(records.papers.at(settled).externalId);
        }
        return std::optional(cursor(m_settled));
    });
}

QJsonObject PubmedSync::cursor(const QSet<QString> &settled) const
{
    QJsonObject cursor{{u"ids"_s, sortedIds(settled)}, {u"untitled"_s, sortedIds(settled & m_untitled)}};
    if (m_allFetched.isValid())
        cursor.insert("all"_L1, toIsoUtc(m_allFetched));
    return cursor;
}

Error PubmedSync::explained(Error error) const
{
    if (error.kind == ErrorKind::Auth || (error.kind == ErrorKind::Http && error.status == 400))
        error.hint = Tr::tr("Check PUBMED_API_KEY, or the key in the settings.");
    else if (error.kind == ErrorKind::RateLimited)
        error.hint = Tr::tr("The next sync goes on where this one stopped. With PUBMED_API_KEY set, PubMed "
                            "allows more.");
    return error;
}

} // namespace lockkeeper::sources::papers
