#include "sources/beps/PullRequest.h"

#include "community/Community.h"
#include "sources/JsonAnswer.h"
#include "sources/LinkHeader.h"
#include "sources/beps/RepositoryPath.h"

#include <QCoreApplication>
#include <QUrlQuery>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::sources::beps {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::sources::beps)
};

constexpr int pullsPerPage = 100;
constexpr int mostListPages = 50;

Result<http::Response> fetchPage(JobContext &context, int page, const QByteArray &etag)
{
    http::Request request = pullsRequest(context);
    QUrlQuery query{{u"state"_s, u"open"_s}, {u"per_page"_s, QString::number(pullsPerPage)}};
    if (page > 1)
        query.addQueryItem(u"page"_s, QString::number(page));
    request.url.setQuery(query);
    request.etag = etag;
    return context.fetch(std::move(request));
}
} // namespace

std::optional<PullRequest> readPullRequest(const QJsonObject &object, qint64 number, QString &problem)
{
    const QString state = object.value("state"_L1).toString();
    const QJsonObject head = object.value("head"_L1).toObject();
    const QJsonValue repository = head.value("repo"_L1);
    PullRequest pull;
    pull.open = state == "open"_L1;
    pull.head = head.value("sha"_L1).toString();
    pull.branch = head.value("ref"_L1).toString();
    pull.repository = repository.toObject().value("full_name"_L1).toString();
    if (object.value("number"_L1).toInteger() != number)
        problem = Tr::tr("the answer about #%1 is about another one").arg(number);
    else if (state != "open"_L1 && state != "closed"_L1)
        problem = Tr::tr("#%1 is neither open nor closed").arg(number);
    else if (pull.open && !repository.isNull() && !community::isRepositoryName(pull.repository))
        problem = Tr::tr("#%1 does not say where its files are").arg(number);
    else if (pull.open && !repository.isNull() && (pull.head.isEmpty() || !isPlainPath(pull.branch)))
        problem = Tr::tr("#%1 names no branch").arg(number);
    else
        return pull;
    return {};
}

http::Request pullsRequest(const JobContext &context, const QString &below)
{
    http::Request request;
    request.url = context.client.endpoints().url(u"github"_s);
    request.url.setPath(request.url.path() + "/repos/bids-standard/bids-specification/pulls"_L1 + below);
    request.endpoint = u"github"_s;
    request.headers = {{"Accept", "application/vnd.github+json"}, {"X-GitHub-Api-Version", "2022-11-28"}};
    return request;
}

Result<OpenPulls> fetchOpenPulls(JobContext &context, const QList<QByteArray> &etags)
{
    OpenPulls open{.offered = true, .unchanged = !etags.isEmpty(), .pulls = {}, .etags = etags};
    QHash<int, http::Response> answered; // what a conditional request brought all the same
    for (int page = 1; open.unchanged && page <= etags.size(); ++page) {
        const Result<http::Response> response = fetchPage(context, page, etags.at(page - 1));
        if (!response)
            return response.error();
        open.unchanged = response->notModified();
        if (!open.unchanged)
            answered.insert(page, *response);
    }
    if (open.unchanged)
        return open;
    open.etags.clear();
    for (int page = 1; page <= mostListPages; ++page) {
        const Result<http::Response> response = answered.contains(page)
                                                    ? Result<http::Response>(answered.take(page))
                                                    : fetchPage(context, page, {});
        if (!response) {
            if (response.error().status == 404)
                return OpenPulls{.offered = false, .unchanged = false, .pulls = {}, .etags = {}};
            return response.error();
        }
        const Result<QJsonArray> array = jsonArray(*response);
        if (!array)
            return array.error();
        for (const QJsonValue value : *array) { // one that cannot be read is asked about by its number
            const QJsonObject object = value.toObject();
            const qint64 number = object.value("number"_L1).toInteger();
            QString problem;
            if (const std::optional<PullRequest> pull = readPullRequest(object, number, problem))
                open.pulls.insert(number, *pull);
        }
        open.etags.append(response->header("etag"));
        if (!hasNextPage(*response, array->size(), pullsPerPage))
            break;
    }
    return open;
}

Result<AskedPull> askAboutPull(JobContext &context, qint64 number, const QByteArray &etag)
{
    http::Request request = pullsRequest(context, u'/' + QString::number(number));
    request.etag = etag;
    const Result<http::Response> response = context.fetch(std::move(request));
    AskedPull asked;
    if (!response) {
        if (response.error().status != 404 && response.error().status != 410)
            return response.error();
        asked.gone = true;
    } else if (response->notModified()) {
        asked.unchanged = true;
        asked.etag = etag;
    } else {
        const Result<QJsonObject> object = jsonObject(*response);
        if (!object)
            return object.error();
        asked.pull = readPullRequest(*object, number, asked.problem);
        asked.etag = response->header("etag");
    }
    return asked;
}

} // namespace lockkeeper::sources::beps
