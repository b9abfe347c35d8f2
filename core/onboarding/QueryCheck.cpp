#include "base/Format.h"
#include "http/Client.h"
#include "onboarding/Asker.h"
#include "onboarding/PaperCheck.h"
#include "onboarding/RepositoryFacts.h"
#include "sources/papers/OpenAlexListing.h"
#include "sources/papers/PaperSource.h"
#include "sources/papers/PubmedSearch.h"
#include "sources/papers/PubmedXml.h"
#include "sources/papers/SemanticScholarListing.h"
#include "sources/papers/WholeQuery.h"

#include <QCoreApplication>

#include <memory>

using namespace Qt::StringLiterals;

namespace lockkeeper::onboarding {

namespace {
namespace papers = sources::papers;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::onboarding)
};

constexpr qsizetype titlesShown = 3;
constexpr qsizetype longestQuery = 1000;

QStringList titlesOf(const std::vector<store::Paper> &rows)
{
    QStringList titles;
    for (const store::Paper &row : rows) {
        if (titles.size() < titlesShown)
            titles.append(oneLine(row.title));
    }
    return titles;
}

Result<void> askListing(Asker &asker, const papers::PaperListing &listing, QueryFinding &finding)
{
    const Result<http::Response> response = asker.ask(listing.page(listing.firstPlace(), titlesShown));
    if (!response)
        return listing.explained(response.error());
    const Result<papers::PaperPage> page = listing.read(*response, listing.firstPlace(), 0, titlesShown);
    if (!page)
        return page.error();
    finding.hits = page->total.value_or(page->listed);
    finding.titles = titlesOf(page->papers);
    return {};
}

http::Request pubmedRequest(const Asker &asker, const QString &path, const papers::Parameters &parameters)
{
    http::Request request;
    request.endpoint = u"pubmed"_s;
    request.url = papers::urlOf(asker.client().endpoints().url(request.endpoint), path, parameters);
    return request;
}

Result<void> askPubmed(Asker &asker, QueryFinding &finding)
{
    const http::Request search = pubmedRequest(asker, u"/esearch.fcgi"_s,
                                               {{u"db"_s, u"pubmed"_s},
                                                {u"term"_s, finding.query},
                                                {u"retmode"_s, u"json"_s},
                                                {u"sort"_s, u"relevance"_s},
                                                {u"retmax"_s, QString::number(titlesShown)},
                                                {u"tool"_s, u"lockkeeper"_s}});
    const Result<http::Response> found = asker.ask(search);
    if (!found)
        return found.error();
    const Result<papers::PubmedSearchPage> page = papers::readPubmedSearch(*found, finding.query);
    if (!page)
        return page.error();
    finding.hits = page->count;
    if (!page->notices.isEmpty())
        finding.hint = oneLine(page->notices.join(u' '));
    if (page->ids.isEmpty())
        return {};
    http::Request fetch = pubmedRequest(asker, u"/efetch.fcgi"_s, {});
    fetch.method = "POST";
    fetch.headers = {{"Content-Type", "application/x-www-form-urlencoded"}};
    fetch.body = papers::formEncoded({{u"db"_s, u"pubmed"_s},
                                      {u"id"_s, page->ids.mid(0, titlesShown).join(u',')},
                                      {u"retmode"_s, u"xml"_s},
                                      {u"tool"_s, u"lockkeeper"_s}});
    // Without the titles the hits are an answer, too.
    if (const Result<http::Response> records = asker.ask(fetch)) {
        if (const Result<papers::PubmedRecords> read = papers::readPubmed(*records))
            finding.titles = titlesOf(read->papers);
    }
    return {};
}

Result<void> askProvider(Asker &asker, QueryFinding &finding)
{
    const http::Endpoints &endpoints = asker.client().endpoints();
    switch (finding.provider) {
    case Provider::OpenAlex:
        return askListing(asker, papers::OpenAlexListing::search(endpoints.url(u"openalex"_s), finding.query),
                          finding);
    case Provider::SemanticScholar:
        return askListing(asker,
                          papers::SemanticScholarListing(endpoints.url(u"semanticscholar"_s), finding.query),
                          finding);
    case Provider::PubMed:
        break;
    }
    return askPubmed(asker, finding);
}

// What was found, in a sentence.
void judge(QueryFinding &finding)
{
    const QString name = providerName(finding.provider);
    finding.verdict = Verdict::Fine;
    if (finding.hits <= 0) {
        finding.verdict = Verdict::Warning;
        finding.text = Tr::tr("%1 finds nothing.").arg(name);
        if (finding.hint.isEmpty())
            finding.hint = Tr::tr("Try fewer words: papers that lack one of them are left out.");
    } else if (finding.hits > papers::resultsByDefault) {
        finding.text = Tr::tr("%1 finds about %2 papers, of which the first %3 are kept.")
                           .arg(name, formatNumber(finding.hits), formatNumber(papers::resultsByDefault));
    } else {
        finding.text =
            Tr::tr("%1 finds %2.").arg(name, Tr::tr("%Ln paper(s)", nullptr, static_cast<int>(finding.hits)));
    }
}
} // namespace

QueryFinding checkQuery(Asker &asker, Provider provider, const QString &query)
{
    QueryFinding finding;
    finding.provider = provider;
    finding.query = query.trimmed();
    if (finding.query.isEmpty() || finding.query.size() > longestQuery) {
        finding.verdict = Verdict::Error;
        finding.text =
            finding.query.isEmpty() ? Tr::tr("The query is empty.") : Tr::tr("The query is too long.");
        return finding;
    }
    if (const Result<void> asked = askProvider(asker, finding); !asked)
        asker.leaveOpen(finding, asked.error());
    else
        judge(finding);
    return finding;
}

} // namespace lockkeeper::onboarding
