// Pipermail's pages: a list's index, a period's listing, a message.
#include "MailChecks.h"

#include "sources/mailman/ArchiveIndex.h"
#include "sources/mailman/MessagePage.h"
#include "sources/mailman/Page.h"
#include "sources/mailman/PeriodListing.h"

#include <QSet>
#include <QUrl>

#include <cstdint>

using namespace lockkeeper;
using namespace lockkeeper::sources::mailman;
using fuzz::require;
using fuzz::requireFit;

namespace {
void readAsIndex(const QString &html)
{
    QSet<QString> names;
    for (const Period &period : readIndex(html, QUrl(QStringLiteral("https://x.example/a/"))).periods) {
        require(period.begin.isValid() && periodNamed(period.name).has_value());
        require(!period.name.contains(u'/') && !period.archive.contains(u'/'));
        require(!names.contains(period.name));
        names.insert(period.name);
    }
}

void readAsListing(const QString &html)
{
    const PeriodListing listing = readListing(html);
    qint64 last = -1;
    for (const ListedMessage &message : listing.messages) {
        require(message.number == message.id.toLongLong() && message.number > last);
        last = message.number;
    }
    PeriodListing twice = listing;
    merge(twice, listing);
    require(twice.messages == listing.messages);
    ListingPrint print(listing);
    require(print.through(last).size() == 16 && print.taken() == listing.messages.size());
}

void readAsMessage(const QString &html)
{
    QString problem;
    const std::optional<Letter> letter = readMessagePage(html, problem);
    require(letter.has_value() || !problem.isEmpty());
    if (!letter)
        return;
    requireFit(*letter);
}
} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const Result<Page> judged = readPage({.status = 200,
                                          .url = QUrl(QStringLiteral("https://x.example/a/")),
                                          .movedTo = {},
                                          .headers = {{"Content-Type", "text/html"}},
                                          .body = bytes});
    require(judged || !judged.error().text.isEmpty());
    const QString html = judged ? judged->html : QString::fromUtf8(bytes);
    readAsIndex(html);
    readAsListing(html);
    readAsMessage(html);
    return 0;
}
