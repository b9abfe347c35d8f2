// Rows ready to be written. What is in them is cleaned and cut to size: they hold what the database will
// hold.
#pragma once

#include <QDateTime>
#include <QString>
#include <QStringList>
#include <QVariant>

#include <optional>
#include <utility>
#include <vector>

namespace lockkeeper::store {

struct GithubItem // table github_items
{
    QString repo;     // owner/name as configured
    QString itemType; // "issue", "pr"
    qint64 number = 0;
    QString title;
    QString firstMessage; // null where GitHub has none
    QString status;       // "open", "closed"
    QString url;
    QString createdAt; // as GitHub gave it

    friend bool operator==(const GithubItem &, const GithubItem &) = default;
};

struct Paper // table papers
{
    QString source; // "openalex", "semanticscholar", "pubmed"
    QString externalId;
    QString title;
    QString abstract; // column first_message; null where there is none
    QString url;
    QString createdAt; // a date or a year; null where nobody knows

    friend bool operator==(const Paper &, const Paper &) = default;
};

struct Docstring // table docstrings
{
    QString repo;
    QString filePath;
    QString symbolName;
    QString language;   // "matlab", "python"
    QString symbolType; // "module", "class", "function", "method", "script"
    QString text;       // column docstring
    qint64 line = 0;    // 1-based
    QString branch;

    friend bool operator==(const Docstring &, const Docstring &) = default;
};

struct DiscourseTopic // table discourse_topics
{
    QString forumUrl; // no trailing slash
    qint64 topicId = 0;
    QString title;
    QString firstPost;      // Markdown
    QString acceptedAnswer; // Markdown; null where there is none
    QString categoryName;
    QString tags; // JSON array
    qint64 replyCount = 0;
    qint64 likeCount = 0;
    qint64 views = 0;
    QString url;
    QString createdAt;
    QString lastPostedAt;

    friend bool operator==(const DiscourseTopic &, const DiscourseTopic &) = default;
};

// What a forum's listing tells of a topic: no reason to fetch it again.
struct TopicFigures
{
    QString forumUrl;
    qint64 topicId = 0;
    qint64 replyCount = 0;
    qint64 likeCount = 0;
    qint64 views = 0;
};

struct MailMessage // table mailing_list_messages
{
    QString listName;
    QString messageId; // the page's number
    QString threadId;
    QString subject;
    QString author;
    QString authorEmail; // masked: "name at host"
    QString date;        // ISO 8601, UTC
    QString body;
    QString inReplyTo;
    QString url;
    qint64 year = 0;

    friend bool operator==(const MailMessage &, const MailMessage &) = default;
};

struct BepItem // table bep_items
{
    QString number; // zero-padded to 3
    QString title;
    QString status; // "proposed", "draft", "closed"
    QString pullRequestUrl;
    std::optional<qint64> pullRequestNumber;
    QString htmlPreviewUrl;
    QString googleDocUrl;
    QString leads;   // JSON array of names
    QString content; // null where there is none

    friend bool operator==(const BepItem &, const BepItem &) = default;
};

enum class Table { GithubItems, Papers, Docstrings, DiscourseTopics, MailingListMessages, BepItems };

// A row to delete, by the values of its unique key in the order of KNOWLEDGE_DB.
struct RowKey
{
    Table table = Table::GithubItems;
    QVariantList values;

    friend bool operator==(const RowKey &, const RowKey &) = default;
};

// An item of the remote that could not be read, kept in lockkeeper_skipped and tried again by the next run.
struct SkippedItem
{
    QString key; // within its remote: an issue's number, a file's path, a topic's id
    QString reason;

    friend bool operator==(const SkippedItem &, const SkippedItem &) = default;
};

// A remote as sync_metadata and our cursors name it.
struct RemoteName
{
    QString type; // "github"
    QString name; // "owner/name"

    friend bool operator==(const RemoteName &, const RemoteName &) = default;
};

// "All that happened before `at` is stored": moves sync_metadata.
struct SyncMark
{
    QDateTime at;
    qint64 rowsBefore = 0; // added or changed by earlier batches of the same run
};

// What one transaction writes, all of it or nothing.
struct Batch
{
    RemoteName remote;
    QString run; // when it began, to the millisecond: names it in our tables. Empty: nothing is kept of it
    std::vector<GithubItem> githubItems;
    std::vector<Paper> papers;
    std::vector<Docstring> docstrings;
    std::vector<DiscourseTopic> topics;
    std::vector<TopicFigures> topicFigures; // of topics that are stored; others are passed over
    std::vector<MailMessage> messages;
    std::vector<BepItem> beps;
    std::vector<RowKey> deletions;
    std::vector<SkippedItem> skipped;
    QStringList readAtLast;        // keys of earlier skipped items that are settled now
    std::optional<QString> cursor; // opaque to the store; written with the rows it vouches for
    std::optional<SyncMark> mark;
};

struct CommitCounts
{
    qint64 added = 0;
    qint64 changed = 0;
    qint64 unchanged = 0;
    qint64 deleted = 0;

    friend bool operator==(const CommitCounts &, const CommitCounts &) = default;
};

// Rows a transaction: 50 cost no speed against one, and hold the lock for some milliseconds only.
inline constexpr std::size_t rowsPerBatch = 50;

} // namespace lockkeeper::store
