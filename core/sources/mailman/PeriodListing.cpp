#include "sources/mailman/PeriodListing.h"

#include "sources/mailman/HtmlTokens.h"

#include <QRegularExpression>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace lockkeeper::sources::mailman {

namespace {
constexpr qsizetype longestComment = 20'000;
constexpr qsizetype longestText = 4'000;

// "004491.html", "./004491.html" -> "004491"
QString messagePage(QString href)
{
    if (href.startsWith("./"_L1))
        href.remove(0, 2);
    if (!href.endsWith(".html"_L1) || href.size() <= 5 || href.size() > 5 + 12)
        return {};
    href.chop(5);
    const bool digits =
        std::all_of(href.cbegin(), href.cend(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    return digits ? href : QString();
}

// pipermail's thread.html says before each entry where it stands, from the thread's first message to this
// one, TIME in seconds with a leading 0: "<!--1 TIME/MESSAGE-ID-TIME/MESSAGE-ID- -->", or, since
// Mailman 2.1.15 or so, with the page's number: "<!--1 TIME.4491-TIME.4492- -->".
struct Standing
{
    qint64 time = 0;
    QStringList messageIds;
    QList<qint64> numbers;
};

// -1 where it is none: a list's very first message is 0.
qint64 numberIn(const QString &text)
{
    bool isNumber = false;
    const qint64 number = text.toLongLong(&isNumber);
    return isNumber ? number : -1;
}

Standing standingIn(QStringView comment)
{
    static const QRegularExpression step(u"(?:^\\d+ |-)(\\d{9,12})([/.])"_s);
    Standing standing;
    if (comment.size() > longestComment)
        return standing;
    QString text = comment.trimmed().toString();
    if (text.endsWith(u'-'))
        text.chop(1);
    QRegularExpressionMatchIterator matches = step.globalMatch(text);
    for (qsizetype expected = 0; matches.hasNext();) {
        const QRegularExpressionMatch match = matches.next();
        if (match.capturedStart() != expected) // another comment
            return {};
        expected = matches.hasNext() ? matches.peekNext().capturedStart() : text.size();
        const QString value = text.mid(match.capturedEnd(), expected - match.capturedEnd()).simplified();
        standing.time = match.captured(1).toLongLong();
        if (match.captured(2) == "/"_L1)
            standing.messageIds.append(value);
        else
            standing.numbers.append(numberIn(value));
    }
    return standing;
}

ListedMessage listedMessage(const QString &id, Standing standing)
{
    ListedMessage message;
    message.id = id;
    message.number = id.toLongLong();
    message.time = standing.time;
    if (!standing.messageIds.isEmpty())
        message.messageId = standing.messageIds.takeLast();
    for (const QString &ancestor : std::as_const(standing.messageIds))
        message.ancestors.prepend(ancestor);
    // A page's name has as many digits as its neighbours' names.
    for (const qint64 number : std::as_const(standing.numbers)) {
        if (number >= 0 && number != message.number)
            message.ancestorPages.prepend(QString::number(number).rightJustified(id.size(), u'0'));
    }
    return message;
}

void sortOnce(std::vector<ListedMessage> &messages)
{
    const auto less = [](const ListedMessage &a, const ListedMessage &b) {
        return a.number < b.number;
    };
    const auto same = [](const ListedMessage &a, const ListedMessage &b) {
        return a.number == b.number;
    };
    std::stable_sort(messages.begin(), messages.end(), less);
    messages.erase(std::unique(messages.begin(), messages.end(), same), messages.end());
}
} // namespace

PeriodListing readListing(const QString &html)
{
    enum class Within { Nothing, Subject, Author, Label };
    PeriodListing listing;
    std::vector<ListedMessage> &messages = listing.messages;
    Standing standing;
    QString label;
    Within within = Within::Nothing;
    HtmlTokens tokens(html);
    HtmlToken token;
    while (tokens.next(token)) {
        if (token.kind == HtmlToken::Kind::Comment) {
            standing = standingIn(token.text);
        } else if (token.kind == HtmlToken::Kind::Text) {
            QString *const into = within == Within::Subject  ? &messages.back().subject
                                  : within == Within::Author ? &messages.back().author
                                  : within == Within::Label  ? &label
                                                             : nullptr;
            if (into != nullptr && into->size() < longestText)
                *into += plainText(token.text);
            bool isNumber = false;
            const qint64 number = token.text.trimmed().toLongLong(&isNumber);
            if (within == Within::Nothing && isNumber && number >= 0 && label.trimmed() == "Messages:"_L1)
                listing.stated = number;
        } else if (token.kind == HtmlToken::Kind::Close) {
            within = Within::Nothing;
        } else if (token.name == "a"_L1) {
            within = Within::Nothing;
            if (const QString id = messagePage(attribute(token, "href"_L1)); !id.isEmpty()) {
                messages.push_back(listedMessage(id, std::exchange(standing, {})));
                within = Within::Subject;
            }
        } else if (token.name == "i"_L1 && !messages.empty() && messages.back().author.isEmpty()) {
            within = Within::Author;
        } else if (token.name == "b"_L1) {
            within = Within::Label;
            label.clear();
        }
    }
    for (ListedMessage &message : messages) {
        message.subject = message.subject.simplified();
        message.author = message.author.simplified();
    }
    sortOnce(messages);
    return listing;
}

void merge(PeriodListing &listing, const PeriodListing &other)
{
    listing.messages.insert(listing.messages.end(), other.messages.cbegin(), other.messages.cend());
    sortOnce(listing.messages);
    if (!listing.stated)
        listing.stated = other.stated;
}

ListingPrint::ListingPrint(const PeriodListing &listing)
    : m_listing(listing)
    , m_hash(QCryptographicHash::Sha256)
{
}

QByteArray ListingPrint::through(qint64 number)
{
    const std::vector<ListedMessage> &messages = m_listing.messages;
    for (; m_taken < messages.size() && messages[m_taken].number <= number; ++m_taken) {
        const ListedMessage &message = messages[m_taken];
        m_hash.addData(u"%1\t%2\t%3\n"_s.arg(message.id, message.subject, message.author).toUtf8());
    }
    return m_hash.result().toHex().left(16);
}

} // namespace lockkeeper::sources::mailman
