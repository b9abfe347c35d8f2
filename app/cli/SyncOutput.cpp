#include "cli/SyncOutput.h"

#include "cli/Console.h"
#include "cli/EventText.h"
#include "cli/JsonOutput.h"
#include "cli/TableOutput.h"
#include "cli/TextOutput.h"
#include "common/Sqlite.h"

using namespace Qt::StringLiterals;

namespace lockkeeper::cli {

namespace {

class JsonSyncOutput final : public SyncOutput
{
public:
    explicit JsonSyncOutput(Verbosity verbosity)
        : m_verbosity(verbosity)
    {
    }

    void message(const QString &text) override
    {
        if (m_verbosity != Verbosity::Quiet)
            Console::errorLine(printable(text));
    }
    void jobStarted(const sync::JobKey &) override {}
    void jobFinished(const sync::JobSnapshot &job) override
    {
        Console::out(jobEvent(job).bytes() + '\n');
        for (const QString &notice : job.notices)
            message(jobTitle(job.key) + ": "_L1 + notice);
    }
    void look(const sync::RunSnapshot &) override {}
    void finished(const sync::RunSnapshot &run) override
    {
        Console::out(summaryEvent(run, app::sqliteVersion()).bytes() + '\n');
    }

private:
    Verbosity m_verbosity;
};

} // namespace

std::unique_ptr<SyncOutput> makeSyncOutput(const Arguments &arguments)
{
    if (arguments.json)
        return std::make_unique<JsonSyncOutput>(arguments.verbosity);
    if (arguments.verbosity != Verbosity::Quiet && Console::outputIsTerminal())
        return std::make_unique<TableOutput>(arguments.verbosity);
    return std::make_unique<TextOutput>(arguments.verbosity);
}

} // namespace lockkeeper::cli
