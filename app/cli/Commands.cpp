#include "cli/Commands.h"

#include "common/Settings.h"
#include "health/Rehearsal.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace lockkeeper::cli {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::cli)
};

QList<QCommandLineOption> choiceOptions()
{
    return {
        {u"all"_s, Tr::tr("Every community of the folder; that is what happens anyway without --community.")},
        {u"community"_s, Tr::tr("Only this community; may be repeated."), u"ID"_s},
    };
}

QCommandLineOption sourceOption()
{
    return {u"source"_s,
            Tr::tr("Only sources of this kind (%1); may be repeated.").arg(interfaceKinds().join(", "_L1)),
            u"KIND"_s};
}

Command syncCommand()
{
    Command command{
        .id = CommandId::Sync,
        .name = u"sync"_s,
        .synopsis = Tr::tr("[--all | --community ID …] [--source KIND …] [--full] [--limit N] [--jobs N]"),
        .summary = Tr::tr("Fetch what is new from every source of every community, all at once."),
        .details = Tr::tr("Ctrl+C stops fetching, finishes the batches in hand and keeps everything "
                          "committed; a second Ctrl+C ends at once, and loses nothing committed either. "
                          "The next sync goes on from there."),
        .options = choiceOptions(),
        .examples = {u"lockkeeper-cli sync"_s, u"lockkeeper-cli sync --community mne --source github"_s,
                     u"lockkeeper-cli sync --quiet --timeout 60"_s,
                     u"lockkeeper-cli sync --json | tail -n 1"_s, u"lockkeeper-cli sync --demo"_s}};
    command.options += QList<QCommandLineOption>{
        sourceOption(),
        {u"full"_s, Tr::tr("Walk every listing from its beginning, and remove what is gone at the remote.")},
        {u"limit"_s, Tr::tr("At most N items a job; the next sync goes on from there."), u"N"_s},
        {u"jobs"_s, Tr::tr("So many jobs at once, 1 to %1.").arg(app::MaxJobs), u"N"_s},
    };
    return command;
}

Command statusCommand()
{
    return {.id = CommandId::Status,
            .name = u"status"_s,
            .synopsis = Tr::tr("[--all | --community ID …]"),
            .summary = Tr::tr("Show every community's database: journal mode, sizes, rows, last syncs."),
            .details = Tr::tr("Reads only; nothing is made or changed."),
            .options = choiceOptions(),
            .examples = {u"lockkeeper-cli status"_s, u"lockkeeper-cli status --community mne --json"_s}};
}

Command validateCommand()
{
    return {
        .id = CommandId::Validate,
        .name = u"validate"_s,
        .synopsis = Tr::tr("PATH … [--online]"),
        .summary = Tr::tr("Check communities' configuration files."),
        .details = Tr::tr(
            "PATH is a config.yaml, a community's folder, or a folder of communities; with --demo it may "
            "be left out. Each problem "
            "is a line “file:line:column: key: text”, where editors can jump to. Keys nobody knows give "
            "a warning, which leaves the exit code as it is. With --online a remote that does not exist "
            "is an error; one that cannot be asked just now is “not checked” and leaves the exit code "
            "as it is, too."),
        .options = {{u"online"_s,
                     Tr::tr("Also ask every remote that is named: whether it is there, its new name, what "
                            "is in it. One to four requests each.")}},
        .examples = {u"lockkeeper-cli validate communities"_s,
                     u"lockkeeper-cli validate --online communities/mne"_s,
                     u"lockkeeper-cli validate --json communities/mne/config.yaml"_s},
        .takesPaths = true};
}

