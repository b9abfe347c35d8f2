#include "cli/CommunityChoice.h"

#include "base/Nearest.h"
#include "sync/Plan.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::cli {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::cli)
};

WrongUse noCommunities(const QString &text)
{
    return {
        text,
        Tr::tr("Name the folder with --communities DIR or LOCKKEEPER_COMMUNITIES; it holds a folder with a "
               "config.yaml for each community. To look around first: lockkeeper-cli sync --demo")};
}

WrongUse unknownCommunity(const QString &id, const QStringList &known)
{
    const QString meant = nearest(id, known);
    return {Tr::tr("There is no community “%1”.").arg(id),
            meant.isEmpty() ? Tr::tr("Communities: %1.").arg(known.join(", "_L1))
                            : Tr::tr("Did you mean “%1”?").arg(meant)};
}

bool configures(const community::Community &community, const QString &kind)
{
    if (kind == "github"_L1)
        return !community.githubRepositories.isEmpty();
    if (kind == "discourse"_L1)
        return !community.forums.isEmpty();
    if (kind == "papers"_L1)
        return !community.citationQueries.isEmpty() || !community.citationDois.isEmpty();
    if (kind == "docstrings"_L1)
        return !community.docstrings.isEmpty();
    if (kind == "mailman"_L1)
        return !community.mailingLists.isEmpty();
    return kind == "beps"_L1 && community.id == "bids"_L1; // nobody else has extension proposals
}

} // namespace

std::variant<CommunityChoice, WrongUse> chooseCommunities(const QString &communitiesDir,
                                                          const QStringList &ids)
{
    const Result<QList<community::LoadedCommunity>> loaded = community::loadFolder(communitiesDir);
    if (!loaded)
        return noCommunities(loaded.error().text);
    if (loaded->isEmpty())
        return noCommunities(Tr::tr("There is no community in %1.").arg(communitiesDir));

    QStringList known;
    for (const community::LoadedCommunity &one : *loaded)
        known += one.id;
    if (const std::optional<WrongUse> wrong = firstUnknown(ids, known))
        return *wrong;

    CommunityChoice choice;
    for (const community::LoadedCommunity &one : *loaded) {
        if (!ids.isEmpty() && !ids.contains(one.id))
            continue;
        if (!one.broken()) {
            choice.healthy += *one.community;
            continue;
        }
        if (!ids.isEmpty())
            return WrongUse{Tr::tr("The configuration of “%1” is broken.").arg(one.id),
                            errorLines(one).join(u'\n')};
        choice.broken += one;
    }
    return choice;
}

std::optional<WrongUse> firstUnknown(const QStringList &ids, const QStringList &known)
{
    for (const QString &id : ids) {
        if (!known.contains(id))
            return unknownCommunity(id, known);
    }
    return std::nullopt;
}

QStringList errorLines(const community::LoadedCommunity &loaded)
{
    QStringList lines;
    for (const community::Problem &problem : loaded.problems) {
        if (problem.severity == community::Problem::Severity::Error)
            lines += problem.describe();
    }
    return lines;
}

QString notBuiltIn(const QList<community::Community> &communities)
{
    const QStringList builtIn = sync::sourceKinds();
    QStringList parts;
    for (const QString &kind : interfaceKinds()) {
        QStringList ids;
        for (const community::Community &community : communities) {
            if (!builtIn.contains(kind) && configures(community, kind))
                ids += community.id;
        }
        if (!ids.isEmpty())
            parts += kind + " ("_L1 + ids.join(", "_L1) + u')';
    }
    return parts.join(", "_L1);
}

} // namespace lockkeeper::cli
