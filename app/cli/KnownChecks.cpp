#include "cli/KnownChecks.h"

#include "cli/Console.h"

#include <QCoreApplication>

namespace lockkeeper::cli {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::cli)
};

} // namespace

KnownChecks::KnownChecks(const QString &historyPath)
{
    const Result<QMap<QString, history::CheckRecord>> checks = history::lastChecks(historyPath);
    if (checks)
        m_checks = *checks;
    else
        tellHistory(checks.error());
}

std::optional<history::CheckRecord> KnownChecks::of(const QString &community) const
{
    const auto found = m_checks.constFind(community);
    return found == m_checks.cend() ? std::nullopt : std::optional(*found);
}

bool KnownChecks::foundWrong(const QString &community, const QString &path) const
{
    const std::optional<history::CheckRecord> last = of(community);
    return last && last->path == path && last->outcome != history::CheckOutcome::Whole;
}

QString KnownChecks::damageOf(const QString &community) const
{
    const std::optional<history::CheckRecord> last = of(community);
    if (!last || last->outcome != history::CheckOutcome::Damaged)
        return {};
    return last->found.isEmpty() ? Tr::tr("it did not say what") : last->found;
}

void keepCheck(const QString &historyPath, const history::CheckRecord &check)
{
    if (const Result<void> kept = history::saveCheck(historyPath, check); !kept)
        tellHistory(kept.error());
}

void tellHistory(const Error &error)
{
    Console::errorLine(printable(Tr::tr("History: %1").arg(error.text)));
}

} // namespace lockkeeper::cli
