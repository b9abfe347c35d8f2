// A repository as GitHub's API describes it, on its own or in a list. Pure; any thread.
// https://docs.github.com/en/rest/repos/repos#get-a-repository
#pragma once

#include <QDateTime>
#include <QJsonObject>
#include <QString>
#include <QStringList>
#include <QUrl>

#include <optional>

namespace lockkeeper::onboarding {

struct RepositoryFacts
{
    QString name; // owner/name, as it is today
    QString defaultBranch;
    QString description; // one line
    QString language;
    QUrl homepage;
    QDateTime pushedAt; // UTC
    bool archived = false;
    bool fork = false;
    bool isPrivate = false;
    bool hasIssues = true;
    qint64 openItems = -1;
    qint64 stars = -1;
    qint64 kibibytes = -1;
};

struct ProposedRepository;
// As one of a list to tick.
[[nodiscard]] ProposedRepository proposed(const RepositoryFacts &facts);

// Nothing where the object names no repository. Members of another type are left out.
[[nodiscard]] std::optional<RepositoryFacts> readRepository(const QJsonObject &object);

// The names of /repos/…/languages, the most bytes first.
[[nodiscard]] QStringList readLanguages(const QJsonObject &object);

// One line of at most some 300 characters, fit to be shown.
[[nodiscard]] QString oneLine(const QString &text);

} // namespace lockkeeper::onboarding
