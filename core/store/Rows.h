// Rows ready to be written. What is in them is cleaned and cut to size: they hold what the database will
// hold.
#pragma once

#include <QDateTime>
#include <QString>

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

struct GithubKey
{
    QString repo;
    QString itemType;
    qint64 number = 0;

    friend bool operator==(const GithubKey &, const GithubKey &) = default;
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
    std::vector<GithubItem> githubItems;
    std::vector<GithubKey> deletedGithubItems;
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
