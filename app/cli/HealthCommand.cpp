#include "cli/HealthCommand.h"

#include "backup/BackupName.h"
#include "cli/Console.h"
#include "cli/DatabaseChoice.h"
#include "cli/DeepCheck.h"
#include "cli/ErrorLines.h"
#include "cli/Exit.h"
#include "cli/HealthFindings.h"
#include "cli/Interrupt.h"
#include "cli/KnownChecks.h"
#include "cli/LeftOut.h"
#include "cli/RehearseCommand.h"
#include "common/Settings.h"
#include "common/Sqlite.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>
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

class Look final
{
public:
    Look(const DatabaseChoice &choice, const Arguments &arguments)
        : m_arguments(arguments)
        , m_historyPath(app::historyPath(choice.settings.dataDir))
        , m_backupFolder(app::backupFolderOf(choice.settings))
        , m_checks(m_historyPath)
    {
    }

    [[nodiscard]] HealthFindings at(const CommunityStatus &one, const std::stop_source &stop) const
    {
        HealthFindings findings;
        findings.community = one.id;
        findings.backupFolder = m_backupFolder;
        std::optional<DeepCheck> deep; // before the look, which shows what came of it
        if (m_arguments.healthWork == HealthWork::DeepCheck)
            deep = checkDeeply(one, m_historyPath, m_arguments, stop);
        findings.health = health::readHealth(one.database.path, stop.get_token());
        findBackups(findings);
        findings.lastCheck = m_checks.of(one.id);
        if (deep) {
            findings.check = deep->report;
            if (deep->record)
                findings.lastCheck = deep->record;
        }
        if (const Result<QList<history::DatabaseSize>> growth = history::growth(m_historyPath, one.id))
            findings.growth = *growth;
        return findings;
    }

private:
    // In the program's own folder, and wherever else some were written, as far as they are still there.
    void findBackups(HealthFindings &findings) const
    {
        findings.backups = backup::backupsIn(m_backupFolder, findings.community);
        const Result<QList<history::BackupRecord>> known =
            history::lastBackups(m_historyPath, findings.community);
        if (!known)
            return; // KnownChecks has told why
        QStringList folders{QFileInfo(m_backupFolder).canonicalFilePath()};
        for (const history::BackupRecord &one : *known) {
            const QString folder = QFileInfo(QFileInfo(one.path).path()).canonicalFilePath();
            if (folder.isEmpty() || folders.contains(folder))
                continue;
            folders += folder;
            findings.backups += backup::backupsIn(folder, findings.community);
        }
        std::stable_sort(
            findings.backups.begin(), findings.backups.end(),
            [](const backup::StoredBackup &a, const backup::StoredBackup &b) { return a.taken > b.taken; });
        if (!known->isEmpty() &&
            (findings.backups.isEmpty() || known->constFirst().taken > findings.backups.constFirst().taken))
            findings.backupNotThere = known->constFirst();
    }

    const Arguments &m_arguments;
    QString m_historyPath;
    QString m_backupFolder;
    KnownChecks m_checks;
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
        tellHint(advice);
}

void tellTheRest(const DatabaseChoice &choice, const Arguments &arguments, const QList<JsonText> &objects)
{
    const QString bug = walResetText(app::sqliteVersion());
    if (arguments.json) {
        JsonText object;
        object.list("databases", objects);
        Console::out(addLeftOut(object, choice)
                         .text("sqlite", app::sqliteVersion())
                         .boolean("wal_reset_bug", !bug.isEmpty())
                         .bytes() +
                     '\n');
    } else if (arguments.verbosity != Verbosity::Quiet) {
        Console::line({});
        for (const QString &line : noDatabaseLines(choice))
            Console::line(line);
        if (!choice.withoutDatabase.isEmpty())
            Console::line({});
        QString text =
            bug.isEmpty() ? Tr::tr("SQLite %1, without the WAL-reset bug.").arg(app::sqliteVersion()) : bug;
        if (!bug.isEmpty() && arguments.verbosity == Verbosity::Verbose)
            text += u' ' + walResetDetails();
        for (const QString &line : wrapped(text, Console::textColumns()))
            Console::line(line);
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
    tellTheRest(choice, arguments, objects);
    if (stop.stop_requested())
        return ExitInterrupted;
    return exitCodeOf(choice, failed ? ExitFailed : ExitDone);
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
