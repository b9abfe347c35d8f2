// What a sync says while it runs and at its end: JSON Lines, a line an event, or a live table. On the main
// thread.
#pragma once

#include "cli/Arguments.h"
#include "sync/Snapshot.h"

#include <memory>

namespace lockkeeper::cli {

class SyncOutput
{
public:
    virtual ~SyncOutput() = default;

    virtual void message(const QString &text) = 0; // for people, now
    virtual void jobStarted(const sync::JobKey &key) = 0;
    virtual void jobFinished(const sync::JobSnapshot &job) = 0;
    virtual void look(const sync::RunSnapshot &run) = 0; // some times a second
    virtual void finished(const sync::RunSnapshot &run) = 0;
};

// The one that fits the arguments and what standard output is.
[[nodiscard]] std::unique_ptr<SyncOutput> makeSyncOutput(const Arguments &arguments);

} // namespace lockkeeper::cli
