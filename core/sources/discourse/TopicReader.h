// The JSON of `GET /t/{id}.json` as a row and its posts. Pure. https://docs.discourse.org/#tag/Topics
#pragma once

#include "store/Rows.h"

#include <QJsonObject>
#include <QString>
#include <QUrl>

#include <optional>
#include <vector>

namespace lockkeeper::sources::discourse {

struct Post
{
    qint64 number = 0; // within its topic, from 1
    QString cooked;    // HTML
    qint64 likes = 0;
    bool accepted = false;
};

struct Topic
{
    store::DiscourseTopic row; // without its category's name and its answer
    qint64 categoryId = 0;     // 0: none
    std::vector<Post> posts;   // the first 20 as a rule, in order
    qint64 acceptedPost = 0;   // its number, where the topic names one
    bool hasMorePosts = false; // than `posts`
    qint64 likes = 0;          // of all its posts
    bool unlisted = false;     // to be read, but in no listing
};

// What a listing and the topic itself both say: title, tags, figures, address, times. What is missing or of
// another type stays empty.
[[nodiscard]] store::DiscourseTopic readHead(const QJsonObject &topic, qint64 id, const QString &forumUrl);

// Nothing: no post that people wrote (but a note of who closed or moved the topic, say).
[[nodiscard]] std::optional<Post> readPost(const QJsonObject &post);

// The posts people wrote, in order.
[[nodiscard]] std::vector<Post> readPosts(const QJsonObject &topic);

// Whether the answer to topic `id` says that its posts went to another topic: it is that topic, or nothing is
// left of this one but the note that they were moved (app/models/post_mover.rb).
[[nodiscard]] bool isMergedAway(const QJsonObject &topic, qint64 id);

// The reason where it cannot be read.
[[nodiscard]] std::optional<Topic> readTopic(const QJsonObject &object, qint64 id, const QUrl &forum,
                                             QString &reason);

// A post's HTML as its column holds it: Markdown, cut to size; null if nothing is left.
[[nodiscard]] QString storedPost(const QString &cooked, const QUrl &forum);

} // namespace lockkeeper::sources::discourse
