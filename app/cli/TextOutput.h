// One line an event; errors and failed jobs go to standard error.
#pragma once

#include "cli/SyncOutput.h"
#include "cli/WaitTeller.h"

#include <QSet>

namespace lockkeeper::cli {

class TextOutput : public SyncOutput
{
public:
    explicit TextOutput(Verbosity verbosity)
        : m_verbosity(verbosity)
    {
    }

    void message(const QString &text) override;
    void jobStarted(const sync::JobKey &key) override;
    void jobFinished(const sync::JobSnapshot &job) override;
    void look(const sync::RunSnapshot &run) override;
    void finished(const sync::RunSnapshot &run) override;

protected:
    virtual void say(const QString &line);
    virtual void sayFailure(const QString &line);
    // Whether a job that ended well is worth a line of its own.
    [[nodiscard]] virtual bool tellsEveryEnd() const { return true; }
    [[nodiscard]] bool quiet() const { return m_verbosity == Verbosity::Quiet; }
    [[nodiscard]] bool verbose() const { return m_verbosity == Verbosity::Verbose; }

private:
    [[nodiscard]] bool saidAlready(const sync::JobSnapshot &job);

    Verbosity m_verbosity;
    WaitTeller m_waits;
    QSet<QString> m_saidReasons; // of failures
};

} // namespace lockkeeper::cli
