#include "sources/docstrings/RepositoryApi.h"

#include "http/Limits.h"
#include "sources/JsonAnswer.h"
#include "sources/docstrings/Cursor.h"

#include <QCoreApplication>
#include <QLocale>
#include <QUrlQuery>

#include <utility>

using namespace Qt::StringLiterals;

namespace lockkeeper::sources::docstrings {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::sources::docstrings)
};

// "owner/name" out of a commit's page on the web.
QString repositoryOf(const QString &commitPage)
{
    const QStringList parts = QUrl(commitPage).path().split(u'/', Qt::SkipEmptyParts);
    return parts.size() == 4 && parts.at(2) == "commit"_L1 ? parts.at(0) + u'/' + parts.at(1) : QString();
}
} // namespace

RepositoryApi::RepositoryApi(QString repository, QString branch, JobContext &context)
    : m_repository(std::move(repository))
    , m_branch(std::move(branch))
    , m_context(context)
    , m_base(context.client.endpoints().url(u"github"_s))
{
    m_base.setPath(m_base.path() + "/repos/"_L1 + m_repository);
}

http::Request RepositoryApi::request(const QString &path) const
{
    http::Request request;
    request.url = m_base;
    request.url.setPath(m_base.path() + path);
    request.endpoint = u"github"_s;
    request.headers = {{"Accept", "application/vnd.github+json"}, {"X-GitHub-Api-Version", "2022-11-28"}};
    return request;
}

Result<Head> RepositoryApi::head(const Head &known)
{
    http::Request request = this->request("/commits/"_L1 + m_branch);
    request.url.setQuery(
        QUrlQuery{{u"per_page"_s, u"1"_s}}); // of the changed files, which are none of our business
    request.etag = known.etag;
    const Result<http::Response> response = m_context.fetch(std::move(request));
    if (!response) {
        const int status = response.error().status;
        return status == 404 || status == 409 || status == 422 ? noSuchBranch(response.error())
                                                               : explained(response.error());
    }
    const QDateTime answered = http::fromHttpDate(response->header("date"));
    if (response->notModified())
        return Head{.sha = known.sha, .etag = known.etag, .answered = answered};
    const Result<QJsonObject> commit = jsonObject(*response);
    if (!commit)
        return commit.error();
    const QString sha = commit->value("sha"_L1).toString();
    if (!isCommitId(sha))
        return Error{.kind = ErrorKind::BadAnswer,
                     .text = Tr::tr("The answer from %1 (status %2) names no commit of %3.")
                                 .arg(response->url.host())
                                 .arg(response->status)
                                 .arg(m_repository),
                     .hint = Tr::tr("Nothing was written; try again later."),
                     .url = response->url.toDisplayString(QUrl::RemoveUserInfo),
                     .status = response->status};
    noteMove(*response, commit->value("html_url"_L1).toString());
    return Head{.sha = sha, .etag = response->header("etag"), .answered = answered};
}

Result<http::Response> RepositoryApi::archive(const QString &sha)
{
    http::Request request = this->request("/tarball/"_L1 + sha);
    request.maxBytes = largestArchive;
    Result<http::Response> response = m_context.fetch(std::move(request));
    if (response || response.error().isCancelled())
        return response;
    Error error = explained(response.error());
    if (error.status == 404) {
        error.text = Tr::tr("GitHub has no archive of %1 at commit %2.").arg(m_repository, sha);
        error.hint = Tr::tr("The branch may have been rewritten just now. Try again.");
    }
    if (error.kind == ErrorKind::BadAnswer && error.hint.isEmpty())
        error.hint = Tr::tr("Archives of up to %1 are read. What was stored of %2 before is still there.")
                         .arg(QLocale::c().formattedDataSize(largestArchive, 0), m_repository);
    return error;
}

void RepositoryApi::noteMove(const http::Response &response, const QString &commitPage)
{
    if (response.movedTo.isEmpty())
        return;
    const QString name = repositoryOf(commitPage);
    m_context.progress.addNotice(
        name.isEmpty() || name == m_repository
            ? Tr::tr("%1 was renamed or moved. Put its new name into the configuration.").arg(m_repository)
            : Tr::tr("%1 is now %2. Put the new name into the configuration.").arg(m_repository, name));
    // Ask the new place directly from here on, if it is on the same server.
    const QString suffix = "/commits/"_L1 + m_branch;
    const QUrl &place = response.url;
    if (place.path().endsWith(suffix) && place.host() == m_base.host() && place.port() == m_base.port())
        m_base.setPath(place.path().chopped(suffix.size()));
}

// GitHub answers 422 for a branch that is not there, 404 for a repository, and 409 for one without a commit.
Error RepositoryApi::noSuchBranch(Error error)
{
    const Result<http::Response> response = m_context.fetch(request(QString()));
    if (!response)
        return explained(response.error());
    const Result<QJsonObject> repository = jsonObject(*response);
    if (!repository)
        return repository.error();
    const QString standard = repository->value("default_branch"_L1).toString();
    error.kind = ErrorKind::Config;
    if (error.status == 409 || standard.isEmpty() || standard == m_branch) {
        error.text =
            Tr::tr("The repository %1 has no commit on the branch “%2” yet.").arg(m_repository, m_branch);
        error.hint = Tr::tr("It may be empty. Check docstrings.repos in the community's configuration.");
        return error;
    }
    error.text = Tr::tr("The repository %1 has no branch “%2”; its default branch is “%3”.")
                     .arg(m_repository, m_branch, standard);
    error.hint =
        Tr::tr("Write “branch: %1” into docstrings.repos in the community's configuration. What was stored "
               "before is still there.")
            .arg(standard);
    return error;
}

Error RepositoryApi::explained(Error error) const
{
    if (error.kind != ErrorKind::Gone)
        return error;
    error.text =
        error.status == 451
            ? Tr::tr("GitHub has blocked %1 for legal reasons.").arg(m_repository)
            : Tr::tr("The repository %1 does not exist on GitHub, or it is private.").arg(m_repository);
    error.hint = Tr::tr(
        "Check docstrings.repos in the community's configuration. What was stored before is still there.");
    return error;
}

} // namespace lockkeeper::sources::docstrings
