// What a made-up Discourse forum holds. Times are seconds since the epoch.
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace lockkeeper::demo {

struct ForumPost
{
    QString cooked; // HTML, as Discourse makes it of a post's Markdown
    int likes = 0;
    bool accepted = false; // as the post says it
    QString author = QStringLiteral("somebody");
    qint64 at = 0;  // 0: when the topic was bumped as the post came to the site
    int type = 1;   // Post.types: 1 regular, 2 by a moderator, 3 a note
    qint64 id = 0;  // within the forum; 0: the site gives it, in the order of coming
    int number = 0; // within the topic, from 1; 0: the site gives it
};

struct ForumTopic
{
    qint64 id = 0;
    QString title{};
    QString slug = QStringLiteral("a-topic");
    qint64 bumped = 0;
    int category = 0; // 0: none
    QStringList tags{};
    QList<ForumPost> posts{{.cooked = QStringLiteral("<p>First post</p>")}};
    qint64 acceptedPost = 0; // as the topic says it
    bool pinned = false;
    bool solved = false;   // as the listing says it
    bool unlisted = false; // to be read, but in no listing
    int views = 7;
    int status = 200;   // of /t/{id}.json
    qint64 created = 0; // 0: some time in 2020
};

struct ForumCategory
{
    int id = 0;
    QString slug;
    QString name;
};

} // namespace lockkeeper::demo
