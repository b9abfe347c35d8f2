#include "sources/beps/RawFile.h"

#include "sources/BadAnswer.h"

#include <QCoreApplication>
#include <QCryptographicHash>

using namespace Qt::StringLiterals;

namespace lockkeeper::sources::beps {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::sources::beps)
};

constexpr qint64 mostBytes = 4 * 1024 * 1024;

http::Request rawFileRequest(const JobContext &context, const RawPlace &place)
{
    http::Request request;
    request.url = context.client.endpoints().url(u"github-raw"_s);
    request.url.setPath(request.url.path() + u'/' + place.repository + u'/' + place.revision + u'/' +
                            place.path,
                        QUrl::DecodedMode);
    request.endpoint = u"github-raw"_s;
    request.maxBytes = mostBytes;
    request.uncompressed = true;
    return request;
}

Result<void> judge(const http::Response &response)
{
    const QByteArray type = response.header("content-type").toLower();
    const QByteArray encoding = response.header("content-encoding").trimmed().toLower();
    if (type.contains("html"))
        return badAnswer(response, Tr::tr("a file was expected, but it is a web page"));
    if (!encoding.isEmpty() && encoding != "identity")
        return badAnswer(response, Tr::tr("it is compressed, which was not asked for"));
    return {};
}
} // namespace

Result<RawFile> fetchRawFile(JobContext &context, const RawPlace &place, const QByteArray &etag,
                             const QString &blob)
{
    http::Request request = rawFileRequest(context, place);
    request.etag = etag;
    const Result<http::Response> first = context.fetch(std::move(request));
    if (!first)
        return first.error();
    if (first->notModified())
        return RawFile{.response = *first, .bytes = {}};
    if (Result<void> good = judge(*first); !good)
        return good.error();
    const bool isWhole = !first->header("content-length").isEmpty() || blobId(first->body) == blob;
    if (!isWhole) {
        const Result<http::Response> second = context.fetch(rawFileRequest(context, place));
        if (!second)
            return second.error();
        if (second->body != first->body)
            return badAnswer(*first, Tr::tr("it came without its length, and asked for twice it differs"));
    }
    return RawFile{.response = *first, .bytes = first->body};
}

QString blobId(const QByteArray &bytes)
{
    QCryptographicHash hash(QCryptographicHash::Sha1);
    hash.addData("blob " + QByteArray::number(bytes.size()) + '\0');
    hash.addData(bytes);
    return QString::fromLatin1(hash.result().toHex());
}

} // namespace lockkeeper::sources::beps
