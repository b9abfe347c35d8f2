#include "sources/beps/PullContent.h"

#include "base/Text.h"
#include "sources/JsonAnswer.h"
#include "sources/LinkHeader.h"
#include "sources/beps/RawFile.h"
#include "sources/beps/RepositoryPath.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QSet>
#include <QUrlQuery>

#include <vector>

using namespace Qt::StringLiterals;

namespace lockkeeper::sources::beps {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::sources::beps)
};

constexpr int filesPerPage = 100;
constexpr int mostFilePages = 30; // GitHub lists no more than 3,000 files

struct ChangedFile
{
    QString path;
    QString blob; // its git object's id; empty where none is told
};

struct ChangedFiles
{
    std::vector<ChangedFile> markdown;
    QString problem;
};

// Whether it is about this proposal alone, so that the others can still be read.
bool isOfOneProposal(const Error &error)
{
    return error.kind == ErrorKind::Gone || error.kind == ErrorKind::Http ||
           error.kind == ErrorKind::BadAnswer;
}

QString blobOf(const QJsonObject &file)
{
    static const QRegularExpression form(u"\\A[0-9a-f]{40}\\z"_s);
    const QString sha = file.value("sha"_L1).toString();
    return form.match(sha).hasMatch() ? sha : QString();
}

Result<ChangedFiles> changedFiles(JobContext &context, qint64 number)
{
    ChangedFiles files;
    QSet<QString> known;
    for (int page = 1; page <= mostFilePages; ++page) {
        http::Request request = pullsRequest(context, u"/%1/files"_s.arg(number));
        QUrlQuery query{{u"per_page"_s, QString::number(filesPerPage)}};
        if (page > 1)
            query.addQueryItem(u"page"_s, QString::number(page));
        request.url.setQuery(query);
        const Result<http::Response> response = context.fetch(std::move(request));
        if (!response)
            return response.error();
        const Result<QJsonArray> array = jsonArray(*response);
        if (!array)
            return array.error();
        for (const QJsonValue value : *array) {
            const QJsonObject file = value.toObject();
            const QString path = cleaned(file.value("filename"_L1).toString());
            if (path.isEmpty() || !isPlainPath(path)) {
                files.problem = Tr::tr("a changed file of #%1 has no name").arg(number);
            } else if (path.startsWith("src/"_L1) && path.endsWith(".md"_L1) &&
                       file.value("status"_L1).toString() != "removed"_L1 && !known.contains(path)) {
                known.insert(path);
                files.markdown.push_back({.path = path, .blob = blobOf(file)});
            }
        }
        if (!hasNextPage(*response, array->size(), filesPerPage))
            break;
    }
    return files;
}

// A branch is served from a cache that may be minutes old; a commit never changes. So where the branch's file
// is not the one that was listed, the commit's is taken, if it is there.
Result<QByteArray> fetchMarkdown(JobContext &context, const PullRequest &pull, const ChangedFile &file)
{
    RawPlace place{.repository = pull.repository, .revision = pull.branch, .path = file.path};
    const Result<RawFile> ofBranch = fetchRawFile(context, place, {}, file.blob);
    if (!ofBranch)
        return ofBranch.error();
    if (file.blob.isEmpty() || blobId(ofBranch->bytes) == file.blob)
        return ofBranch->bytes;
    place.revision = pull.head;
    const Result<RawFile> ofCommit = fetchRawFile(context, place, {}, file.blob);
    if (!ofCommit && !isOfOneProposal(ofCommit.error()))
        return ofCommit.error();
    return ofCommit ? ofCommit->bytes : ofBranch->bytes;
}
} // namespace

Result<PullContent> fetchContent(JobContext &context, qint64 number, const PullRequest &pull)
{
    PullContent content;
    if (pull.repository.isEmpty()) // the fork was deleted
        return content;
    const Result<ChangedFiles> files = changedFiles(context, number);
    if (!files) {
        if (!isOfOneProposal(files.error()))
            return files.error();
        content.problem = files.error().text;
        return content;
    }
    content.problem = files->problem;
    QStringList sections;
    qsizetype size = 0;
    for (const ChangedFile &file : files->markdown) {
        const Result<QByteArray> bytes = fetchMarkdown(context, pull, file);
        if (!bytes) {
            if (!isOfOneProposal(bytes.error()))
                return bytes.error();
            content.problem = bytes.error().kind == ErrorKind::Gone
                                  ? Tr::tr("%1 of #%2 is listed, but not there").arg(file.path).arg(number)
                                  : u"%1: %2"_s.arg(file.path, bytes.error().text);
            continue;
        }
        // The form in which the assistant's own sync writes it.
        const QString section = u"<!-- File: %1 -->\n"_s.arg(file.path) + cleaned(QString::fromUtf8(*bytes));
        if (size + section.size() > mostContent) {
            content.notice =
                Tr::tr("#%1 changes more text than is kept; its last files are left out.").arg(number);
            break;
        }
        size += section.size();
        sections.append(section);
    }
    if (!sections.isEmpty())
        content.text = sections.join("\n\n---\n\n"_L1);
    return content;
}

} // namespace lockkeeper::sources::beps
