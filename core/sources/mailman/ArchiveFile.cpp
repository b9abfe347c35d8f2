#include "sources/mailman/ArchiveFile.h"

#include "sources/mailman/Gunzip.h"
#include "sources/mailman/MailBody.h"
#include "sources/mailman/MailDate.h"
#include "sources/mailman/MailHeaders.h"
#include "sources/mailman/Mbox.h"

#include <algorithm>

namespace lockkeeper::sources::mailman {

namespace {
constexpr qsizetype unpackedLimit = 192 * 1024 * 1024; // bytes of one period
constexpr int mostWrappings = 2;                       // a packed file that its server packs again

ArchivedMail readMail(const RawMail &raw, const QByteArray &charset)
{
    const MailHeaders headers(raw.text);
    Letter letter;
    letter.subject = headerText(headers.value("subject"), charset);
    letter.author = readAuthor(headers.value("from"), charset);
    letter.date = readMailDate(QString::fromLatin1(headers.value("date")));
    if (!letter.date.isValid())
        letter.date = deliveryTime(raw.separator);
    letter.messageId = messageIds(headers.value("message-id")).value(0);
    letter.parents = messageIds(headers.value("in-reply-to"));
    const QStringList references = messageIds(headers.value("references"));
    for (auto id = references.crbegin(); id != references.crend(); ++id) {
        if (!letter.parents.contains(*id))
            letter.parents.append(*id);
    }
    return {.letter = letter, .text = raw.text};
}
} // namespace

ArchiveFile readArchive(const http::Response &response, const QByteArray &charset)
{
    ArchiveFile archive;
    archive.charset = charset;
    archive.bytes = response.body;
    // The client has compared a plain answer with its Content-Length; nobody has where it was unpacked or
    // chunked.
    archive.endIsCertain =
        !response.header("content-length").isEmpty() && response.header("content-encoding").isEmpty();
    for (int i = 0; i < mostWrappings && isGzip(archive.bytes); ++i) {
        Unpacked unpacked = gunzip(archive.bytes, unpackedLimit);
        if (unpacked.fault) {
            archive.fault = *unpacked.fault == GzipFault::CutShort   ? ArchiveFault::CutShort
                            : *unpacked.fault == GzipFault::TooLarge ? ArchiveFault::TooLarge
                                                                     : ArchiveFault::NotAnArchive;
            archive.bytes.clear();
            return archive;
        }
        archive.bytes = std::move(unpacked.bytes);
        archive.endIsCertain = true;
    }
    for (const RawMail &mail : splitMbox(archive.bytes))
        archive.mails.push_back(readMail(mail, charset));
    if (archive.mails.empty() && !archive.bytes.trimmed().isEmpty())
        archive.fault = ArchiveFault::NotAnArchive;
    return archive;
}

Letter withBody(const ArchiveFile &archive, std::size_t index)
{
    const ArchivedMail &mail = archive.mails.at(index);
    Letter letter = mail.letter;
    letter.body = storedBody(mailText(MailHeaders(mail.text), archive.charset));
    return letter;
}

} // namespace lockkeeper::sources::mailman
