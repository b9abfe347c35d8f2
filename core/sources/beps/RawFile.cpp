#include "sources/beps/RawFile.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace lockkeeper::sources::beps {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::sources::beps)
};

constexpr qint64 mostBytes = 4 * 1024 * 1024;
} // namespace

http::Request rawFileRequest(const JobContext &context, const QString &repository, const QString &branch,
                             const QString &path)
{
    http::Request request;
    request.url = context.client.endpoints().url(u"github-raw"_s);
    request.url.setPath(request.url.path() + u'/' + repository + u'/' + branch + u'/' + path,
                        QUrl::DecodedMode);
    request.endpoint = u"github-raw"_s;
    request.headers = {{"Accept-Encoding", "identity"}};
    request.maxBytes = mostBytes;
    return request;
}

Error badFile(const http::Response &response, const QString &what)
{
    return {.kind = ErrorKind::BadAnswer,
            .text = Tr::tr("The answer from %1 (status %2) is not what was expected: %3.")
                        .arg(response.url.host())
                        .arg(response.status)
                        .arg(what),
            .hint = Tr::tr(
                "A proxy or a maintenance page may stand in between. Nothing was written; try again later."),
            .url = response.url.toDisplayString(QUrl::RemoveUserInfo),
            .status = response.status};
}

Result<QByteArray> rawFile(const http::Response &response)
{
    const QByteArray type = response.header("content-type").toLower();
    const QByteArray encoding = response.header("content-encoding").toLower();
    if (type.contains("html"))
        return badFile(response, Tr::tr("a file was expected, but it is a web page"));
    if (!encoding.isEmpty() && encoding != "identity")
        return badFile(response, Tr::tr("it is compressed, which was not asked for"));
    return response.body;
}

bool isKnownToBeWhole(const http::Response &response)
{
    return !response.header("content-length").isEmpty();
}

} // namespace lockkeeper::sources::beps
