// A page of GitHub's issues: whatever comes, the rows are fit for the database and nothing is lost count of.
#include "base/Text.h"
#include "sources/JsonAnswer.h"
#include "sources/LinkHeader.h"
#include "sources/github/IssueListing.h"
#include "sources/github/IssueWalk.h"
#include "store/Skipped.h"

#include <cstddef>
#include <cstdint>

using namespace lockkeeper;
using namespace lockkeeper::sources;

namespace {
void must(bool holds)
{
    if (!holds)
        __builtin_trap();
}

// Clean, and no longer than so many characters (which are two UTF-16 units at most).
void mustFit(const QString &text, qsizetype characters)
{
    must(cleaned(text) == text && cutTo(text, characters) == text);
}

void mustFit(const store::GithubItem &row)
{
    mustFit(row.title, 1024);
    mustFit(row.firstMessage, 5000);
    must(row.number > 0 && !row.url.isEmpty() && !row.createdAt.isEmpty());
    must(row.status == QLatin1StringView("open") || row.status == QLatin1StringView("closed"));
    must(row.itemType == QLatin1StringView("pr") || row.itemType == QLatin1StringView("issue"));
    mustFit(row.url, 100'000);
    mustFit(row.createdAt, 100);
}
} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    http::Response response;
    response.status = 200;
    response.url = QUrl(QStringLiteral("https://api.example/repos/o/r/issues"));
    response.headers = {{"Content-Type", "application/json"}};
    response.body = QByteArray(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    (void)parseLinks(response.body);
    (void)github::Cursor::fromText(QString::fromUtf8(response.body));
    const Result<QJsonArray> array = jsonArray(response);
    if (!array) {
        must(array.error().kind == ErrorKind::BadAnswer && !array.error().text.isEmpty());
        return 0;
    }
    github::IssuePage page =
        github::readPage(*array, QStringLiteral("o/r"), QStringLiteral("since ever page 1"));
    must(page.count == static_cast<qsizetype>(page.items.size() + page.malformed.size()));
    for (const github::ListedItem &item : page.items) {
        mustFit(item.row);
        must(item.updatedAt.isValid());
        (void)github::repositoryOf(item.row.url);
    }
    for (const store::SkippedItem &item : page.malformed)
        must(!item.key.isEmpty() && !item.reason.isEmpty() && store::bounded(item) == item);
    // However odd the page, the walk comes to its end, and its cursor can be read back.
    github::IssueWalk walk({});
    must(walk.take(page, false, "\"etag\"") && walk.finished());
    const github::Cursor cursor = walk.finalCursor();
    must(github::Cursor::fromText(cursor.toText()).lastEtag == cursor.lastEtag);
    return 0;
}
