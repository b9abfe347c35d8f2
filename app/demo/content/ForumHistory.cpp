#include "demo/content/ForumHistory.h"

#include "demo/content/Communities.h"
#include "demo/content/Spans.h"

#include <QRegularExpression>

#include <algorithm>
#include <utility>
#include <vector>

namespace lockkeeper::demo {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 pinnedTopic = 1;
constexpr qint64 longTopic = 9; // its answer comes beyond the posts that come with a topic
constexpr int longTopicPosts = 27;
constexpr qint64 forumStepAspect = 1'000'000; // dice of the steps, apart from those of the posts

QString cooked(QString html)
{
    static const QRegularExpression backticks(u"`([^`<>\n]+)`"_s);
    return html.replace(backticks, u"<code>\\1</code>"_s);
}

QString slugOf(const QString &title)
{
    static const QRegularExpression other(u"[^a-z0-9]+"_s);
    QString slug = title.toLower().replace(other, u"-"_s);
    while (slug.startsWith(u'-'))
        slug.remove(0, 1);
    while (slug.endsWith(u'-'))
        slug.chop(1);
    return slug;
}

} // namespace

ForumHistory::ForumHistory(DemoForum forum, ForumSite &site)
    : m_forum(std::move(forum))
    , m_site(site)
    , m_book(phrasebook(m_forum.community))
    , m_seed(Dice::seedOf(m_forum.host.toStdString()))
{
    m_site.setTitle(m_forum.title);
    m_site.setCategories(m_forum.categories);
}

Speaker ForumHistory::speakerFor(qint64 topic, qint64 post) const
{
    Speaker speaker(*m_book, m_forum.community, Dice::of(m_seed, topic, post));
    const qint64 other = 1 + speaker.dice().below(std::max<qint64>(1, topic - 1));
    speaker.know(u"other"_s, u"https://%1/t/%2"_s.arg(m_forum.host).arg(other));
    return speaker;
}

ForumTopic ForumHistory::newTopic(qint64 id, qint64 at) const
{
    Speaker speaker = speakerFor(id, 1);
    Dice &dice = speaker.dice();
    ForumTopic topic{.id = id, .bumped = at, .posts = {}, .created = at};
    const bool pinned = id == pinnedTopic;
    topic.title = pinned ? u"Read this before you ask"_s : speaker.say(u"forum.title"_s).remove(u'`');
    topic.slug = slugOf(topic.title);
    topic.category = m_forum.categories.at(dice.below(m_forum.categories.size())).id;
    topic.pinned = pinned;
    topic.views = static_cast<int>(dice.between(3, 400));
    if (dice.percent(60))
        topic.tags = {m_forum.tags.at(dice.below(m_forum.tags.size()))};
    const QString text = speaker.say(pinned ? u"forum.welcome"_s : u"forum.question"_s);
    topic.posts.append({.cooked = cooked(text),
                        .likes = static_cast<int>(dice.below(4)),
                        .author = speaker.say(u"person"_s),
                        .at = at,
                        .number = 1});
    return topic;
}

ForumPost ForumHistory::reply(const ForumTopic &topic, qint64 at, bool isAnswer) const
{
    const qint64 number = topic.posts.last().number + 1;
    Speaker speaker = speakerFor(topic.id, number);
    speaker.know(u"quoted"_s, topic.posts.first().author);
    const QString text = speaker.say(isAnswer ? u"forum.answer"_s : u"forum.reply"_s);
    return {.cooked = cooked(text),
            .likes = static_cast<int>(isAnswer ? speaker.dice().between(1, 9) : speaker.dice().below(3) / 2),
            .author = speaker.say(u"person"_s),
            .at = at,
            .number = static_cast<int>(number)};
}

void ForumHistory::accept(ForumTopic &topic, qsizetype post)
{
    topic.posts[post].accepted = true;
    topic.acceptedPost = topic.posts.at(post).number;
    topic.solved = true;
}

ForumTopic ForumHistory::oldTopic(qint64 id, qint64 at, qint64 latest) const
{
    ForumTopic topic = newTopic(id, at);
    Dice dice = Dice::of(m_seed, id, forumStepAspect);
    const bool isLong = id == longTopic;
    const qint64 replies = topic.pinned ? 0 : isLong ? longTopicPosts - 1 : dice.below(7);
    const qint64 answer = isLong ? longTopicPosts - 3 : dice.percent(55) ? dice.below(replies) : -1;
    for (qint64 i = 0; i < replies; ++i) {
        at = std::min(latest, at + dice.between(hour / 2, 2 * day));
        topic.posts.append(reply(topic, at, i == answer));
    }
    if (answer >= 0 && replies > 0 && (isLong || dice.percent(70)))
        accept(topic, answer + 1);
    topic.bumped = at;
    return topic;
}

void ForumHistory::begin(qint64 began)
{
    const qint64 latest = began - hour;
    const qint64 first = began - 400 * day;
    const qint64 slot = (latest - first) / (m_forum.topics + 1);
    QList<ForumTopic> topics;
    for (m_lastTopic = 1; m_lastTopic <= m_forum.topics; ++m_lastTopic) {
        Dice dice = Dice::of(m_seed, m_lastTopic, forumStepAspect + 1);
        topics.append(oldTopic(m_lastTopic, first + m_lastTopic * slot + dice.below(slot), latest));
    }
    --m_lastTopic;
    // Ids follow time across all topics.
    std::vector<ForumPost *> posts;
    for (ForumTopic &topic : topics) {
        for (ForumPost &post : topic.posts)
            posts.push_back(&post);
    }
    std::ranges::stable_sort(posts, {}, [](const ForumPost *post) { return post->at; });
    qint64 id = 0;
    for (ForumPost *post : posts)
        post->id = ++id;
    for (const ForumTopic &topic : std::as_const(topics))
        m_site.put(topic);
}

void ForumHistory::passDays(int step, qint64 from, qint64 to)
{
    Dice dice = Dice::of(m_seed, step, forumStepAspect + 2);
    QList<qint64> ids = m_site.topicIds();
    ids.removeOne(pinnedTopic);
    ids.removeOne(longTopic);
    std::vector<qint64> moments(9);
    std::ranges::generate(moments, [&] { return to > from ? dice.between(from + 1, to) : to; });
    std::ranges::sort(moments); // ids are given in the order of time
    const auto draw = [&] {
        return ids.takeAt(dice.below(ids.size()));
    };
    (void)m_site.remove(draw());
    for (std::size_t i = 0; i < moments.size(); ++i) {
        const qint64 at = moments[i];
        if (i % 4 == 3) {
            m_site.put(newTopic(++m_lastTopic, at));
            continue;
        }
        (void)m_site.change(draw(), [&](ForumTopic &topic) {
            topic.bumped = at;
            if (i == 0) { // an edit of the last post
                Speaker speaker = speakerFor(topic.id, -step);
                topic.posts.last().cooked += u"\n"_s + cooked(speaker.say(u"forum.edit"_s));
                return;
            }
            const bool solves = i == 1 && !topic.solved;
            topic.posts.append(reply(topic, at, solves));
            if (solves)
                accept(topic, topic.posts.size() - 1);
        });
    }
    for (const qint64 id : m_site.topicIds()) {
        if (dice.percent(25))
            (void)m_site.change(
                id, [&](ForumTopic &topic) { topic.views += static_cast<int>(dice.between(1, 30)); });
    }
}

} // namespace lockkeeper::demo