Command historyCommand()
{
    return {
        .id = CommandId::History,
        .name = u"history"_s,
        .synopsis = Tr::tr("[--community ID …] [--last N] | --compare RUN RUN [--community ID …]"),
        .summary = Tr::tr("Show past runs: duration, jobs, rows, waits, the longest hold, lock errors."),
        .details = Tr::tr("Runs of the window and of the command line alike, the newest first. With "
                          "--community, the figures are those of that community's jobs; the duration is "
                          "the whole run's. --verbose shows each run's jobs, and the holds of the lock "
                          "that made others wait. Reads only."),
        .options = {{u"community"_s, Tr::tr("Only this community; may be repeated."), u"ID"_s},
                    {u"last"_s, Tr::tr("At most N runs, 30 if nothing is said."), u"N"_s},
                    {u"compare"_s,
                     Tr::tr("Two runs job by job, by their numbers: --compare 12 15. --verbose shows jobs "
                            "without a difference, too."),
                     u"RUN"_s}},
        .examples = {u"lockkeeper-cli history --community mne --last 10"_s,
                     u"lockkeeper-cli history --compare 12 15"_s}};
}

QList<QCommandLineOption> rehearsalOptions()
{
    return {
        {u"rehearse"_s, Tr::tr("Measure on copies what WAL and the gate would buy.")},
        {u"writers"_s,
         Tr::tr("Of --rehearse: so many writers at once, 1 to %1; %2 without it.")
             .arg(health::maxWriters)
             .arg(health::RehearsalOptions().writers),
         u"N"_s},
        {u"seconds"_s,
         Tr::tr("Of --rehearse: so long under each of the three regimes; %1 without it. Only more than %2 "
                "can show lock errors.")
             .arg(health::RehearsalOptions().eachRegime / 1s)
             .arg(health::stockBusyTimeout / 1s),
         u"S"_s},
    };
}

Command healthCommand()
{
    Command command{
        .id = CommandId::Health,
        .name = u"health"_s,
        .synopsis = Tr::tr("[--all | --community ID …] [--deep | --optimize | --compact | --rebuild-index | "
                           "--recover FILE | --rehearse [--writers N] [--seconds S]]"),
        .summary =
            Tr::tr("Show how the databases are, check and tidy them, rescue what is in a damaged one."),
        .details = Tr::tr(
            "By itself it looks, and reads only: journal mode, sizes, what pins a WAL, free pages, what the "
            "schema lacks, rows, the last check and backup, growth, and whether this SQLite has the "
            "WAL-reset bug (--verbose: and what that means here). --deep checks a copy, so that nobody waits "
            "for it. A database that is locked is said to be "
            "locked, never damaged; a damaged one is never deleted or replaced. --rehearse lets several "
            "writers at once write batches of 50 rows into copies: with a rollback journal, in WAL mode, and "
            "in WAL mode through Lockkeeper's gate; best while no sync runs. Copies lie on the same disk and "
            "are removed at the end, also after Ctrl+C."),
        .options = choiceOptions(),
        .examples = {u"lockkeeper-cli health"_s, u"lockkeeper-cli health --deep --json"_s,
                     u"lockkeeper-cli health --community mne --recover /mnt/mne-recovered.db"_s,
                     u"lockkeeper-cli health --rehearse --community mne"_s}};
    command.options += QList<QCommandLineOption>{
        {u"deep"_s, Tr::tr("Check each page and row (integrity_check), and each full-text index against its "
                           "texts. Takes as much room as the database for a while.")},
        {u"optimize"_s, Tr::tr("PRAGMA optimize, and each full-text index merged into one piece.")},
        {u"compact"_s, Tr::tr("Give free pages back (VACUUM). Takes twice the database's size for a while.")},
        {u"rebuild-index"_s, Tr::tr("Make each full-text index anew from its texts.")},
        {u"recover"_s, Tr::tr("Bring every row that can be read into the new FILE; needs one --community."),
         u"FILE"_s},
    };
    command.options += rehearsalOptions();
    return command;
}

Command checkpointCommand()
{
    return {.id = CommandId::Checkpoint,
            .name = u"checkpoint"_s,
            .synopsis = Tr::tr("[--all | --community ID …]"),
            .summary = Tr::tr("Bring write-ahead logs into their databases."),
            .details = Tr::tr("Waits for whoever reads or writes until the busy timeout. Exit code 1 where "
                              "something stays in a WAL; who keeps it there is named."),
            .options = choiceOptions(),
            .examples = {u"lockkeeper-cli checkpoint --community mne"_s}};
}

