#include "cli/TextOutput.h"

#include "cli/Console.h"
#include "cli/EventText.h"
#include "sync/Failures.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace lockkeeper::cli {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::cli)
};

} // namespace

void TextOutput::say(const QString &line)
{
    if (!quiet())
        Console::line(printable(line));
}

void TextOutput::sayFailure(const QString &line)
{
    Console::errorLine(printable(line));
}

void TextOutput::message(const QString &text)
{
    if (!quiet())
        sayFailure(text); // for people, whatever reads standard output
}

void TextOutput::jobStarted(const sync::JobKey &key)
{
    if (verbose())
        say(Tr::tr("started: %1").arg(jobTitle(key)));
}

void TextOutput::jobFinished(const sync::JobSnapshot &job)
{
    if (job.state == sync::JobState::Failed) {
        if (!saidAlready(job))
            sayFailure(endText(job));
        if (quiet() && job.error && !job.error->hint.isEmpty()) // no summary will tell
            sayFailure("  "_L1 + job.error->hint);
    } else if (tellsEveryEnd() || verbose()) {
        say(endText(job));
    }
    if (verbose()) {
        for (const QString &notice : job.notices)
            say(jobTitle(job.key) + ": "_L1 + notice);
    }
}

// A host that fails one job fails all that ask it. Where the summary tells how many, one line is enough.
bool TextOutput::saidAlready(const sync::JobSnapshot &job)
{
    if (tellsEveryEnd() || quiet() || !job.error || !sync::concernsHost(*job.error))
        return false;
    const bool said = m_saidReasons.contains(job.error->text);
    m_saidReasons.insert(job.error->text);
    return said;
}

void TextOutput::look(const sync::RunSnapshot &run)
{
    if (quiet())
        return;
    for (const QString &line : m_waits.news(run, verbose()))
        say(line);
}

void TextOutput::finished(const sync::RunSnapshot &run)
{
    const int failed = run.jobsIn(sync::JobState::Failed);
    if (quiet()) {
        if (failed > 0)
            sayFailure(
                Tr::tr("%1 of %n jobs failed.", nullptr, static_cast<int>(run.jobs.size())).arg(failed));
        return;
    }
    for (const QString &line : summaryText(run, verbose()))
        say(line);
}

} // namespace lockkeeper::cli
