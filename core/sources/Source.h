// What a source is to the rest of the program: its kind, and how to sync each remote a community configures.
#pragma once

#include "base/Result.h"
#include "community/Community.h"

#include <QList>
#include <QString>

#include <functional>
#include <memory>

namespace lockkeeper::sources {

struct JobContext;

// What remotes of one source share is kept for a job as long as it holds this.
using Reservation = std::shared_ptr<void>;

// One configured remote and how to sync it. Errors: those of http and store; what was committed before stays.
struct Remote
{
    QString name; // as sync_metadata names it: "owner/name"
    QString host =
        {}; // whose pace decides: an endpoint's name, a forum's host; empty: one for all of the kind
    std::function<Result<void>(JobContext &)> sync;
    // Taken when a job is planned, before any of its run begins, and held until it has ended, whichever way.
    // Any thread, never waits. Empty where nothing is shared.
    std::function<Reservation()> reserve = {};
};

struct Source
{
    QString kind;  // "github"
    QString title; // "GitHub"
    std::function<QList<Remote>(const community::Community &)> remotes;
};

} // namespace lockkeeper::sources