Command backupCommand()
{
    Command command{
        .id = CommandId::Backup,
        .name = u"backup"_s,
        .synopsis = Tr::tr("[--all | --community ID …] --to DIR [--compact] [--keep N] [--keep-days D]"),
        .summary = Tr::tr("Copy databases while they are in use."),
        .details = Tr::tr(
            "Each becomes DIR/<community>-<UTC time>.db: one file, without -wal, in a state that "
            "the database was in. It gets that name once SQLite has checked it and its "
            "full-text indexes; what a killed backup left is cleared away by a later one. Syncs "
            "go on meanwhile. Ctrl+C leaves nothing unfinished behind. Nothing in DIR is "
            "removed without --keep or --keep-days, and then never a community's newest whole backup."),
        .options = choiceOptions(),
        .examples = {u"lockkeeper-cli backup --to /mnt/backups"_s,
                     u"lockkeeper-cli backup --community mne --to /mnt/backups --json"_s}};
    command.options += QList<QCommandLineOption>{
        {u"to"_s, Tr::tr("The folder; made if it is missing."), u"DIR"_s},
        {u"compact"_s, Tr::tr("Without free pages (VACUUM INTO, from a first copy): smaller, and slower.")},
        {u"keep"_s, Tr::tr("Of each community, remove all but the newest N backups afterwards."), u"N"_s},
        {u"keep-days"_s, Tr::tr("Remove backups older than D days afterwards."), u"D"_s},
    };
    return command;
}

Command restoreCommand()
{
    return {.id = CommandId::Restore,
            .name = u"restore"_s,
            .synopsis = Tr::tr("--community ID --from FILE"),
            .summary = Tr::tr("Put a backup in the place of a community's database."),
            .details =
                Tr::tr("FILE is checked and copied first. The present database stays beside the restored "
                       "one as <community>.db.before-restore-<UTC time>, and can be restored in turn; the "
                       "newest ten of these stay, for 90 days. "
                       "Refused: another community's file, one of a newer version, one that fails its "
                       "check. No other program may have the database open meanwhile."),
            .options = {{u"community"_s, Tr::tr("The community."), u"ID"_s},
                        {u"from"_s, Tr::tr("The backup; it stays as it is."), u"FILE"_s}},
            .examples = {
                u"lockkeeper-cli restore --community mne --from /mnt/backups/mne-20260127T101500Z.db"_s}};
}

Command migrateCommand()
{
    Command command{
        .id = CommandId::Migrate,
        .name = u"migrate"_s,
        .synopsis = Tr::tr("[--all | --community ID …] [--to wal|delete] [--dry-run] [--no-backup]"),
        .summary = Tr::tr("Switch databases to WAL, or back."),
        .details = Tr::tr(
            "In WAL mode readers and writers don't block each other. Each database is looked at first, and "
            "backed up into the data directory's folder “backups”, where the newest ten of each community "
            "stay, for 90 days; then it is switched, and checked: its pages, and that every table has as "
            "many rows as before. Where a step fails, the file is as it was. One that the last check found "
            "damaged is refused, in a dry run, too. What other programs do to it "
            "is waited for until the busy timeout; then it is skipped, and the others go on. A database "
            "leaves WAL only when no other program has it open. Ctrl+C leaves the one at hand as it was."),
        .options = choiceOptions(),
        .examples = {u"lockkeeper-cli migrate --dry-run"_s, u"lockkeeper-cli migrate"_s,
                     u"lockkeeper-cli migrate --community mne --to delete"_s}};
    command.options += QList<QCommandLineOption>{
        {u"to"_s, Tr::tr("“wal”, as without it, or “delete”: back to a rollback journal."), u"MODE"_s},
        {u"dry-run"_s, Tr::tr("Only say what would be done, and what is in the way.")},
        {u"no-backup"_s, Tr::tr("Make no backup.")},
    };
    return command;
}

