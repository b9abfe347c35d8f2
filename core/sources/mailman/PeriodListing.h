// A period's thread.html or date.html: which messages it has. Pure; any thread.
#pragma once

#include <QByteArray>
#include <QCryptographicHash>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace lockkeeper::sources::mailman {

struct ListedMessage
{
    QString id;        // "004491": the page's number as its file has it
    qint64 number = 0; // 4491
    QString subject;
    QString author;
    // What only thread.html says, in a comment: its date in seconds since 1970; its message id (until
    // Mailman 2.1.15); the messages above it, as pipermail found them, nearest first, by message id or (since
    // then) by page.
    qint64 time = 0;
    QString messageId;
    QStringList ancestors;
    QStringList ancestorPages;

    friend bool operator==(const ListedMessage &, const ListedMessage &) = default;
};

struct PeriodListing
{
    std::vector<ListedMessage> messages; // by number, each once
    std::optional<qint64> stated;        // "Messages: 8"
};

[[nodiscard]] PeriodListing readListing(const QString &html);

// Adds what `other` lists besides.
void merge(PeriodListing &listing, const PeriodListing &other);

// Stands for the listed messages up to a number: the same as long as nothing there changes. Numbers may only
// grow from call to call, so that each message is read once, however often it is asked.
class ListingPrint final
{
public:
    explicit ListingPrint(const PeriodListing &listing); // which outlives it

    [[nodiscard]] QByteArray through(qint64 number);
    [[nodiscard]] std::size_t taken() const { return m_taken; } // messages up to that number

private:
    const PeriodListing &m_listing;
    QCryptographicHash m_hash;
    std::size_t m_taken = 0;
};

} // namespace lockkeeper::sources::mailman
