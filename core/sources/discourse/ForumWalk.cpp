#include "sources/discourse/ForumWalk.h"

#include "http/Limits.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace lockkeeper::sources::discourse {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::sources::discourse)
};

constexpr int pagesAtMost = 50'000; // one and a half million topics
constexpr int emptyHanded = 20;     // pages in a row without a topic that was not on one before

// Latest bump first, pinned topics aside, from page to page.
class Order final
{
public:
    void take(const TopicPage &page)
    {
        for (const ListedTopic &topic : page.topics) {
            if (topic.pinned || topic.bumpedAt == 0)
                continue;
            // Topics that move up while we walk come a second time, never earlier than expected.
            m_kept = m_kept && (m_last == 0 || topic.bumpedAt <= m_last);
            m_last = topic.bumpedAt;
        }
    }
    // Whether everything behind the pages taken is older than `time`.
    [[nodiscard]] bool isPast(qint64 time) const { return m_kept && m_last > 0 && m_last < time; }

private:
    qint64 m_last = 0;
    bool m_kept = true;
};

QSet<qint64> idsOf(const TopicPage &page)
{
    QSet<qint64> ids;
    for (const ListedTopic &topic : page.topics)
        ids.insert(topic.id);
    return ids;
}
} // namespace

ForumWalk::ForumWalk(const community::Forum &forum, JobContext &context)
    : m_forum(forum)
    , m_name(nameOf(forum))
    , m_context(context)
{
}

Result<void> ForumWalk::run(const ForumCursor &cursor)
{
    return walkAll(cursor);
}

Result<std::vector<ListedTopic>> ForumWalk::again(const ForumCursor &cursor)
{
    m_isFirst = false;
    m_missed.clear();
    m_followed.clear();
    if (Result<void> walked = walkAll(cursor); !walked)
        return walked.error();
    return std::exchange(m_missed, {});
}

Result<bool> ForumWalk::stillThere(const QSet<qint64> &ids)
{
    m_isFirst = false;
    for (const FollowedPage &followed : m_followed) {
        const QSet<qint64> wanted = QSet(followed.ids).intersect(ids);
        if (wanted.isEmpty())
            continue;
        const Result<TopicPage> got = page(followed.listing, followed.number, {});
        if (!got)
            return got.error().isCancelled() ? got.error()
                                             : explained(got.error(), m_forum, followed.listing);
        if (!idsOf(*got).contains(wanted))
            return false;
    }
    return true;
}

Result<void> ForumWalk::walkAll(const ForumCursor &cursor)
{
    for (const Listing &listing : listingsOf(m_forum)) {
        if (Result<void> walked = walk(listing, cursor); !walked)
            return walked.error().isCancelled() ? walked.error()
                                                : explained(walked.error(), m_forum, listing);
    }
    return {};
}

Result<void> ForumWalk::walk(const Listing &listing, const ForumCursor &cursor)
{
    const bool resumes = !m_context.full && cursor.unproven == 0 && cursor.listings.contains(listing.path);
    Order order;
    QSet<qint64> met; // in this listing: another one may hold the same topics
    int withoutNew = 0;
    for (int number = 0; number < pagesAtMost && withoutNew < emptyHanded; ++number) {
        const bool asksForChange = resumes && m_isFirst && number == 0;
        const Result<TopicPage> got =
            page(listing, number, asksForChange ? cursor.etags.value(listing.path) : QByteArray());
        if (!got)
            return got.error();
        if (m_notModified)
            return {};
        take(*got);
        const QSet<qint64> ids = idsOf(*got);
        withoutNew = met.contains(ids) ? withoutNew + 1 : 0;
        met += ids;
        order.take(*got);
        if (!got->more || got->count == 0 || (resumes && order.isPast(cursor.through)))
            return {};
        m_followed.push_back({.listing = listing, .number = number, .ids = ids});
        if (m_isFirst)
            m_context.progress.setTotal({.items = m_topics.size(), .estimate = true});
    }
    return Error{.kind = ErrorKind::BadAnswer,
                 .text = Tr::tr("The list of topics of %1 does not come to an end.").arg(m_name),
                 .hint = {},
                 .url = requestFor(m_forum.url, listing.path).url.toString(),
                 .status = 200};
}

Result<TopicPage> ForumWalk::page(const Listing &listing, int number, const QByteArray &etag)
{
    // By activity, that is by bumped_at, also in a category that has an order of its own.
    http::Request request = requestFor(
        m_forum.url, listing.path,
        {{u"order"_s, u"activity"_s}, {u"ascending"_s, u"false"_s}, {u"page"_s, QString::number(number)}});
    request.etag = etag;
    const QDateTime asked = QDateTime::currentDateTimeUtc();
    const Result<http::Response> response = m_context.fetch(std::move(request));
    if (!response)
        return response.error();
    if (!m_began.isValid()) {
        const QDateTime theirs = http::fromHttpDate(response->header("date"));
        m_began = theirs.isValid() ? std::min(asked, theirs) : asked;
    }
    m_notModified = response->notModified();
    if (number == 0 && m_isFirst) {
        const QByteArray current = m_notModified ? etag : response->header("etag");
        if (!current.isEmpty())
            m_etags.insert(listing.path, current);
    }
    if (m_notModified)
        return TopicPage{};
    Result<TopicPage> read = readTopicPage(*response, m_name);
    if (m_isFirst && read && !read->malformed.empty())
        m_etags.remove(listing.path); // the next run shall see whether it is well
    return read;
}

bool ForumWalk::isSettled(const QString &key) const
{
    return m_places.contains(key.section(u" #"_s, 0, 0)) &&
           std::none_of(m_malformed.begin(), m_malformed.end(),
                        [&](const store::SkippedItem &item) { return item.key == key; });
}

void ForumWalk::take(const TopicPage &page)
{
    for (const ListedTopic &topic : page.topics) {
        const auto seen = m_topics.find(topic.id);
        if (seen == m_topics.end()) {
            m_topics.insert(topic.id, topic);
            if (!m_isFirst)
                m_missed.push_back(topic);
        } else if (m_isFirst && seen->bumpedAt < topic.bumpedAt) { // it moved while we walked
            *seen = topic;
        }
    }
    if (!m_isFirst)
        return;
    m_places.insert(page.place);
    m_malformed.insert(m_malformed.end(), page.malformed.begin(), page.malformed.end());
}

} // namespace lockkeeper::sources::discourse
