// efetch's XML: whatever comes, rows are within the database's limits and hold only what it may hold.
#include "PaperChecks.h"

#include "sources/papers/PaperText.h"
#include "sources/papers/PubmedSearch.h"
#include "sources/papers/PubmedXml.h"

#include <cstdint>

using namespace lockkeeper;
using namespace lockkeeper::sources::papers;
using lockkeeper::fuzz::isClean;
using lockkeeper::fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    http::Response response;
    response.status = 200;
    response.url = QUrl(QStringLiteral("https://eutils.pubmed.example/efetch.fcgi"));
    response.headers = {{"Content-Type", "text/xml"}};
    response.body = QByteArray(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const Result<PubmedRecords> records = readPubmed(response);
    if (!records) {
        require(records.error().kind == ErrorKind::BadAnswer && !records.error().text.isEmpty());
        require(records.error().text.size() < 2000);
        return 0;
    }
    for (const store::Paper &paper : records->papers) {
        require(isPmid(paper.externalId) && !paper.title.isEmpty());
        require(isClean(paper.title, titleLimit) && isClean(paper.abstract, abstractLimit));
        require(paper.createdAt.size() <= 10 && isClean(paper.url, 200));
    }
    for (const QString &pmid : records->untitled)
        require(isPmid(pmid));
    for (const store::SkippedItem &item : records->malformed)
        require(!item.key.isEmpty() && !item.reason.isEmpty());
    return 0;
}
