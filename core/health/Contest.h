// Several writers at once on one database file for a while, under one regime, and what each of them got.
#pragma once

#include "base/Result.h"
#include "health/Rehearsal.h"
#include "health/Workload.h"

#include <QString>

#include <chrono>
#include <functional>
#include <stop_token>
#include <vector>

namespace lockkeeper::health {

struct Contest
{
    QString path; // a copy: nobody else has it open
    Regime regime = Regime::Rollback;
    RehearsalOptions options;
    const std::vector<store::ItemText> &samples; // outlive it
};

// Puts the file into the regime's journal mode. Errors: config (the file system cannot do WAL), and SQLite's.
[[nodiscard]] Result<void> setJournalMode(const QString &path, const QString &mode);

// `done` hears the part that is over, 0 … 1. Errors: cancelled, disk_full, corrupt, internal; a lock that was
// not got in time is no error but a figure.
[[nodiscard]] Result<RegimeFigures> hold(const Contest &contest, const std::function<void(double)> &done,
                                         const std::stop_token &stop);

} // namespace lockkeeper::health
