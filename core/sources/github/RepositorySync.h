// One repository's sync: walks the listing from the cursor, stores page by page, reconciles after a full
// walk.
#pragma once

#include "base/Result.h"
#include "sources/JobContext.h"
#include "sources/github/IssueWalk.h"

#include <QDateTime>
#include <QSet>
#include <QString>
#include <QUrl>

namespace lockkeeper::sources::github {

class RepositorySync final
{
public:
    RepositorySync(QString repository, JobContext &context);

    // On a worker's thread. What was committed before an error stays, and its cursor with it.
    [[nodiscard]] Result<void> run();

private:
    [[nodiscard]] http::Request request(const QUrl &url) const;
    [[nodiscard]] QUrl listingUrl(const IssueWalk::Query &query) const;
    [[nodiscard]] Result<void> walk(IssueWalk &walk);
    // Whether the page was stored whole, or the limit was reached within it.
    [[nodiscard]] Result<bool> store(const IssueWalk &walk, const IssuePage &page);
    [[nodiscard]] Result<void> finish(const std::optional<Cursor> &cursor);
    [[nodiscard]] Result<void> reconcile();
    [[nodiscard]] Result<void> retrySkipped();
    // The page of an item without a number: what can be read of it is stored, what cannot is skipped again.
    [[nodiscard]] Result<void> retryPage(const QString &place);
    [[nodiscard]] Result<IssuePage> readAnswer(const http::Response &response, const QString &place) const;
    // What one item is now, asked for by its number: stored, deleted, or skipped (again).
    [[nodiscard]] Result<void> askAbout(qint64 number, const QString &itemType);
    [[nodiscard]] bool isElsewhere(const ListedItem &item) const;
    void noteMove(const http::Response &response, const IssuePage &page);
    [[nodiscard]] Error explained(Error error) const;

    QString m_repository;
    JobContext &m_context;
    store::RemoteName m_remote;
    QUrl m_base;                   // …/repos/{owner}/{repo}, or where a permanent redirect pointed
    QDateTime m_began;             // what is stored when we are done vouches for everything up to here
    QDateTime m_storedSince;       // of the cursor in the database: a full walk must not move it backwards
    QSet<QString> m_skippedBefore; // keys of items that earlier runs could not read
    QSet<qint64> m_seen;           // numbers, for reconciling; only in a full walk
    bool m_notModified = false;    // 304: nothing changed since the last complete run
    bool m_stopped = false;        // at the limit: nothing is vouched for beyond the cursor
    bool m_moved = false;
    QString m_webName; // owner/name in the items' own addresses: another than ours where it was renamed
};

} // namespace lockkeeper::sources::github
