<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>lockkeeper::Configuration</name>
    <message numerus="yes">
        <source>%n further problem(s) not shown.</source>
        <translation>
            <numerusform>%n further problem is not shown.</numerusform>
            <numerusform>%n further problems are not shown.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockkeeper::ConsoleResultModel</name>
    <message numerus="yes">
        <source>a blob of %n byte(s)</source>
        <translation>
            <numerusform>a blob of %n byte</numerusform>
            <numerusform>a blob of %n bytes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockkeeper::ConsoleWords</name>
    <message numerus="yes">
        <source>%Ln row(s)</source>
        <translation>
            <numerusform>%Ln row</numerusform>
            <numerusform>%Ln rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockkeeper::CopyTables</name>
    <message numerus="yes">
        <source>%Ln days</source>
        <translation>
            <numerusform>%Ln day</numerusform>
            <numerusform>%Ln days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockkeeper::Cron</name>
    <message numerus="yes">
        <source>every %n minute(s)</source>
        <translation>
            <numerusform>every minute</numerusform>
            <numerusform>every %n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s) past every hour</source>
        <translation>
            <numerusform>%n minute past every hour</numerusform>
            <numerusform>%n minutes past every hour</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>every %n hour(s)</source>
        <translation>
            <numerusform>every hour</numerusform>
            <numerusform>every %n hours</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockkeeper::DetailsText</name>
    <message numerus="yes">
        <source>%Ln rows</source>
        <translation>
            <numerusform>%Ln row</numerusform>
            <numerusform>%Ln rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln requests</source>
        <translation>
            <numerusform>%Ln request</numerusform>
            <numerusform>%Ln requests</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln transactions</source>
        <translation>
            <numerusform>%Ln transaction</numerusform>
            <numerusform>%Ln transactions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockkeeper::FoundTables</name>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>and %Ln more</numerusform>
            <numerusform>and %Ln more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln configurations in %1 (%2)</source>
        <translation>
            <numerusform>%Ln configuration in %1 (%2)</numerusform>
            <numerusform>%Ln configurations in %1 (%2)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln databases in %1 (%2)</source>
        <translation>
            <numerusform>%Ln database in %1 (%2)</numerusform>
            <numerusform>%Ln databases in %1 (%2)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockkeeper::HealthTables</name>
    <message numerus="yes">
        <source>%1 in %n run(s): %2 → %3, since %4</source>
        <translation>
            <numerusform>%1 in %n run: %2 → %3, since %4</numerusform>
            <numerusform>%1 in %n runs: %2 → %3, since %4</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockkeeper::HealthTasks</name>
    <message numerus="yes">
        <source>%Ln rows</source>
        <translation>
            <numerusform>%Ln row</numerusform>
            <numerusform>%Ln rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n further problem(s)</source>
        <translation>
            <numerusform>%n further problem</numerusform>
            <numerusform>%n further problems</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The file is damaged: %n problem(s) were found. Nothing was changed. Restore a backup, or recover what can be read into a new file.</source>
        <translation>
            <numerusform>The file is damaged: %n problem was found. Nothing was changed. Restore a backup, or recover what can be read into a new file.</numerusform>
            <numerusform>The file is damaged: %n problems were found. Nothing was changed. Restore a backup, or recover what can be read into a new file.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockkeeper::History</name>
    <message numerus="yes">
        <source>%1 and %Ln more</source>
        <translation>
            <numerusform>%1 and %Ln more</numerusform>
            <numerusform>%1 and %Ln more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>… %Ln more character(s)</source>
        <translation>
            <numerusform>… %Ln more character</numerusform>
            <numerusform>… %Ln more characters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>… %Ln more line(s)</source>
        <translation>
            <numerusform>… %Ln more line</numerusform>
            <numerusform>… %Ln more lines</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>last %1, between %2 and %3 in %n run(s)</source>
        <translation>
            <numerusform>last %1, between %2 and %3 in %n run</numerusform>
            <numerusform>last %1, between %2 and %3 in %n runs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n run(s)</source>
        <translation>
            <numerusform>in %n run</numerusform>
            <numerusform>in %n runs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockkeeper::LockText</name>
    <message numerus="yes">
        <source>%Ln rows</source>
        <translation>
            <numerusform>%Ln row</numerusform>
            <numerusform>%Ln rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln tries</source>
        <translation>
            <numerusform>%Ln try</numerusform>
            <numerusform>%Ln tries</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n made to wait, %1 together</source>
        <translation>
            <numerusform>%n made to wait, %1</numerusform>
            <numerusform>%n made to wait, %1 together</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 → %n wait: %2</source>
        <translation>
            <numerusform>%1 → %n waits: %2</numerusform>
            <numerusform>%1 → %n wait: %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockkeeper::inspect</name>
    <message numerus="yes">
        <source>%Ln item(s) of a remote that is no longer configured.</source>
        <translation>
            <numerusform>%Ln item of a remote that is no longer configured.</numerusform>
            <numerusform>%Ln items of a remote that is no longer configured.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Last synced %Ln day(s) ago.</source>
        <translation>
            <numerusform>Last synced %Ln day ago.</numerusform>
            <numerusform>Last synced %Ln days ago.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The newest item is %Ln day(s) old.</source>
        <translation>
            <numerusform>The newest item is %Ln day old.</numerusform>
            <numerusform>The newest item is %Ln days old.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>There used to be one every %Ln day(s).</source>
        <translation>
            <numerusform>There used to be one every day.</numerusform>
            <numerusform>There used to be one every %Ln days.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln item(s) could not be read.</source>
        <translation>
            <numerusform>%Ln item could not be read.</numerusform>
            <numerusform>%Ln items could not be read.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockkeeper::onboarding</name>
    <message numerus="yes">
        <source>%1 did not answer within %n second(s).</source>
        <translation>
            <numerusform>%1 did not answer within %n second.</numerusform>
            <numerusform>%1 did not answer within %n seconds.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %Ln issue(s) and pull request(s)</source>
        <translation>
            <numerusform>about %Ln issue or pull request</numerusform>
            <numerusform>about %Ln issues and pull requests</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln open issue(s) and pull request(s)</source>
        <translation>
            <numerusform>%Ln open issue or pull request</numerusform>
            <numerusform>%Ln open issues and pull requests</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %Ln topic(s)</source>
        <translation>
            <numerusform>about %Ln topic</numerusform>
            <numerusform>about %Ln topics</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln categories</source>
        <translation>
            <numerusform>%Ln category</numerusform>
            <numerusform>%Ln categories</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln tag(s) to pick from</source>
        <translation>
            <numerusform>%Ln tag to pick from</numerusform>
            <numerusform>%Ln tags to pick from</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln paper(s)</source>
        <translation>
            <numerusform>%Ln paper</numerusform>
            <numerusform>%Ln papers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln period(s)</source>
        <translation>
            <numerusform>%Ln period</numerusform>
            <numerusform>%Ln periods</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them from the start year on.</source>
        <translation>
            <numerusform>%Ln of them from the start year on.</numerusform>
            <numerusform>%Ln of them from the start year on.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln repositories</source>
        <translation>
            <numerusform>%Ln repository</numerusform>
            <numerusform>%Ln repositories</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln forum(s)</source>
        <translation>
            <numerusform>%Ln forum</numerusform>
            <numerusform>%Ln forums</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln mailing list(s)</source>
        <translation>
            <numerusform>%Ln mailing list</numerusform>
            <numerusform>%Ln mailing lists</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln request(s)</source>
        <translation>
            <numerusform>%Ln request</numerusform>
            <numerusform>%Ln requests</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln minute(s)</source>
        <translation>
            <numerusform>%Ln minute</numerusform>
            <numerusform>%Ln minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln hour(s)</source>
        <translation>
            <numerusform>%Ln hour</numerusform>
            <numerusform>%Ln hours</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockkeeper::SearchMessages</name>
    <message numerus="yes">
        <source>%Ln more databases or tables could not be read.</source>
        <translation>
            <numerusform>%Ln more database or table could not be read.</numerusform>
            <numerusform>%Ln more databases or tables could not be read.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln filters are on: without them there may be some.</source>
        <translation>
            <numerusform>A filter is on: without it there may be some.</numerusform>
            <numerusform>%Ln filters are on: without them there may be some.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln databases</source>
        <translation>
            <numerusform>%Ln database</numerusform>
            <numerusform>%Ln databases</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the best %Ln hits; there are more</source>
        <translation>
            <numerusform>the best hit; there are more</numerusform>
            <numerusform>the best %Ln hits; there are more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln hits so far</source>
        <translation>
            <numerusform>%Ln hit so far</numerusform>
            <numerusform>%Ln hits so far</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln hits</source>
        <translation>
            <numerusform>%Ln hit</numerusform>
            <numerusform>%Ln hits</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockkeeper::ui::Actions</name>
    <message numerus="yes">
        <source>Switch %Ln to WAL…</source>
        <comment>databases</comment>
        <translation>
            <numerusform>Switch %Ln to WAL…</numerusform>
            <numerusform>Switch %Ln to WAL…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln databases are not in WAL mode, so readers and writers block each other</source>
        <translation>
            <numerusform>%Ln database is not in WAL mode, so readers and writers block each other</numerusform>
            <numerusform>%Ln databases are not in WAL mode, so readers and writers block each other</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockkeeper::ui::ConsoleTab</name>
    <message numerus="yes">
        <source>%Ln row(s)</source>
        <translation>
            <numerusform>%Ln row</numerusform>
            <numerusform>%Ln rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockkeeper::ui::ContentionPage</name>
    <message numerus="yes">
        <source>%Ln events lost</source>
        <translation>
            <numerusform>%Ln event lost</numerusform>
            <numerusform>%Ln events lost</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockkeeper::ui::CoverageTab</name>
    <message numerus="yes">
        <source>%Ln remote(s) may lack something.</source>
        <translation>
            <numerusform>%Ln remote may lack something.</numerusform>
            <numerusform>%Ln remotes may lack something.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln remote(s) have more than is here.</source>
        <translation>
            <numerusform>%Ln remote has more than is here.</numerusform>
            <numerusform>%Ln remotes have more than is here.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln remote(s) told nothing:</source>
        <translation>
            <numerusform>%Ln remote told nothing:</numerusform>
            <numerusform>%Ln remotes told nothing:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockkeeper::ui::HealthPage</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n further outcome(s) in the log.</source>
        <translation>
            <numerusform>%n further outcome is in the log.</numerusform>
            <numerusform>%n further outcomes are in the log.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockkeeper::ui::SkippedView</name>
    <message numerus="yes">
        <source>%Ln item(s) could not be read so far; each sync of its remote asks again.</source>
        <translation>
            <numerusform>%Ln item could not be read so far; each sync of its remote asks again.</numerusform>
            <numerusform>%Ln items could not be read so far; each sync of their remotes asks again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them are of remotes that are not configured: nobody asks for those.</source>
        <translation>
            <numerusform>%Ln of them is of a remote that is not configured: nobody asks for it.</numerusform>
            <numerusform>%Ln of them are of remotes that are not configured: nobody asks for those.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A sync of %Ln remote(s) was asked for; when it has ended, this list is read again.</source>
        <translation>
            <numerusform>A sync of %Ln remote was asked for; when it has ended, this list is read again.</numerusform>
            <numerusform>A sync of %Ln remotes was asked for; when it has ended, this list is read again.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockkeeper::ui::LockCanvas</name>
    <message numerus="yes">
        <source>%n checkpoints</source>
        <translation>
            <numerusform>%n checkpoint</numerusform>
            <numerusform>%n checkpoints</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockkeeper::ui::MigrationDialog</name>
    <message numerus="yes">
        <source>%Ln under way</source>
        <translation>
            <numerusform>%Ln under way</numerusform>
            <numerusform>%Ln under way</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln switched</source>
        <translation>
            <numerusform>%Ln switched</numerusform>
            <numerusform>%Ln switched</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln skipped</source>
        <translation>
            <numerusform>%Ln skipped</numerusform>
            <numerusform>%Ln skipped</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln failed</source>
        <translation>
            <numerusform>%Ln failed</numerusform>
            <numerusform>%Ln failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln stopped</source>
        <translation>
            <numerusform>%Ln stopped</numerusform>
            <numerusform>%Ln stopped</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln can be switched</source>
        <translation>
            <numerusform>%Ln can be switched</numerusform>
            <numerusform>%Ln can be switched</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln in that mode already</source>
        <translation>
            <numerusform>%Ln is in that mode already</numerusform>
            <numerusform>%Ln are in that mode already</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln refused, for the reason shown</source>
        <translation>
            <numerusform>%Ln refused, for the reason shown</numerusform>
            <numerusform>%Ln refused, for the reasons shown</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Switch %Ln databases</source>
        <translation>
            <numerusform>&amp;Switch %Ln database</numerusform>
            <numerusform>&amp;Switch %Ln databases</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockkeeper::ui::OpenDialog</name>
    <message numerus="yes">
        <source>%Ln folders looked into</source>
        <translation>
            <numerusform>%Ln folder looked into</numerusform>
            <numerusform>%Ln folders looked into</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>There are no configurations and no databases in %1: %Ln folders were looked into.</source>
        <translation>
            <numerusform>There are no configurations and no databases in %1: %Ln folder was looked into.</numerusform>
            <numerusform>There are no configurations and no databases in %1: %Ln folders were looked into.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockkeeper::ui::OverTimeModel</name>
    <message numerus="yes">
        <source>%1: %n checkpoints</source>
        <translation>
            <numerusform>%1: %n checkpoint</numerusform>
            <numerusform>%1: %n checkpoints</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockkeeper::Notices</name>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>and %Ln more</numerusform>
            <numerusform>and %Ln more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln jobs failed:</source>
        <translation>
            <numerusform>%Ln job failed:</numerusform>
            <numerusform>%Ln jobs failed:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln databases are not in WAL mode, so readers and writers block each other:</source>
        <translation>
            <numerusform>%Ln database is not in WAL mode, so its readers and writers block each other:</numerusform>
            <numerusform>%Ln databases are not in WAL mode, so their readers and writers block each other:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln databases are damaged:</source>
        <translation>
            <numerusform>%Ln database is damaged:</numerusform>
            <numerusform>%Ln databases are damaged:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockkeeper::ProgressLook</name>
    <message numerus="yes">
        <source>%Ln items checked</source>
        <translation>
            <numerusform>%Ln item checked</numerusform>
            <numerusform>%Ln items checked</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln failed</source>
        <comment>jobs</comment>
        <translation>
            <numerusform>%Ln failed</numerusform>
            <numerusform>%Ln failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln cancelled</source>
        <comment>jobs</comment>
        <translation>
            <numerusform>%Ln cancelled</numerusform>
            <numerusform>%Ln cancelled</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockkeeper::RowText</name>
    <message numerus="yes">
        <source>%Ln failed</source>
        <comment>jobs</comment>
        <translation>
            <numerusform>%Ln failed</numerusform>
            <numerusform>%Ln failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln skipped</source>
        <comment>items</comment>
        <translation>
            <numerusform>%Ln skipped</numerusform>
            <numerusform>%Ln skipped</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of %1 jobs never synced yet</source>
        <translation>
            <numerusform>%Ln of %1 jobs never synced yet</numerusform>
            <numerusform>%Ln of %1 jobs never synced yet</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockkeeper::RowToolTip</name>
    <message numerus="yes">
        <source>and %Ln more</source>
        <comment>reasons</comment>
        <translation>
            <numerusform>and %Ln more reason</numerusform>
            <numerusform>and %Ln more reasons</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <comment>problems</comment>
        <translation>
            <numerusform>and %Ln more</numerusform>
            <numerusform>and %Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockkeeper::RunLog</name>
    <message numerus="yes">
        <source>%Ln jobs failed</source>
        <translation>
            <numerusform>%Ln job failed</numerusform>
            <numerusform>%Ln jobs failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln jobs cancelled</source>
        <translation>
            <numerusform>%Ln job cancelled</numerusform>
            <numerusform>%Ln jobs cancelled</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockkeeper::StatusText</name>
    <message numerus="yes">
        <source>%Ln failed</source>
        <comment>jobs</comment>
        <translation>
            <numerusform>%Ln failed</numerusform>
            <numerusform>%Ln failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln cancelled</source>
        <comment>jobs</comment>
        <translation>
            <numerusform>%Ln cancelled</numerusform>
            <numerusform>%Ln cancelled</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockkeeper::cli</name>
    <message numerus="yes">
        <source>%Ln hits.</source>
        <translation>
            <numerusform>%Ln hit.</numerusform>
            <numerusform>%Ln hits.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The best %Ln hits; --limit shows more.</source>
        <translation>
            <numerusform>The best hit; --limit shows more.</numerusform>
            <numerusform>The best %Ln hits; --limit shows more.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n jobs failed:</source>
        <translation>
            <numerusform>%n job failed:</numerusform>
            <numerusform>%n jobs failed:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n requests</source>
        <translation>
            <numerusform>%n request</numerusform>
            <numerusform>%n requests</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n jobs</source>
        <translation>
            <numerusform>%n job</numerusform>
            <numerusform>%n jobs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n waits</source>
        <translation>
            <numerusform>%n wait</numerusform>
            <numerusform>%n waits</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>held %n times</source>
        <translation>
            <numerusform>held %n time</numerusform>
            <numerusform>held %n times</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n lock errors</source>
        <translation>
            <numerusform>%n lock error</numerusform>
            <numerusform>%n lock errors</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n notices:</source>
        <translation>
            <numerusform>%n notice:</numerusform>
            <numerusform>%n notices:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more; --verbose shows them all.</source>
        <translation>
            <numerusform>and %n more; --verbose shows them all.</numerusform>
            <numerusform>and %n more; --verbose shows them all.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more sources</source>
        <translation>
            <numerusform>%n more source</numerusform>
            <numerusform>%n more sources</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n jobs failed.</source>
        <translation>
            <numerusform>%1 of %n job failed.</numerusform>
            <numerusform>%1 of %n jobs failed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n errors</source>
        <translation>
            <numerusform>%n error</numerusform>
            <numerusform>%n errors</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warnings</source>
        <translation>
            <numerusform>%n warning</numerusform>
            <numerusform>%n warnings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>held: %1 for %2, while %n job(s) waited %3 in all</source>
        <translation>
            <numerusform>held: %1 for %2, while %n job waited %3</numerusform>
            <numerusform>held: %1 for %2, while %n jobs waited %3 in all</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) without a difference but in time; --verbose shows them.</source>
        <translation>
            <numerusform>%n job without a difference but in time; --verbose shows it.</numerusform>
            <numerusform>%n jobs without a difference but in time; --verbose shows them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockkeeper::health</name>
    <message numerus="yes">
        <source>with the texts of %n items of its own</source>
        <translation>
            <numerusform>with the text of %n item of its own</numerusform>
            <numerusform>with the texts of %n items of its own</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n writers</source>
        <translation>
            <numerusform>%n writer</numerusform>
            <numerusform>%n writers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockkeeper::http::Client</name>
    <message numerus="yes">
        <source>%1 sent nothing for %n second(s).</source>
        <translation>
            <numerusform>%1 sent nothing for %n second.</numerusform>
            <numerusform>%1 sent nothing for %n seconds.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 redirects more than %n time(s).</source>
        <translation>
            <numerusform>%1 redirects more than %n time.</numerusform>
            <numerusform>%1 redirects more than %n times.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockkeeper::Onboarding</name>
    <message numerus="yes">
        <source>%Ln entries</source>
        <translation>
            <numerusform>%Ln entry</numerusform>
            <numerusform>%Ln entries</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln errors</source>
        <translation>
            <numerusform>%Ln error</numerusform>
            <numerusform>%Ln errors</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln warnings</source>
        <translation>
            <numerusform>%Ln warning</numerusform>
            <numerusform>%Ln warnings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockkeeper::ui::ProposalModel</name>
    <message numerus="yes">
        <source>%Ln open</source>
        <comment>issues and pull requests</comment>
        <translation>
            <numerusform>%Ln open</numerusform>
            <numerusform>%Ln open</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockkeeper::ui::ReviewPage</name>
    <message numerus="yes">
        <source>%Ln errors hold saving back: %1</source>
        <translation>
            <numerusform>An error holds saving back: %1</numerusform>
            <numerusform>%Ln errors hold saving back; the first: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln warnings; it can be saved all the same: %1</source>
        <translation>
            <numerusform>A warning; it can be saved all the same: %1</numerusform>
            <numerusform>%Ln warnings; it can be saved all the same. The first: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockkeeper::ui::OnboardingDialog</name>
    <message numerus="yes">
        <source>%Ln rows</source>
        <translation>
            <numerusform>%Ln row</numerusform>
            <numerusform>%Ln rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln further sources: %1 rows</source>
        <translation>
            <numerusform>%Ln further source: %1 rows</numerusform>
            <numerusform>%Ln further sources: %1 rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln sources are synced no more: %1.</source>
        <translation>
            <numerusform>%Ln source is synced no more: %1.</numerusform>
            <numerusform>%Ln sources are synced no more: %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Delete %Ln rows</source>
        <translation>
            <numerusform>&amp;Delete %Ln row</numerusform>
            <numerusform>&amp;Delete %Ln rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln rows are deleted; Close stops it.</source>
        <translation>
            <numerusform>%Ln row is deleted; Close stops it.</numerusform>
            <numerusform>%Ln rows are deleted; Close stops it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln rows of removed sources were deleted from %1.</source>
        <translation>
            <numerusform>%Ln row of removed sources was deleted from %1.</numerusform>
            <numerusform>%Ln rows of removed sources were deleted from %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockkeeper::ui::RemovalDialog</name>
    <message numerus="yes">
        <source>%Ln rows</source>
        <translation>
            <numerusform>%Ln row</numerusform>
            <numerusform>%Ln rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockkeeper::ui::TableModel</name>
    <message numerus="yes">
        <source>%Ln characters</source>
        <translation>
            <numerusform>%Ln character</numerusform>
            <numerusform>%Ln characters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln bytes</source>
        <translation>
            <numerusform>%Ln byte</numerusform>
            <numerusform>%Ln bytes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockkeeper::ui::TablesTab</name>
    <message numerus="yes">
        <source>Copied %Ln rows.</source>
        <translation>
            <numerusform>Copied %Ln row.</numerusform>
            <numerusform>Copied %Ln rows.</numerusform>
        </translation>
    </message>
</context>
</TS>