Command searchCommand()
{
    return {
        .id = CommandId::Search,
        .name = u"search"_s,
        .synopsis = Tr::tr("TEXT [--community ID …] [--source KIND …] [--limit N]"),
        .summary = Tr::tr("Search what was collected, the best hits first."),
        .details = Tr::tr("TEXT is one argument: all its words must occur. “\"as a phrase\"”, “-word” for "
                          "what must not occur, “begin*”, “title:word”. #2022, PR 2022, "
                          "owner/name#2022, BEP 32, a DOI or an item's address lead to that item. A word in "
                          "the title weighs five times one in the text. Reads only."),
        .options =
            {{u"community"_s, Tr::tr("Only this community; may be repeated."), u"ID"_s},
             sourceOption(),
             {u"limit"_s, Tr::tr("At most N hits, 50 if nothing is said."), u"N"_s},
             {u"origin"_s,
              Tr::tr("Only of this repository, forum, list or provider; a part that no other has will do."),
              u"NAME"_s},
             {u"type"_s, Tr::tr("Only of this type: issue, pr, class, function, …"), u"TYPE"_s},
             {u"status"_s, Tr::tr("Only with this status: open, closed, draft, …"), u"STATUS"_s},
             {u"language"_s, Tr::tr("Only in this language: python, matlab."), u"LANGUAGE"_s},
             {u"since"_s, Tr::tr("Only from this day on."), u"YYYY-MM-DD"_s},
             {u"until"_s, Tr::tr("Only until this day."), u"YYYY-MM-DD"_s}},
        .examples = {u"lockkeeper-cli search 'drop epochs -eeglab' --community mne"_s,
                     u"lockkeeper-cli search 'mne-python#2022'"_s,
                     u"lockkeeper-cli search '\"raw data\"' --source github --status open --json"_s},
        .takesWords = true};
}

Command showCommand()
{
    return {.id = CommandId::Show,
            .name = u"show"_s,
            .synopsis = Tr::tr("--community ID TABLE KEY"),
            .summary = Tr::tr("Show one item with all its fields and its text."),
            .details =
                Tr::tr("KEY: the values of the table's key, as arguments or joined by colons; without the "
                       "origin where that is enough; owner/name#2022; an address; or id:123, as “search” "
                       "says it. --verbose also shows the words of the full-text index. Reads only."),
            .options = {{u"community"_s, Tr::tr("The community."), u"ID"_s}},
            .examples = {u"lockkeeper-cli show --community mne github_items mne-tools/mne-python#2022"_s,
                         u"lockkeeper-cli show --community mne papers pubmed 24431986 --json"_s,
                         u"lockkeeper-cli show --community mne docstrings id:123"_s},
            .takesWords = true};
}

QList<Command> makeCommands()
{
    return {
        syncCommand(),       statusCommand(), validateCommand(), historyCommand(),
        healthCommand(),     backupCommand(), restoreCommand(),  migrateCommand(),
        checkpointCommand(), searchCommand(), showCommand(),
    };
}

} // namespace

const QList<Command> &commands()
{
    static const QList<Command> all = makeCommands(); // once the translator is installed: at the first use
    return all;
}

const Command *findCommand(const QString &name)
{
    const QList<Command> &all = commands();
    const auto found =
        std::find_if(all.cbegin(), all.cend(), [&name](const Command &c) { return c.name == name; });
    return found == all.cend() ? nullptr : &*found;
}

QStringList interfaceKinds()
{
    return {u"github"_s, u"discourse"_s, u"papers"_s, u"docstrings"_s, u"mailman"_s, u"beps"_s};
}

QList<QCommandLineOption> commonOptions()
{
    return {
        {u"json"_s, Tr::tr("Machine-readable output; messages for people go to standard error.")},
        {u"quiet"_s, Tr::tr("Say nothing but errors.")},
        {u"verbose"_s, Tr::tr("Also tell each job's start, each notice and each longer wait.")},
        {{u"h"_s, u"help"_s}, Tr::tr("Show this help, or a command's.")},
        {u"version"_s, Tr::tr("Show the versions of Lockkeeper, Qt and SQLite.")},
    };
}

} // namespace lockkeeper::cli
