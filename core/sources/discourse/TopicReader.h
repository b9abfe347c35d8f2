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
};

// The posts people wrote (not the notes of who closed or moved the topic), in order.
[[nodiscard]] std::vector<Post> readPosts(const QJsonObject &topic);

// The reason where it cannot be read.
[[nodiscard]] std::optional<Topic> readTopic(const QJsonObject &object, qint64 id, const QUrl &forum,
                                             QString &reason);

// A post's HTML as its column holds it: Markdown, cut to size; null if nothing is left.
[[nodiscard]] QString storedPost(const QString &cooked, const QUrl &forum);

} // namespace lockkeeper::sources::discourse
