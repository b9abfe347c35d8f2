// A mailing list's mbox file: taken apart, headers and bodies decoded, threads found, matched with a listing.
#include "MailChecks.h"

#include "sources/mailman/ArchiveFile.h"
#include "sources/mailman/Threads.h"

#include <array>
#include <cstdint>

using namespace lockkeeper;
using namespace lockkeeper::sources::mailman;
using fuzz::require;
using fuzz::requireFit;

namespace {
// As if the list's pages had been made of the same mails.
PeriodListing listingOf(const ArchiveFile &archive)
{
    PeriodListing listing;
    for (const ArchivedMail &mail : archive.mails) {
        ListedMessage message;
        message.number = static_cast<qint64>(listing.messages.size()) + 1;
        message.id = QString::number(message.number);
        message.subject = mail.letter.subject;
        message.author = mail.letter.author.name;
        listing.messages.push_back(message);
    }
    return listing;
}
} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const std::array<QByteArray, 6> charsets{"",       "utf-8",       "iso-8859-1",
                                                    "koi8-r", "iso-2022-jp", "x-none"};
    if (size == 0)
        return 0;
    const QByteArray charset = charsets.at(data[0] % charsets.size());
    const QByteArray bytes(reinterpret_cast<const char *>(data) + 1, static_cast<qsizetype>(size - 1));
    const ArchiveFile archive =
        readArchive({.status = 200, .url = {}, .movedTo = {}, .headers = {}, .body = bytes}, charset);
    require(!archive.fault || archive.mails.empty());

    Threads threads;
    for (std::size_t i = 0; i < archive.mails.size(); ++i) {
        const Letter letter = withBody(archive, i);
        requireFit(letter);
        const QString id = QString::number(i);
        threads.knowPage(letter.messageId, id);
        threads.know(
            id, {.subject = letter.subject, .date = letter.date, .parents = letter.parents, .pages = {}});
    }
    for (std::size_t i = 0; i < archive.mails.size(); ++i) {
        bool isPage = false;
        const QString thread = threads.threadOf(QString::number(i));
        require(thread.toULongLong(&isPage) < archive.mails.size() && isPage);
        require(threads.threadOf(QString::number(i)) == thread);
    }
    for (const std::optional<std::size_t> &place : matchArchive(listingOf(archive), archive))
        require(!place || *place < archive.mails.size());
    return 0;
}
