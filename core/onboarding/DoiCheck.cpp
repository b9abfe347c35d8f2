#include "base/Format.h"
#include "community/Rules.h"
#include "http/Client.h"
#include "onboarding/Asker.h"
#include "onboarding/GithubRepository.h"
#include "onboarding/PaperCheck.h"
#include "sources/JsonAnswer.h"
#include "sources/papers/OpenAlexListing.h"
#include "sources/papers/PaperText.h"
#include "sources/papers/WholeQuery.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace lockkeeper::onboarding {

namespace {
namespace papers = sources::papers;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::onboarding)
};

http::Request workRequest(const Asker &asker, const QString &doi)
{
    http::Request request;
    request.endpoint = u"openalex"_s;
    request.url =
        papers::urlOf(asker.client().endpoints().url(request.endpoint), "/works/https://doi.org/"_L1 + doi,
                      {{u"select"_s, u"id,title,publication_year,cited_by_count"_s}});
    request.headers = {{"Accept", "application/json"}};
    return request;
}

void readWorkFacts(DoiFinding &finding, const QJsonObject &work)
{
    finding.title = oneLine(papers::plainText(work.value("title"_L1).toString()));
    finding.year =
        static_cast<int>(std::clamp<qint64>(work.value("publication_year"_L1).toInteger(), 0, 9999));
    if (const QJsonValue citing = work.value("cited_by_count"_L1); citing.isDouble())
        finding.citing = std::max<qint64>(-1, citing.toInteger(-1));
}

QString summary(const DoiFinding &finding)
{
    QString text = finding.title.isEmpty() ? Tr::tr("OpenAlex knows it, without a title")
                   : finding.year > 0      ? Tr::tr("“%1” (%2)").arg(finding.title).arg(finding.year)
                                           : Tr::tr("“%1”").arg(finding.title);
    if (finding.citing >= 0)
        text += Tr::tr("; cited by about %1").arg(formatNumber(finding.citing));
    return text + u'.';
}
} // namespace

DoiFinding checkDoi(Asker &asker, const QString &doi)
{
    DoiFinding finding;
    finding.doi = doi;
    const Result<QString> checked = community::checkedDoi(doi);
    if (!checked) {
        refuse(finding, checked.error());
        return finding;
    }
    finding.doi = *checked;
    const Result<http::Response> response = asker.ask(workRequest(asker, *checked));
    if (!response && response.error().kind == ErrorKind::Gone) {
        finding.verdict = Verdict::Warning; // DOIs of a few weeks' age are not there yet
        finding.text = Tr::tr("OpenAlex knows no paper with the DOI %1.").arg(*checked);
        finding.hint = Tr::tr("Check how it is written; a new paper comes to OpenAlex after some weeks.");
        return finding;
    }
    const Result<QJsonObject> work =
        response ? sources::jsonObject(*response) : Result<QJsonObject>(response.error());
    if (!work) {
        asker.leaveOpen(finding, papers::openAlexExplained(work.error()));
        return finding;
    }
    if (papers::bareWorkId(work->value("id"_L1).toString()).isNull()) {
        finding.text = Tr::tr("Not checked: the answer of %1 is no paper.").arg(response->url.host());
        finding.hint = Tr::tr("A proxy or a maintenance page may stand in between; check again later.");
        return finding;
    }
    readWorkFacts(finding, *work);
    finding.verdict = Verdict::Fine;
    finding.text = summary(finding);
    return finding;
}

} // namespace lockkeeper::onboarding
