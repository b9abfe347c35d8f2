// The sources that are built in. A new one is one folder beside this file and one line in Registry.cpp.
#pragma once

#include "base/Result.h"
#include "community/Community.h"

#include <QList>
#include <QString>

#include <functional>

namespace lockkeeper::sources {

struct JobContext;

// One configured remote and how to sync it. Errors: those of http and store; what was committed before stays.
struct Remote
{
    QString name; // as sync_metadata names it: "owner/name"
    std::function<Result<void>(JobContext &)> sync;
};

struct Source
{
    QString kind;  // "github"
    QString title; // "GitHub"
    std::function<QList<Remote>(const community::Community &)> remotes;
};

[[nodiscard]] const QList<Source> &registry(); // in the order they are shown

} // namespace lockkeeper::sources
