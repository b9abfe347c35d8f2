// A period's whole mail as one file, packed or not, and which of its messages is which page. Pure; any
// thread.
#pragma once

#include "http/Message.h"
#include "sources/mailman/Letter.h"
#include "sources/mailman/PeriodListing.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>
#include <vector>

namespace lockkeeper::sources::mailman {

enum class ArchiveFault { NotAnArchive, CutShort, TooLarge };

struct ArchivedMail
{
    Letter letter;       // its body is read later, by withBody()
    QByteArrayView text; // within ArchiveFile::bytes
};

struct ArchiveFile
{
    QByteArray bytes;
    QByteArray charset; // of the list: Mailman's archives leave out what says it
    std::vector<ArchivedMail> mails;
    bool endIsCertain = false; // else the last message may be cut
    std::optional<ArchiveFault> fault;
};

[[nodiscard]] ArchiveFile readArchive(const http::Response &response, const QByteArray &charset);

[[nodiscard]] Letter withBody(const ArchiveFile &archive, std::size_t index);

// For every listed message its place in the archive, where that is certain. Mailman numbers pages in the
// order in which it appends to the file, so all are certain if there are as many and each pair agrees in
// author, subject and, where both name it, message id; or if the file has only the first of them, and the
// message id or the second of the date is the same, too. Else those are whose message id says so, and behind
// which another one of these begins: an unquoted "From " line in a body would end it too early.
[[nodiscard]] std::vector<std::optional<std::size_t>> matchArchive(const PeriodListing &listing,
                                                                   const ArchiveFile &archive);

} // namespace lockkeeper::sources::mailman
