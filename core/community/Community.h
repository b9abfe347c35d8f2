// A community's configuration as Lockkeeper reads it from OSA's `<communities dir>/<id>/config.yaml`.
// Plain values; every other key of the file is none of our business and stays as it is.
#pragma once

#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>
#include <QUrl>

namespace lockkeeper::community {

struct Category
{
    QString slug; // [a-z0-9-]+
    int id = 0;   // >= 1

    friend bool operator==(const Category &, const Category &) = default;
};

struct Forum // `discourse[]`
{
    QUrl url; // http(s), without a trailing slash
    QStringList tags;
    QList<Category> categories;

    friend bool operator==(const Forum &, const Forum &) = default;
};

struct DocstringRepository // `docstrings.repos[]`
{
    QString repository;    // owner/name
    QString branch;        // default "main"
    QStringList languages; // "matlab", "python"; both where none are named

    friend bool operator==(const DocstringRepository &, const DocstringRepository &) = default;
};

struct MailingList // `mailman[]`
{
    QString name;
    QUrl baseUrl;        // http(s), with a slash at the end, so that its periods resolve below it
    QString displayName; // the list's name where there is none
    int startYear = 0;   // 0: from the first

    friend bool operator==(const MailingList &, const MailingList &) = default;
};

struct Community
{
    QString id; // [a-z0-9]+(-[a-z0-9]+)*
    QString name;
    QString description;
    QString status;
    QMap<QString, QString> links;   // homepage, documentation, repository, … -> URL
    QStringList maintainers;        // GitHub user names
    QMap<QString, QString> sync;    // source kind -> five-field cron line (UTC)
    QStringList githubRepositories; // owner/name, repeats dropped
    QStringList citationQueries;
    QStringList citationDois; // 10.NNNN/…, without a doi.org prefix
    QList<Forum> forums;
    QList<DocstringRepository> docstrings;
    QList<MailingList> mailingLists;

    friend bool operator==(const Community &, const Community &) = default;
};

// A community id is made part of a path, so everything else is refused before.
[[nodiscard]] bool isCommunityId(const QString &id);

// `owner/name`, both of [A-Za-z0-9_.-], neither of them "." or "..", which would climb in a request's path.
[[nodiscard]] bool isRepositoryName(const QString &name);

} // namespace lockkeeper::community
