#include "backup/Belonging.h"

#include "base/Format.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::backup {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::backup)
};

constexpr qsizetype shownSources = 3;

// Hosts take a repository's name in any case, and it is a community's own in any.
bool shareOne(const QStringList &some, const QStringList &others)
{
    return std::any_of(some.cbegin(), some.cend(),
                       [&others](const QString &one) { return others.contains(one, Qt::CaseInsensitive); });
}
} // namespace

Belonging belongingOf(const QStringList &sources, const SourcesAround &around)
{
    Belonging belonging;
    const QStringList own = around.present + around.configured;
    belonging.compared = !sources.isEmpty() && !own.isEmpty();
    for (auto other = around.others.cbegin(); other != around.others.cend(); ++other) {
        if (shareOne(sources, *other))
            belonging.communities.append(other.key());
    }
    if (shareOne(sources, own))
        belonging.verdict = Belonging::Verdict::Own;
    else if (belonging.compared && (!around.present.isEmpty() || !belonging.communities.isEmpty()))
        belonging.verdict = Belonging::Verdict::Foreign;
    return belonging;
}

QString sourcesText(const QStringList &sources)
{
    QStringList shown = sources.mid(0, shownSources);
    if (sources.size() > shownSources)
        shown += Tr::tr("and %1 more").arg(formatNumber(sources.size() - shownSources));
    return shown.join(", "_L1);
}

} // namespace lockkeeper::backup
