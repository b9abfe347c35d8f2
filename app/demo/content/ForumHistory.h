// What happens in a demo community's forum: its topics, and what comes in every time some days pass. Always
// the same for the same forum and the same times.
#pragma once

#include "demo/content/Phrasebook.h"
#include "demo/discourse/ForumSite.h"

#include <memory>

namespace lockkeeper::demo {

struct DemoForum
{
    QString community = {};
    QString host = {};
    QString title = {};
    int topics = 0; // at the beginning
    QList<ForumCategory> categories = {};
    QList<QString> tags = {};
};

class ForumHistory final
{
public:
    ForumHistory(DemoForum forum, ForumSite &site); // `site` must outlive it

    // Nothing is newer than `began` (epoch seconds), and the newest is hours old.
    void begin(qint64 began);
    // New topics, replies, an edit, an accepted answer, views, and one topic less, at times later than `from`
    // and no later than `to` (at `to`, where no second lies between).
    void passDays(int step, qint64 from, qint64 to);

private:
    [[nodiscard]] ForumTopic newTopic(qint64 id, qint64 at) const; // with its first post
    [[nodiscard]] ForumTopic oldTopic(qint64 id, qint64 at, qint64 latest) const;
    [[nodiscard]] ForumPost reply(const ForumTopic &topic, qint64 at, bool isAnswer) const;
    [[nodiscard]] Speaker speakerFor(qint64 topic, qint64 post) const;
    static void accept(ForumTopic &topic, qsizetype post);

    DemoForum m_forum;
    ForumSite &m_site;
    std::shared_ptr<const Phrasebook> m_book;
    quint64 m_seed;
    qint64 m_lastTopic = 0;
};

} // namespace lockkeeper::demo
