#include "sources/papers/PaperSource.h"

#include "sources/papers/CitingSync.h"
#include "sources/papers/ListingSync.h"
#include "sources/papers/OpenAlexListing.h"
#include "sources/papers/PubmedSync.h"
#include "sources/papers/SemanticScholarListing.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace lockkeeper::sources::papers {

namespace {
Result<void> syncListing(const PaperListing &listing, const QString &name, qsizetype results,
                         JobContext &context)
{
    PaperRun run(name, context);
    if (Result<void> begun = run.begin(); !begun)
        return begun;
    return ListingSync(listing, run, results).walk();
}

Remote openAlex(const QString &query, qsizetype results)
{
    const QString name = "openalex:"_L1 + query;
    return {.name = name, .host = u"openalex"_s, .sync = [=](JobContext &context) {
                const QUrl base = context.client.endpoints().url(u"openalex"_s);
                return syncListing(OpenAlexListing::search(base, query), name, results, context);
            }};
}

Remote semanticScholar(const QString &query, qsizetype results)
{
    const QString name = "semanticscholar:"_L1 + query;
    return {.name = name, .host = u"semanticscholar"_s, .sync = [=](JobContext &context) {
                const QUrl base = context.client.endpoints().url(u"semanticscholar"_s);
                return syncListing(SemanticScholarListing(base, query), name, results, context);
            }};
}

Remote pubmed(const QString &query, qsizetype results)
{
    return {.name = "pubmed:"_L1 + query, .host = u"pubmed"_s, .sync = [=](JobContext &context) {
                return PubmedSync(query, results, context).run();
            }};
}

Remote citing(const QString &doi, qsizetype results)
{
    return {.name = "citing_"_L1 + doi, .host = u"openalex"_s, .sync = [=](JobContext &context) {
                return CitingSync(doi, results, context).run();
            }};
}
} // namespace

Source source(qsizetype results)
{
    return {.kind = u"papers"_s,
            .title = QCoreApplication::translate("lockkeeper::sources", "Papers"),
            .remotes = [results](const community::Community &community) {
                QList<Remote> remotes;
                for (const QString &query : community.citationQueries)
                    remotes << openAlex(query, results) << semanticScholar(query, results)
                            << pubmed(query, results);
                for (const QString &doi : community.citationDois)
                    remotes << citing(doi, results);
                return remotes;
            }};
}

} // namespace lockkeeper::sources::papers
