// What the checks find out about each kind of source. What a remote does not say, or was not asked because
// the check ended before, is empty or -1. Plain values; safe to copy to any thread.
#pragma once

#include "onboarding/Finding.h"

#include <QDate>
#include <QList>
#include <QMap>
#include <QStringList>
#include <QUrl>

namespace lockkeeper::onboarding {

// A GitHub repository, for `github.repos`.
struct RepositoryFinding : Finding
{
    QString asked;   // owner/name as it was given
    QString newName; // owner/name, where it was renamed or moved (the verdict is a warning then)
    QString defaultBranch;
    QString description;
    QUrl homepage;
    QStringList languages; // GitHub's names, the most bytes first: "Python", "MATLAB"
    bool archived = false;
    bool fork = false;
    bool isPrivate = false;
    bool hasIssues = true;
    qint64 items = -1;         // issues and pull requests, open and closed
    bool itemsAreRough = true; // "about", or "at most"
    qint64 stars = -1;
    qint64 kibibytes = -1; // of the repository with its history; its archive is smaller
};

// A repository at a branch, for `docstrings.repos`.
struct DocstringFinding : Finding
{
    QString asked;
    QString branch; // that was looked for
    QString newName;
    QString defaultBranch;
    QStringList languages; // of those that docstrings are read from: "matlab", "python"
    qint64 kibibytes = -1; // as above
};

struct ForumCategory
{
    int id = 0;
    QString slug; // as `discourse[].categories[].slug`; for a subcategory its own
    QString name; // a subcategory's with its parent's before it: "Support / Installation"
    qint64 topics = -1;
};

struct ForumTag
{
    QString name; // as `discourse[].tags[]`
    qint64 topics = -1;
};

// A Discourse forum, for `discourse`.
struct ForumFinding : Finding
{
    QUrl url; // as `discourse[].url`: where the forum really is, without a slash at the end
    bool isDiscourse = false;
    QString title;
    QString description;
    QList<ForumCategory> categories; // in the forum's order
    QList<ForumTag> tags;            // the most used first
    qint64 topics = -1;              // of the whole forum, about
    qint64 posts = -1;
};

enum class Provider { OpenAlex, SemanticScholar, PubMed };
inline constexpr Provider providers[] = {Provider::OpenAlex, Provider::SemanticScholar, Provider::PubMed};
[[nodiscard]] QString providerName(Provider provider); // "OpenAlex"
[[nodiscard]] QString providerKey(Provider provider);  // "openalex", as remotes and endpoints are named

// One of `citations.queries` at one provider.
struct QueryFinding : Finding
{
    Provider provider = Provider::OpenAlex;
    QString query;
    qint64 hits = -1;   // about
    QStringList titles; // of the first three
};

// One of `citations.dois`.
struct DoiFinding : Finding
{
    QString doi;
    QString title;
    int year = 0;       // 0: OpenAlex does not say
    qint64 citing = -1; // papers that cite it
};

// A pipermail archive, for `mailman`.
struct ListFinding : Finding
{
    QUrl url;     // as `mailman[].base_url`: where the archive really is, with a slash at the end
    QString name; // as the archive calls itself, or its folder is called
    int periods = 0;
    QString firstPeriod; // "2011-October"
    QString lastPeriod;
    QDate begin;           // of the first period
    QDate newest;          // begin of the last
    qint64 messages = -1;  // about: reckoned from one period
    int periodsWanted = 0; // from the configured start year on
};

// Everything that was found out about a community, by what was asked; what the estimate reckons from.
struct Findings
{
    QMap<QString, RepositoryFinding> repositories; // by owner/name
    QMap<QString, DocstringFinding> docstrings;    // by owner/name@branch
    QMap<QString, ForumFinding> forums;            // by the configured URL as a text
    QMap<QString, QueryFinding> queries;           // by provider:query, "openalex:mne python"
    QMap<QString, DoiFinding> dois;
    QMap<QString, ListFinding> lists; // by the configured base URL as a text
};
[[nodiscard]] QString docstringKey(const QString &repository, const QString &branch);
[[nodiscard]] QString queryKey(Provider provider, const QString &query);

} // namespace lockkeeper::onboarding
