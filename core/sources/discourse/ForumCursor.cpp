#include "sources/discourse/ForumCursor.h"

#include "sources/discourse/TopicPage.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::sources::discourse {

namespace {
QJsonObject timesJson(const QHash<qint64, qint64> &times)
{
    QJsonObject object;
    for (auto topic = times.cbegin(); topic != times.cend(); ++topic)
        object.insert(QString::number(topic.key()), topic.value());
    return object;
}

QHash<qint64, qint64> timesIn(const QJsonValue &value)
{
    QHash<qint64, qint64> times;
    const QJsonObject object = value.toObject();
    for (auto topic = object.begin(); topic != object.end(); ++topic)
        times.insert(topic.key().toLongLong(), topic.value().toInteger());
    return times;
}
} // namespace

bool ForumCursor::covers(const ListedTopic &topic) const
{
    if (topic.solved && unsolved.contains(topic.id))
        return false;
    if (topic.bumpedAt == 0) // the listing doesn't say
        return through > 0;
    return topic.bumpedAt < through || beyond.value(topic.id, -1) == topic.bumpedAt;
}

void ForumCursor::advance(qint64 time)
{
    through = std::max(through, time);
    beyond.removeIf([this](QHash<qint64, qint64>::iterator entry) { return entry.value() < through; });
}

QString ForumCursor::toText() const
{
    QList<qint64> sorted(unsolved.cbegin(), unsolved.cend());
    std::sort(sorted.begin(), sorted.end());
    QJsonArray waiting;
    for (const qint64 id : std::as_const(sorted))
        waiting.append(id);
    QJsonObject tags;
    for (auto etag = etags.cbegin(); etag != etags.cend(); ++etag)
        tags.insert(etag.key(), QString::fromLatin1(etag.value()));
    const QJsonObject object{{u"through"_s, through},
                             {u"unproven"_s, unproven},
                             {u"beyond"_s, timesJson(beyond)},
                             {u"merged"_s, timesJson(merged)},
                             {u"posts"_s, posts},
                             {u"listings"_s, QJsonArray::fromStringList(listings)},
                             {u"unsolved"_s, waiting},
                             {u"etags"_s, tags}};
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

ForumCursor ForumCursor::fromText(const QString &text)
{
    const QJsonObject object = QJsonDocument::fromJson(text.toUtf8()).object();
    ForumCursor cursor;
    cursor.through = std::max<qint64>(0, object.value("through"_L1).toInteger());
    cursor.posts = std::max<qint64>(0, object.value("posts"_L1).toInteger());
    cursor.unproven = std::max<qint64>(0, object.value("unproven"_L1).toInteger());
    cursor.beyond = timesIn(object.value("beyond"_L1));
    cursor.merged = timesIn(object.value("merged"_L1));
    for (const QJsonValue listing : object.value("listings"_L1).toArray())
        cursor.listings.append(listing.toString());
    for (const QJsonValue id : object.value("unsolved"_L1).toArray())
        cursor.unsolved.insert(id.toInteger());
    const QJsonObject tags = object.value("etags"_L1).toObject();
    for (auto etag = tags.begin(); etag != tags.end(); ++etag)
        cursor.etags.insert(etag.key(), etag.value().toString().toLatin1());
    return cursor;
}

} // namespace lockkeeper::sources::discourse
