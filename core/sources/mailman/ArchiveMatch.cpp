#include "base/Text.h"
#include "sources/mailman/ArchiveFile.h"
#include "sources/mailman/Subject.h"

#include <QHash>

#include <algorithm>

namespace lockkeeper::sources::mailman {

namespace {
// What every charset leaves of a text: its ASCII letters and digits.
QString plainKey(const QString &text)
{
    QString key;
    for (const QChar c : text) {
        if (c < QChar(128) && c.isLetterOrNumber())
            key += c.toLower();
    }
    return key;
}

bool sameText(const QString &a, const QString &b)
{
    if (a == b)
        return true;
    const QString key = plainKey(a);
    return !key.isEmpty() && key == plainKey(b);
}

bool agree(const ListedMessage &listed, const Letter &letter)
{
    if (!listed.messageId.isEmpty() && !letter.messageId.isEmpty() && listed.messageId != letter.messageId)
        return false;
    const bool bothWithout = isNoSubject(listed.subject) && isNoSubject(letter.subject);
    return (bothWithout || sameText(listed.subject, letter.subject)) &&
           sameText(maskAddresses(cleaned(listed.author)), letter.author.name);
}

std::vector<std::optional<std::size_t>> byMessageId(const PeriodListing &listing, const ArchiveFile &archive)
{
    QHash<QString, QList<std::size_t>> places;
    for (std::size_t i = 0; i < archive.mails.size(); ++i)
        places[archive.mails[i].letter.messageId].append(i);
    std::vector<std::optional<std::size_t>> matches(listing.messages.size());
    std::vector<bool> matched(archive.mails.size() + 1, false);
    matched.back() = true; // the end of the file ends the last one
    for (std::size_t i = 0; i < matches.size(); ++i) {
        const ListedMessage &listed = listing.messages[i];
        const QList<std::size_t> found =
            listed.messageId.isEmpty() ? QList<std::size_t>() : places.value(listed.messageId);
        if (found.size() == 1 && agree(listed, archive.mails[found.first()].letter)) {
            matches[i] = found.first();
            matched[found.first()] = true;
        }
    }
    for (std::optional<std::size_t> &match : matches) {
        if (match && !matched[*match + 1])
            match.reset();
    }
    return matches;
}

// Nothing but its own message has them.
bool isTheSame(const ListedMessage &listed, const Letter &letter)
{
    return agree(listed, letter) &&
           (!listed.messageId.isEmpty()
                ? listed.messageId == letter.messageId
                : letter.date.isValid() && listed.time == letter.date.toSecsSinceEpoch());
}

bool isInOrder(const PeriodListing &listing, const ArchiveFile &archive)
{
    if (archive.mails.size() > listing.messages.size())
        return false;
    // Mailman packs the file once a day: what came since is listed, but not in it yet.
    const bool whole = archive.mails.size() == listing.messages.size();
    return std::equal(archive.mails.cbegin(), archive.mails.cend(), listing.messages.cbegin(),
                      [whole](const ArchivedMail &mail, const ListedMessage &listed) {
                          return whole ? agree(listed, mail.letter) : isTheSame(listed, mail.letter);
                      });
}
} // namespace

std::vector<std::optional<std::size_t>> matchArchive(const PeriodListing &listing, const ArchiveFile &archive)
{
    std::vector<std::optional<std::size_t>> matches(listing.messages.size());
    if (isInOrder(listing, archive)) {
        for (std::size_t i = 0; i < archive.mails.size(); ++i)
            matches[i] = i;
    } else {
        matches = byMessageId(listing, archive);
    }
    if (!archive.endIsCertain) {
        for (std::optional<std::size_t> &match : matches) {
            if (match && *match + 1 == archive.mails.size())
                match.reset();
        }
    }
    return matches;
}

} // namespace lockkeeper::sources::mailman
