// Up to where a forum is stored. Kept in lockkeeper_cursors between runs. Pure logic.
//
// Topics are fetched oldest bump first, so that a single time tells what is done. It never comes closer to
// the present than a minute before the run looked: several listings are asked one after the other, and what
// is bumped in between must not hide behind a newer topic. Topics beyond that time are named one by one.
#pragma once

#include <QByteArray>
#include <QHash>
#include <QMap>
#include <QSet>
#include <QString>
#include <QStringList>

namespace lockkeeper::sources::discourse {

struct ListedTopic;

struct ForumCursor
{
    // Milliseconds since 1970, as bumped_at. Every topic of `listings` that was bumped before it is stored,
    // or gone; 0: nothing is promised.
    qint64 through = 0;
    // Of a first run that did not come to its end: what it promised holds for the topics that are stored, but
    // the listings must be walked whole again, and until then nothing later than this is promised. 0: none.
    qint64 unproven = 0;
    QHash<qint64, qint64> beyond; // topic -> bumped_at, of those that are stored with that or a later one
    QHash<qint64, qint64> merged; // topic -> bumped_at, of those that are listed and yet belong to another
    QStringList listings;
    qint64 posts = 0;      // the forum's posts were read up to this id: topics since then have none before it
    QSet<qint64> unsolved; // seen lately without an accepted answer: accepting one doesn't bump
    QMap<QString, QByteArray> etags; // listing -> of its first page, after a complete run

    // Whether nothing happened to a topic that is stored or merged.
    [[nodiscard]] bool covers(const ListedTopic &topic) const;
    // Promises everything before `time` (never less than before), and forgets what that includes.
    void advance(qint64 time);

    [[nodiscard]] QString toText() const;
    [[nodiscard]] static ForumCursor fromText(const QString &text); // an empty cursor for a text that is none
    friend bool operator==(const ForumCursor &, const ForumCursor &) = default;
};

} // namespace lockkeeper::sources::discourse
