#include "sources/beps/PullRequest.h"

#include "base/Text.h"
#include "community/Community.h"
#include "sources/JsonAnswer.h"
#include "sources/beps/RawFile.h"

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

constexpr int perPage = 100;
constexpr int mostPages = 30;                          // GitHub lists no more than 3,000 files
constexpr qsizetype mostCharacters = 16 * 1024 * 1024; // of one proposal

// A name that could climb out of the repository is none that git knows.
bool isPlainPath(const QString &path)
{
    const QStringList parts = path.split(u'/');
    return std::none_of(parts.cbegin(), parts.cend(), [](const QString &part) {
        return part.isEmpty() || part == "."_L1 || part == ".."_L1;
    });
}

struct Markdown
{
    QStringList paths;
    QString problem;
};

Result<Markdown> changedMarkdown(JobContext &context, qint64 number)
{
    Markdown files;
    for (int page = 1; page <= mostPages; ++page) {
        http::Request request = pullRequestRequest(context, number, u"/files"_s);
        QUrlQuery query{{u"per_page"_s, QString::number(perPage)}};
        if (page > 1)
            query.addQueryItem(u"page"_s, QString::number(page));
        request.url.setQuery(query);
        const Result<http::Response> response = context.fetch(std::move(request));
        if (!response)
            return response.error();
        const Result<QJsonArray> array = jsonArray(*response);
        if (!array)
            return array.error();
        for (const QJsonValue &value : *array) {
            const QString path = value.toObject().value("filename"_L1).toString();
            if (path.isEmpty() || !isPlainPath(path))
                files.problem = Tr::tr("a changed file of #%1 has no name").arg(number);
            else if (path.startsWith("src/"_L1) && path.endsWith(".md"_L1) &&
                     value.toObject().value("status"_L1).toString() != "removed"_L1 &&
                     !files.paths.contains(path))
                files.paths.append(path);
        }
        if (array->size() < perPage)
            break;
    }
    return files;
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

http::Request pullRequestRequest(const JobContext &context, qint64 number, const QString &below)
{
    http::Request request;
    request.url = context.client.endpoints().url(u"github"_s);
    request.url.setPath(request.url.path() + "/repos/bids-standard/bids-specification/pulls/"_L1 +
                        QString::number(number) + below);
    request.endpoint = u"github"_s;
    request.headers = {{"Accept", "application/vnd.github+json"}, {"X-GitHub-Api-Version", "2022-11-28"}};
    return request;
}

Result<PullContent> fetchContent(JobContext &context, qint64 number, const PullRequest &pull)
{
    PullContent content;
    if (pull.repository.isEmpty()) // the fork was deleted
        return content;
    const Result<Markdown> files = changedMarkdown(context, number);
    if (!files)
        return files.error();
    content.problem = files->problem;
    QStringList sections;
    qsizetype characters = 0;
    for (const QString &path : files->paths) {
        const Result<http::Response> response =
            context.fetch(rawFileRequest(context, pull.repository, pull.branch, path));
        if (!response) {
            if (response.error().kind != ErrorKind::Gone)
                return response.error();
            content.problem = Tr::tr("%1 of #%2 is listed, but not there").arg(path).arg(number);
            continue;
        }
        const Result<QByteArray> bytes = rawFile(*response);
        if (!bytes)
            return bytes.error();
        // The form in which the assistant's own sync writes it.
        sections.append(u"<!-- File: %1 -->\n"_s.arg(path) + cleaned(QString::fromUtf8(*bytes)));
        characters += sections.last().size();
        if (characters > mostCharacters) {
            content.problem = Tr::tr("#%1 changes more text than can be kept").arg(number);
            break;
        }
    }
    if (!sections.isEmpty())
        content.text = sections.join("\n\n---\n\n"_L1);
    return content;
}

} // namespace lockkeeper::sources::beps
