// What a pasted text leads to: a GitHub organisation's repositories, a forum, a mailing list, what a
// project's homepage links to. Proposals to tick; each is checked like any other answer once it is taken.
// Plain values.
#pragma once

#include "onboarding/Finding.h"

#include <QDateTime>
#include <QList>
#include <QString>
#include <QStringList>
#include <QUrl>

namespace lockkeeper::onboarding {

struct ProposedRepository
{
    QString name; // owner/name
    QString description;
    QString language; // GitHub's name of the main one
    qint64 stars = -1;
    qint64 openItems = -1; // issues and pull requests
    QDateTime pushedAt;    // UTC; invalid where it was not asked for (a link on a homepage)
    bool archived = false;
    bool fork = false;
    bool ticked = false; // to begin with: pushed within two years, neither archived nor a fork
};

struct ProposedForum
{
    QUrl url;
    bool certain = false; // its page says it is a Discourse; else only its address looks like one
};

struct ProposedList
{
    QUrl url;     // of the archive, with a slash at the end
    QString name; // out of its address or its page
};

struct Discovery : Finding
{
    enum class Kind { Nothing, Owner, Repository, Forum, MailingList, Homepage };

    Kind kind = Kind::Nothing;
    QString name;        // for the community: "Deep Reef", from the organisation or the page's title
    QString id;          // for the community: "deep-reef"; empty where there is no name
    QString description; // one line
    QUrl homepage;
    QList<ProposedRepository> repositories; // the last pushed first
    qint64 repositoriesLeftOut = 0;         // more than the hundred that were asked for
    QStringList owners;                     // on GitHub, that a homepage links to
    QList<ProposedForum> forums;
    QList<ProposedList> lists;
};

// What a text is, without asking anybody. Pure; any thread.
struct Pasted
{
    enum class Kind { Nothing, Owner, Repository, Address };

    Kind kind = Kind::Nothing;
    QString owner;      // of the first two
    QString repository; // owner/name
    QUrl address;       // http(s), without user info and fragment
};
// Knows owner/name, an owner's name with or without @, addresses of github.com, git@github.com:…, and hosts
// without a scheme ("mne.tools"). `githubHost`: where repositories are seen on the web.
[[nodiscard]] Pasted recognised(const QString &text,
                                const QString &githubHost = QStringLiteral("github.com"));

} // namespace lockkeeper::onboarding
