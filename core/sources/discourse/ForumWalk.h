// Walks a forum's listings, latest bump first, down to what the cursor covers. Keeps what it saw in memory:
// half a kilobyte a topic, so that the topics can be fetched oldest first afterwards.
#pragma once

#include "base/Result.h"
#include "sources/JobContext.h"
#include "sources/discourse/ForumCursor.h"
#include "sources/discourse/ForumRequests.h"
#include "sources/discourse/TopicPage.h"

#include <QDateTime>
#include <QHash>
#include <QSet>

#include <vector>

namespace lockkeeper::sources::discourse {

class ForumWalk final
{
public:
    ForumWalk(const community::Forum &forum, JobContext &context);

    // Errors: those of http, explained.
    [[nodiscard]] Result<void> run(const ForumCursor &cursor);

    [[nodiscard]] const QHash<qint64, ListedTopic> &topics() const { return m_topics; }
    [[nodiscard]] const std::vector<store::SkippedItem> &malformed() const { return m_malformed; }
    // Whether the place in a listing that `key` of a malformed topic names was looked at, and is well now.
    [[nodiscard]] bool isSettled(const QString &key) const;
    // When the first page was asked for, by the earlier of both clocks: one of them may be wrong.
    [[nodiscard]] QDateTime began() const { return m_began; }
    [[nodiscard]] const QMap<QString, QByteArray> &etags() const { return m_etags; }

private:
    [[nodiscard]] Result<void> walk(const Listing &listing, const ForumCursor &cursor);
    [[nodiscard]] Result<TopicPage> page(const Listing &listing, int number, const QByteArray &etag);
    // Adds what the page holds; how much of it was new.
    qsizetype take(const TopicPage &page);

    community::Forum m_forum;
    QString m_name;
    JobContext &m_context;
    QHash<qint64, ListedTopic> m_topics;
    std::vector<store::SkippedItem> m_malformed;
    QSet<QString> m_places; // the pages read
    QDateTime m_began;
    QMap<QString, QByteArray> m_etags;
    bool m_notModified = false; // the last page
};

} // namespace lockkeeper::sources::discourse
