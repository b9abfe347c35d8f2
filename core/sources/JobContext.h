// What a source is given to do one job: straight, blocking code on a pool's thread.
#pragma once

#include "base/Result.h"
#include "http/Client.h"
#include "sources/Progress.h"
#include "store/Rows.h"

#include <memory>
#include <optional>
#include <stop_token>

namespace lockkeeper::http {
class Activity;
}
namespace lockkeeper::store {
class Database;
class Writer;
} // namespace lockkeeper::store

namespace lockkeeper::sources {

struct JobContext
{
    http::Client &client;
    store::Database &database;
    store::Writer &writer;
    Progress &progress;
    std::shared_ptr<http::Activity> activity;
    std::stop_token stop;
    QString run;                 // when the run began, ISO 8601 to the millisecond
    bool full = false;           // walk the listing from its beginning and reconcile
    std::optional<qint64> limit; // at most so many items

    // Fetches, as this job's step.
    [[nodiscard]] Result<http::Response> fetch(http::Request request);
    // Commits and counts, as this job's step; the batch's skipped items, too.
    [[nodiscard]] Result<store::CommitCounts> commit(store::Batch batch);
    // Rows for the next batch: what is usual, or what the limit leaves.
    [[nodiscard]] std::size_t batchSize() const;
    [[nodiscard]] bool limitReached() const { return limit && progress.done() >= *limit; }
};

} // namespace lockkeeper::sources
