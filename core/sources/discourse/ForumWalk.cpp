#include "sources/discourse/ForumWalk.h"

#include "http/Limits.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::sources::discourse {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::sources::discourse)
};

constexpr int pagesAtMost = 50'000; // one and a half million topics
constexpr int emptyHanded = 20;     // pages in a row without a topic that was not seen before

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
} // namespace

ForumWalk::ForumWalk(const community::Forum &forum, JobContext &context)
    : m_forum(forum)
    , m_name(nameOf(forum))
    , m_context(context)
{
}

Result<void> ForumWalk::run(const ForumCursor &cursor)
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
    const bool resumes = !m_context.full && cursor.listings.contains(listing.path);
    Order order;
    int withoutNew = 0;
    for (int number = 0; number < pagesAtMost && withoutNew < emptyHanded; ++number) {
        const Result<TopicPage> got =
            page(listing, number, resumes && number == 0 ? cursor.etags.value(listing.path) : QByteArray());
        if (!got)
            return got.error();
        if (m_notModified)
            return {};
        withoutNew = take(*got) > 0 ? 0 : withoutNew + 1;
        order.take(*got);
        if (!got->more || got->count == 0 || (resumes && order.isPast(cursor.through)))
            return {};
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
    if (number == 0) {
        const QByteArray current = m_notModified ? etag : response->header("etag");
        if (!current.isEmpty())
            m_etags.insert(listing.path, current);
    }
    if (m_notModified)
        return TopicPage{};
    Result<TopicPage> read = readTopicPage(*response, m_name);
    if (read && !read->malformed.empty())
        m_etags.remove(listing.path); // the next run shall see whether it is well
    return read;
}

bool ForumWalk::isSettled(const QString &key) const
{
    return m_places.contains(key.section(u" #"_s, 0, 0)) &&
           std::none_of(m_malformed.begin(), m_malformed.end(),
                        [&](const store::SkippedItem &item) { return item.key == key; });
}

qsizetype ForumWalk::take(const TopicPage &page)
{
    const qsizetype before = m_topics.size();
    for (const ListedTopic &topic : page.topics) {
        const auto seen = m_topics.find(topic.id);
        if (seen == m_topics.end())
            m_topics.insert(topic.id, topic);
        else if (seen->bumpedAt < topic.bumpedAt) // it moved while we walked
            *seen = topic;
    }
    m_places.insert(page.place);
    m_malformed.insert(m_malformed.end(), page.malformed.begin(), page.malformed.end());
    return m_topics.size() - before;
}

} // namespace lockkeeper::sources::discourse
