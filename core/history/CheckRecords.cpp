#include "history/CheckRecords.h"

#include "base/Format.h"
#include "health/Maintenance.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::history {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::history)
};

constexpr qsizetype keptProblems = 3; // one bad page may lead to a hundred, and this is for a glance

QString foundText(const health::CheckReport &report)
{
    QStringList texts = report.problems.first(std::min(keptProblems, report.problems.size()));
    for (QString &text : texts) {
        if (text.endsWith(u'.'))
            text.chop(1); // of a sentence in a list
    }
    if (report.problems.size() > keptProblems)
        texts += Tr::tr("and %1 more").arg(formatNumber(report.problems.size() - keptProblems));
    if (!report.brokenIndexes.isEmpty())
        texts += Tr::tr("does not match its texts: %1").arg(report.brokenIndexes.join(", "_L1));
    return texts.join("; "_L1);
}
} // namespace

CheckOutcome outcomeOf(const health::CheckReport &report)
{
    if (!report.problems.isEmpty())
        return CheckOutcome::Damaged;
    return report.brokenIndexes.isEmpty() ? CheckOutcome::Whole : CheckOutcome::BrokenIndex;
}

std::optional<CheckRecord> recordOf(const CheckedFile &file, const Result<health::CheckReport> &check)
{
    if (!check && check.error().kind != ErrorKind::Corrupt)
        return std::nullopt;
    CheckRecord record{.community = file.community,
                       .path = file.path,
                       .at = file.at,
                       .deep = file.deep,
                       .outcome = CheckOutcome::Damaged,
                       .found = {},
                       .seconds = 0};
    if (!check) {
        record.found = check.error().text;
        return record;
    }
    record.outcome = outcomeOf(*check);
    record.found = foundText(*check);
    record.seconds = check->seconds;
    return record;
}

CheckRecord recordOfRestored(const QString &community, const QString &path, const QDateTime &at)
{
    return {.community = community,
            .path = path,
            .at = at,
            .deep = false,
            .outcome = CheckOutcome::Whole,
            .found = {},
            .seconds = 0};
}

} // namespace lockkeeper::history
