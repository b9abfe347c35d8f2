#include "sources/papers/CitingSync.h"

#include "sources/JsonAnswer.h"
#include "sources/papers/ListingSync.h"
#include "sources/papers/OpenAlexListing.h"
#include "sources/papers/WholeQuery.h"

#include <QCoreApplication>

#include <utility>

using namespace Qt::StringLiterals;

namespace lockkeeper::sources::papers {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::sources::papers)
};
} // namespace

CitingSync::CitingSync(QString doi, qsizetype results, JobContext &context)
    : m_doi(std::move(doi))
    , m_results(results)
    , m_run("citing_"_L1 + m_doi, context)
{
}

Result<void> CitingSync::run()
{
    if (Result<void> begun = m_run.begin(); !begun)
        return begun;
    const QString known = bareWorkId(m_run.cursor().value("work"_L1).toString());
    const bool wasUncited = m_run.cursor().value("uncited"_L1).toBool();
    if (!known.isNull() && !m_run.context().full) {
        const Result<qint64> total = walk(known, wasUncited);
        if (!total)
            return total.error();
        if (*total != 0 || wasUncited)
            return {};
        // Nothing cites it any more: rather, two records of one work became one, under the other's id.
    }
    const Result<QString> work = workOfDoi();
    if (!work)
        return work.error();
    if (*work == known && !m_run.context().full)
        return m_run.finish(uncited(known), true);
    const Result<qint64> total = walk(*work, true);
    if (!total)
        return total.error();
    return {};
}

QJsonObject CitingSync::uncited(const QString &work)
{
    return {{u"work"_s, work}, {u"uncited"_s, true}};
}

Result<qint64> CitingSync::walk(const QString &work, bool certain)
{
    const OpenAlexListing listing =
        OpenAlexListing::citing(m_run.context().client.endpoints().url(u"openalex"_s), work);
    ListingSync sync(listing, m_run, m_results, [&](qint64 total) {
        return certain && total == 0 ? uncited(work) : QJsonObject{{u"work"_s, work}};
    });
    if (const Result<void> walked = sync.walk(); !walked)
        return walked.error();
    return sync.total();
}

Result<QString> CitingSync::workOfDoi()
{
    http::Request request;
    request.endpoint = u"openalex"_s;
    request.url = urlOf(m_run.context().client.endpoints().url(u"openalex"_s),
                        "/works/https://doi.org/"_L1 + m_doi, {{u"select"_s, u"id"_s}});
    request.headers = {{"Accept", "application/json"}};
    const Result<http::Response> response = m_run.fetch(std::move(request));
    if (!response) {
        Error error = response.error();
        if (error.isCancelled())
            return error;
        if (error.kind != ErrorKind::Gone)
            return openAlexExplained(std::move(error));
        error.text = Tr::tr("OpenAlex knows no paper with the DOI %1.").arg(m_doi);
        error.hint =
            Tr::tr("Check citations.dois in the community's configuration. What was stored before is "
                   "still there.");
        return error;
    }
    const Result<QJsonObject> object = jsonObject(*response);
    if (!object)
        return object.error();
    const QString work = bareWorkId(object->value("id"_L1).toString());
    if (work.isNull())
        return badAnswer(*response, Tr::tr("an OpenAlex id of the form W… was expected"));
    return work;
}

} // namespace lockkeeper::sources::papers
