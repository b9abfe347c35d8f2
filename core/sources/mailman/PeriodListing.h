// A period's thread.html or date.html: which messages it has. Pure; any thread.
#pragma once

#include <QByteArray>
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

// Stands for what is listed up to that number: the same as long as nothing there changes.
[[nodiscard]] QByteArray printOf(const PeriodListing &listing, qint64 through);

} // namespace lockkeeper::sources::mailman
