// Pages of OpenAlex and of Semantic Scholar, esearch's lists: whatever comes, rows are within the database's
// limits and hold only what it may hold. The first byte says whose answer it is.
#include "PaperChecks.h"

#include "sources/papers/OpenAlexListing.h"
#include "sources/papers/PaperText.h"
#include "sources/papers/PubmedSearch.h"
#include "sources/papers/SemanticScholarListing.h"

#include <cstdint>

using namespace lockkeeper;
using namespace lockkeeper::sources::papers;
using lockkeeper::fuzz::isClean;
using lockkeeper::fuzz::require;

namespace {
void check(const PaperListing &listing, const Result<PaperPage> &page)
{
    if (!page) {
        require(page.error().kind == ErrorKind::BadAnswer && !page.error().text.isEmpty());
        return;
    }
    for (const store::Paper &paper : page->papers) {
        require(listing.isId(paper.externalId) && paper.source == listing.source());
        require(!paper.title.isEmpty() && isClean(paper.title, titleLimit));
        require(isClean(paper.abstract, abstractLimit) && paper.createdAt.size() <= 10);
        require(paper.url.startsWith(QLatin1StringView("http")) && isClean(paper.url, urlLimit));
    }
    for (const store::SkippedItem &item : page->malformed)
        require(!item.key.isEmpty() && !item.reason.isEmpty());
}
} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    const QUrl base(QStringLiteral("https://api.example"));
    http::Response response;
    response.status = 200;
    response.url = base;
    response.headers = {{"Content-Type", "application/json"}};
    response.body = QByteArray(reinterpret_cast<const char *>(data) + 1, static_cast<qsizetype>(size - 1));
    switch (data[0]) {
    case 'o': {
        const OpenAlexListing listing = OpenAlexListing::search(base, QStringLiteral("q"));
        check(listing, listing.read(response, listing.firstPlace(), 0, 100));
        (void)listing.readOne(response);
        break;
    }
    case 's': {
        const SemanticScholarListing listing(base, QStringLiteral("q"));
        check(listing, listing.read(response, listing.firstPlace(), 0, 100));
        check(listing, listing.readSome(response));
        (void)listing.readOne(response);
        break;
    }
    default: {
        const Result<PubmedSearchPage> page = readPubmedSearch(response, QStringLiteral("q"));
        if (page) {
            for (const QString &id : page->ids)
                require(isPmid(id));
        }
    }
    }
    return 0;
}
