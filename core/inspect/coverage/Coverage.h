// What was collected of each remote, and what may be missing. Of each community's database: how many items,
// how old, how many with a text, how many twice. Blocking, some seconds for a million items, in statements of
// some hundredths of a second that keep nobody out and pin nothing for long: not for the window's thread.
#pragma once

#include "base/Result.h"
#include "inspect/ContentTable.h"

#include <QDateTime>
#include <QList>
#include <QString>

#include <functional>
#include <optional>
#include <stop_token>

namespace lockkeeper::inspect {

struct ConfiguredRemote
{
    QString source; // as --source names it
    QString name;   // as sync_metadata names it

    friend bool operator==(const ConfiguredRemote &, const ConfiguredRemote &) = default;
};

struct CoverageSubject
{
    Place place;
    std::optional<QList<ConfiguredRemote>> configured = {}; // none: the configuration cannot be read
};

// What a remote says it has. A rough number is reckoned or an upper bound.
struct RemoteCount
{
    qint64 items = 0;
    bool rough = false;
    bool comparable = true; // false: not all of it is configured
};

// One remote, or one provider of papers: a paper doesn't say which query found it, so a query has no items of
// its own, but a last sync.
struct CoverageRow
{
    QString community = {};              // id
    QString source = {};                 // as --source names it, and "faq"
    QString name = {};                   // as sync_metadata names it; a provider's alone: "openalex"
    std::optional<bool> configured = {}; // of a provider: some query of it; none: nobody can tell
    std::optional<qint64> rows = {};     // none: a query
    qint64 withText = 0;                 // whose main text is not empty
    // That say again what one before them says: of the same remote with the same title and text; of papers,
    // with the same DOI or title at any provider, titles of one word or two left out.
    qint64 repeated = 0;
    QString oldest = {}; // item's time, as it is stored; empty where the table has none
    QString newest = {};
    double usualDays = 0;    // between the newest of them, half of the gaps are shorter; 0: not to be told
    QDateTime lastSync = {}; // UTC; invalid: never
    qint64 skipped = 0;      // items that could not be read, to be asked for again
    std::optional<RemoteCount> remote = {}; // where it was asked
};

// `done` hears the part that is read, 0 … 1. Sorted by source, then name. Errors: cancelled, and as Reading.
[[nodiscard]] Result<QList<CoverageRow>> readCoverage(const CoverageSubject &subject,
                                                      const std::function<void(double)> &done = {},
                                                      const std::stop_token &stop = {});

enum class Gap { NeverSynced, NothingThere, NotConfigured, NotSyncedLately, Quiet, Skipped, FewerThanRemote };

struct CoverageFinding
{
    Gap gap = Gap::NeverSynced;
    QString text; // a sentence
    QString hint; // what to do
};

inline constexpr int daysUntilStale = 30; // since the last sync
inline constexpr int daysUntilQuiet = 90; // since the newest item, and …
inline constexpr int gapsUntilQuiet = 10; // … so many times the usual gap
inline constexpr double roughShare = 0.8; // of a rough number: what is less is too few

// Pure. A forum, a list or a repository is quiet when its newest item is older than both of the above; one
// that was not synced lately is not called so, for nobody has looked.
[[nodiscard]] QList<CoverageFinding> findingsOf(const CoverageRow &row, const QDateTime &now);

} // namespace lockkeeper::inspect
