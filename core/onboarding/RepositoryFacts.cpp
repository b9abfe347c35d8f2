#include "onboarding/RepositoryFacts.h"

#include "base/Text.h"
#include "base/Time.h"
#include "community/Community.h"
#include "community/Rules.h"
#include "onboarding/Discovery.h"

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;

namespace lockkeeper::onboarding {

namespace {
constexpr qsizetype lineLength = 300; // characters; GitHub's own limit on a description is 350
constexpr int activeYears = 2;
constexpr qsizetype mostLanguages = 20; // a repository has that many

qint64 countIn(const QJsonObject &object, QLatin1StringView name)
{
    const QJsonValue value = object.value(name);
    return value.isDouble() ? std::max<qint64>(-1, value.toInteger(-1)) : -1;
}
} // namespace

QString oneLine(const QString &text)
{
    const QString line = cleaned(text).simplified();
    return line.size() <= lineLength ? line : cutTo(line, lineLength - 1).trimmed() + u'…';
}

std::optional<RepositoryFacts> readRepository(const QJsonObject &object)
{
    RepositoryFacts facts;
    facts.name = object.value("full_name"_L1).toString();
    if (!community::isRepositoryName(facts.name))
        return {};
    const QString branch = object.value("default_branch"_L1).toString();
    if (const Result<QString> checked = community::checkedBranch(branch))
        facts.defaultBranch = *checked;
    facts.description = oneLine(object.value("description"_L1).toString());
    facts.language = oneLine(object.value("language"_L1).toString());
    if (const Result<QUrl> homepage = community::checkedUrl(object.value("homepage"_L1).toString()))
        facts.homepage = *homepage;
    facts.pushedAt = fromIso(object.value("pushed_at"_L1).toString());
    facts.archived = object.value("archived"_L1).toBool();
    facts.fork = object.value("fork"_L1).toBool();
    facts.isPrivate = object.value("private"_L1).toBool();
    facts.hasIssues = object.value("has_issues"_L1).toBool(true);
    facts.openItems = countIn(object, "open_issues_count"_L1);
    facts.stars = countIn(object, "stargazers_count"_L1);
    facts.kibibytes = countIn(object, "size"_L1);
    return facts;
}

ProposedRepository proposed(const RepositoryFacts &facts)
{
    ProposedRepository repository;
    repository.name = facts.name;
    repository.description = facts.description;
    repository.language = facts.language;
    repository.stars = facts.stars;
    repository.openItems = facts.openItems;
    repository.pushedAt = facts.pushedAt;
    repository.archived = facts.archived;
    repository.fork = facts.fork;
    const QDateTime active = QDateTime::currentDateTimeUtc().addYears(-activeYears);
    repository.ticked = !facts.archived && !facts.fork && facts.pushedAt > active;
    return repository;
}

QStringList readLanguages(const QJsonObject &object)
{
    std::vector<std::pair<qint64, QString>> sorted;
    for (auto it = object.constBegin(); it != object.constEnd(); ++it) {
        if (it.value().isDouble())
            sorted.emplace_back(-it.value().toInteger(), oneLine(it.key()));
    }
    std::sort(sorted.begin(), sorted.end());
    QStringList names;
    for (const auto &[bytes, name] : sorted) {
        if (names.size() < mostLanguages)
            names.append(name);
    }
    return names;
}

} // namespace lockkeeper::onboarding
