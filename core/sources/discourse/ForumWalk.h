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

    // Pages are counted off: where a topic vanishes from a page that was read, the first one of the next page
    // moves up to it and is on neither. These two find it. Errors as above.
    // Walks once more: the topics that no page had before.
    [[nodiscard]] Result<std::vector<ListedTopic>> again(const ForumCursor &cursor);
    // Reads the pages once more that had one of these topics and were followed by another page: whether each
    // of them is still there.
    [[nodiscard]] Result<bool> stillThere(const QSet<qint64> &ids);
    // Whether any page was followed by another.
    [[nodiscard]] bool mayMiss() const { return !m_followed.empty(); }

    [[nodiscard]] const QHash<qint64, ListedTopic> &topics() const { return m_topics; }
    [[nodiscard]] const std::vector<store::SkippedItem> &malformed() const { return m_malformed; }
    // Whether the place in a listing that `key` of a malformed topic names was looked at, and is well now.
    [[nodiscard]] bool isSettled(const QString &key) const;
    // When the first page was asked for, by the earlier of both clocks: one of them may be wrong.
    [[nodiscard]] QDateTime began() const { return m_began; }
    [[nodiscard]] const QMap<QString, QByteArray> &etags() const { return m_etags; }

private:
    struct FollowedPage
    {
        Listing listing;
        int number = 0;
        QSet<qint64> ids;
    };

    [[nodiscard]] Result<void> walkAll(const ForumCursor &cursor);
    [[nodiscard]] Result<void> walk(const Listing &listing, const ForumCursor &cursor);
    [[nodiscard]] Result<TopicPage> page(const Listing &listing, int number, const QByteArray &etag);
    void take(const TopicPage &page);

    community::Forum m_forum;
    QString m_name;
    JobContext &m_context;
    QHash<qint64, ListedTopic> m_topics;
    std::vector<store::SkippedItem> m_malformed;
    QSet<QString> m_places; // the pages read
    QDateTime m_began;
    QMap<QString, QByteArray> m_etags;
    bool m_notModified = false; // the last page
    std::vector<FollowedPage> m_followed;
    std::vector<ListedTopic> m_missed; // by the first walk
    bool m_isFirst = true;             // what it saw is what is fetched and vouched for
};

} // namespace lockkeeper::sources::discourse
