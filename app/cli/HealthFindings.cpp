#include "cli/HealthFindings.h"

#include "base/Format.h"
#include "cli/Console.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::cli {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::cli)
};

constexpr qsizetype shownProblems = 8; // one bad page may lead to a hundred
constexpr qsizetype shownFound = 160;  // characters of what an earlier check found

bool isDamage(const Error &error)
{
    return error.kind == ErrorKind::Corrupt;
}

bool standsAs(history::CheckOutcome outcome, const HealthFindings &findings)
{
    const std::optional<history::CheckRecord> last = findings.standing();
    return last && last->outcome == outcome;
}

// What failed, of the look and of the check.
QList<Error> errorsOf(const HealthFindings &findings)
{
    QList<Error> errors;
    if (findings.health.error)
        errors.append(*findings.health.error);
    if (findings.check && !*findings.check && !errors.contains(findings.check->error()))
        errors.append(findings.check->error());
    return errors;
}

} // namespace

const backup::StoredBackup *HealthFindings::newestWhole() const
{
    const auto found = std::find_if(backups.cbegin(), backups.cend(),
                                    [](const backup::StoredBackup &one) { return one.whole; });
    return found == backups.cend() ? nullptr : &*found;
}

std::optional<history::CheckRecord> HealthFindings::standing() const
{
    const bool known = lastCheck && lastCheck->outcome != history::CheckOutcome::Whole;
    const bool byThis = check && (*check || isDamage(check->error()));
    return known && !byThis ? lastCheck : std::nullopt;
}

bool HealthFindings::failed() const
{
    return health.error || !health.findings.isEmpty() || standing() ||
           (check && (!*check || !(*check)->whole()));
}

QStringList adviceOn(const HealthFindings &findings)
{
    const QList<Error> errors = errorsOf(findings);
    const bool damaged = std::any_of(errors.cbegin(), errors.cend(), isDamage) ||
                         (findings.check && *findings.check && !(*findings.check)->problems.isEmpty()) ||
                         standsAs(history::CheckOutcome::Damaged, findings);
    const QString &id = findings.community;
    QStringList advice;
    if (damaged) {
        advice += Tr::tr("The file has been neither deleted nor replaced. What you can do:");
        if (const backup::StoredBackup *backup = findings.newestWhole())
            advice +=
                Tr::tr("- put the newest backup in its place, it stays beside it: lockkeeper-cli restore "
                       "--community %1 --from %2")
                    .arg(id, backup->path);
        else
            advice += Tr::tr("- put a backup in its place; there is none in %1").arg(findings.backupFolder);
        advice += Tr::tr("- bring what can be read of it into a new file: lockkeeper-cli health --community "
                         "%1 --recover FILE")
                      .arg(id);
        if (findings.standing())
            advice += Tr::tr("- if it has been mended since, check it again: lockkeeper-cli health "
                             "--community %1 --deep")
                          .arg(id);
        return advice;
    }
    for (const Error &error : errors) {
        if (!error.hint.isEmpty())
            advice += error.hint;
    }
    if ((findings.check && *findings.check && !(*findings.check)->brokenIndexes.isEmpty()) ||
        standsAs(history::CheckOutcome::BrokenIndex, findings))
        advice += Tr::tr("The rows are whole. The index is made anew from them by: lockkeeper-cli health "
                         "--community %1 --rebuild-index")
                      .arg(id);
    return advice;
}

QStringList problemsOf(const HealthFindings &findings)
{
    QStringList problems;
    for (const Error &error : errorsOf(findings))
        problems += error.text;
    problems += findings.health.findings;
    if (const std::optional<history::CheckRecord> last = findings.standing()) {
        const QString found = last->found.size() > shownFound
                                  ? last->found.first(shownFound - 1) + ellipsis(Console::unicodeWanted())
                                  : last->found;
        problems += last->outcome == history::CheckOutcome::Damaged
                        ? Tr::tr("the last check found it damaged: %1").arg(found)
                        : Tr::tr("the last check found a full-text index that does not match its texts: %1")
                              .arg(found);
    }
    if (findings.check && *findings.check) {
        const health::CheckReport &report = **findings.check;
        for (const QString &problem : report.problems.mid(0, shownProblems))
            problems += Tr::tr("damaged: %1").arg(problem);
        if (report.problems.size() > shownProblems)
            problems += Tr::tr("damaged: and %1 more; --json tells them")
                            .arg(formatNumber(report.problems.size() - shownProblems));
        for (const QString &index : report.brokenIndexes)
            problems += Tr::tr("the full-text index %1 does not match its texts").arg(index);
    }
    return problems;
}

QString walResetText(const QString &sqliteVersion)
{
    if (!health::hasWalResetBug(sqliteVersion))
        return {};
    return Tr::tr("SQLite %1 has the WAL-reset bug: two programs that write to one database in WAL mode may, "
                  "rarely, damage it. Update SQLite; --verbose tells more.")
        .arg(sqliteVersion);
}

QString walResetDetails()
{
    return Tr::tr(
        "It is fixed in 3.44.6, 3.50.7 and 3.51.3 (sqlite.org/wal.html). A checkpoint and a commit of "
        "two connections have to meet in the same instant. Here all writes and checkpoints of one "
        "program go through one gate a database, or one after another, so they never meet; the risk "
        "remains where another program writes to the same database, be it a sync of another "
        "Lockkeeper beside this one's checkpoint.");
}

} // namespace lockkeeper::cli
