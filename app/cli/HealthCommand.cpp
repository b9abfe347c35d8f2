#include "cli/HealthCommand.h"

#include "backup/BackupName.h"
#include "cli/Console.h"
#include "cli/DatabaseChoice.h"
#include "cli/Exit.h"
#include "cli/HealthFindings.h"
#include "cli/Interrupt.h"
#include "cli/RehearseCommand.h"
#include "cli/WatchedWork.h"
#include "common/Settings.h"
#include "common/Sqlite.h"

#include <QCoreApplication>

#include <optional>
#include <stop_token>
#include <variant>

using namespace Qt::StringLiterals;

namespace lockkeeper::cli {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::cli)
};

// A history that cannot be read or written says nothing about the databases.
void tellHistory(const Error &error)
{
    Console::errorLine(printable(Tr::tr("History: %1").arg(error.text)));
}

Result<health::CheckReport> checkDeeply(const CommunityStatus &one, const Arguments &arguments,
                                        const std::stop_source &stop)
{
    Latest<double> now;
    std::optional<Result<health::CheckReport>> report;
    runWatched(
        progressShown(arguments),
        [&](int columns) {
            return progressLine(one.id, now.get(), Tr::tr("checking"), columns, Console::unicodeWanted());
        },
        [&] {
            report = health::checkDatabase(
                {.database = one.database.path, .busyTimeout = arguments.settings.busyTimeout},
                health::CheckDepth::Deep, [&now](double done) { now.set(done); }, stop.get_token());
        });
    return std::move(*report);
}

class Look final
{
public:
    Look(const DatabaseChoice &choice, const Arguments &arguments)
        : m_arguments(arguments)
        , m_historyPath(app::historyPath(choice.settings.dataDir))
        , m_backupFolder(backup::backupsFolder(choice.settings.dataDir))
    {
        const Result<QMap<QString, history::CheckRecord>> checks = history::lastChecks(m_historyPath);
        if (checks)
            m_checks = *checks;
        else
            tellHistory(checks.error());
    }

    [[nodiscard]] HealthFindings at(const CommunityStatus &one, const std::stop_source &stop) const
    {
        HealthFindings findings;
        findings.community = one.id;
        findings.backupFolder = m_backupFolder;
        if (m_arguments.healthWork == HealthWork::DeepCheck)
            findings.check = checkDeeply(one, m_arguments, stop);
        findings.health = health::readHealth(one.database.path, stop.get_token());
        findings.backups = backup::backupsIn(m_backupFolder, one.id);
        if (const auto known = m_checks.constFind(one.id); known != m_checks.cend())
            findings.lastCheck = *known;
        if (findings.check && *findings.check)
            keep(findings);
        if (const Result<QList<history::DatabaseSize>> growth = history::growth(m_historyPath, one.id))
            findings.growth = *growth;
        return findings;
    }

private:
    void keep(HealthFindings &findings) const
    {
        findings.lastCheck = recordOf(findings.community, findings.health.path, **findings.check);
        if (const Result<void> kept = history::saveCheck(m_historyPath, *findings.lastCheck); !kept)
            tellHistory(kept.error());
    }

    const Arguments &m_arguments;
    QString m_historyPath;
    QString m_backupFolder;
    QMap<QString, history::CheckRecord> m_checks;
};

void tell(const HealthFindings &findings, const Arguments &arguments, bool first)
{
    if (arguments.json)
        return;
    if (arguments.verbosity != Verbosity::Quiet) {
        if (!first)
            Console::line({});
        for (const QString &line : findingsText(findings))
            Console::line(line);
        return;
    }
    for (const QString &problem : problemsOf(findings))
        Console::errorLine(printable(findings.community + ": "_L1 + problem));
    for (const QString &advice : adviceOn(findings))
        Console::errorLine(printable(advice));
}

void tellSqlite(const Arguments &arguments, const QList<JsonText> &objects)
{
    const QString bug = walResetText(app::sqliteVersion());
    if (arguments.json) {
        Console::out(JsonText()
                         .list("databases", objects)
                         .text("sqlite", app::sqliteVersion())
                         .boolean("wal_reset_bug", !bug.isEmpty())
                         .bytes() +
                     '\n');
    } else if (arguments.verbosity != Verbosity::Quiet) {
        Console::line({});
        Console::line(
            bug.isEmpty() ? Tr::tr("SQLite %1, without the WAL-reset bug.").arg(app::sqliteVersion()) : bug);
    }
}

int look(const Arguments &arguments)
{
    Interrupt interrupt;
    const std::variant<DatabaseChoice, int> chosen = chooseExisting(arguments);
    if (const int *refused = std::get_if<int>(&chosen))
        return *refused;
    const auto &choice = std::get<DatabaseChoice>(chosen);
    std::stop_source stop;
    QObject::connect(&interrupt, &Interrupt::requested, &interrupt, [&stop] {
        Console::errorLine(Tr::tr("Stopping; the copy that is checked is removed."));
        stop.request_stop();
    });
    const Look looking(choice, arguments);
    QList<JsonText> objects;
    bool failed = false;
    for (const CommunityStatus &one : choice.communities) {
        const HealthFindings findings = looking.at(one, stop);
        if (stop.stop_requested())
            break;
        failed = failed || findings.failed();
        tell(findings, arguments, objects.isEmpty());
        objects += findingsObject(findings);
    }
    tellSqlite(arguments, objects);
    if (stop.stop_requested())
        return ExitInterrupted;
    return failed ? ExitFailed : ExitDone;
}

} // namespace

int runHealth(const Arguments &arguments)
{
    switch (arguments.healthWork) {
    case HealthWork::Look:
    case HealthWork::DeepCheck:
        return look(arguments);
    case HealthWork::Rehearse:
        return runRehearsal(arguments);
    case HealthWork::Optimize:
    case HealthWork::Compact:
    case HealthWork::RebuildIndex:
    case HealthWork::Recover:
        return runMaintenance(arguments);
    }
    return ExitWrongUse;
}

} // namespace lockkeeper::cli
