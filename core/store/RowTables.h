// How each kind of row maps to its table: the columns of its unique key, those of its content, and their
// values in that order.
#pragma once

#include "store/Rows.h"

#include <QStringList>

namespace lockkeeper::store {

struct TableShape
{
    QString name;
    QStringList key;
    QStringList content; // but for synced_at
};

[[nodiscard]] const TableShape &shapeOf(Table table);

// Calls `take` with each value, a QString, a qint64 or a std::optional<qint64>: key first, then content.
template <typename Take>
void eachValue(const GithubItem &row, Take take)
{
    take(row.repo), take(row.itemType), take(row.number);
    take(row.title), take(row.firstMessage), take(row.status), take(row.url), take(row.createdAt);
}

template <typename Take>
void eachValue(const Paper &row, Take take)
{
    take(row.source), take(row.externalId);
    take(row.title), take(row.abstract), take(row.url), take(row.createdAt);
}

template <typename Take>
void eachValue(const Docstring &row, Take take)
{
    take(row.repo), take(row.filePath), take(row.symbolName);
    take(row.language), take(row.symbolType), take(row.text), take(row.line), take(row.branch);
}

template <typename Take>
void eachValue(const DiscourseTopic &row, Take take)
{
    take(row.forumUrl), take(row.topicId);
    take(row.title), take(row.firstPost), take(row.acceptedAnswer), take(row.categoryName), take(row.tags);
    take(row.replyCount), take(row.likeCount), take(row.views);
    take(row.url), take(row.createdAt), take(row.lastPostedAt);
}

template <typename Take>
void eachValue(const MailMessage &row, Take take)
{
    take(row.listName), take(row.messageId);
    take(row.threadId), take(row.subject), take(row.author), take(row.authorEmail), take(row.date),
        take(row.body);
    take(row.inReplyTo), take(row.url), take(row.year);
}

template <typename Take>
void eachValue(const BepItem &row, Take take)
{
    take(row.number);
    take(row.title), take(row.status), take(row.pullRequestUrl), take(row.pullRequestNumber),
        take(row.htmlPreviewUrl);
    take(row.googleDocUrl), take(row.leads), take(row.content);
}

[[nodiscard]] constexpr Table tableOf(const GithubItem &)
{
    return Table::GithubItems;
}
[[nodiscard]] constexpr Table tableOf(const Paper &)
{
    return Table::Papers;
}
[[nodiscard]] constexpr Table tableOf(const Docstring &)
{
    return Table::Docstrings;
}
[[nodiscard]] constexpr Table tableOf(const DiscourseTopic &)
{
    return Table::DiscourseTopics;
}
[[nodiscard]] constexpr Table tableOf(const MailMessage &)
{
    return Table::MailingListMessages;
}
[[nodiscard]] constexpr Table tableOf(const BepItem &)
{
    return Table::BepItems;
}

} // namespace lockkeeper::store
