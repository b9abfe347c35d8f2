// What goes wrong while a run is under way, for the banner: nothing comes in, another program sleeps on the
// write lock, a reader keeps the WAL from being emptied. Pure: told what there is to see once a second, it
// remembers since when it has been so.
#pragma once

#include "store/locks/Neighbours.h"
#include "sync/Snapshot.h"
#include "ui/common/CommunityNames.h"

#include <QDateTime>
#include <QHash>
#include <QList>
#include <QString>

#include <chrono>
#include <cstdint>
#include <optional>
#include <tuple>

namespace lockkeeper::ui {

struct Alarm
{
    enum class Kind { IdleLock, NoProgress, PinnedWal }; // the most pressing first

    Kind kind = Kind::NoProgress;
    sync::JobKey where;  // of IdleLock and PinnedWal only the community
    bool ofLock = false; // to be seen among the locks
    QString text;

    friend bool operator==(const Alarm &, const Alarm &) = default;
};

// One database at this moment.
struct DatabaseFacts
{
    QString community;
    QString holder;                    // who has the write lock, as events tell; empty: nobody known
    bool walLeft = false;              // the last checkpoint could not copy all
    std::optional<store::Sight> sight; // from outside; not known at first
};

struct RunFacts
{
    std::chrono::nanoseconds now{}; // of a clock that only goes on
    sync::RunSnapshot run;
    QList<DatabaseFacts> databases;
    CommunityNames names = {};
};

class Alarms final
{
public:
    static constexpr std::chrono::seconds noProgressAfter{20}; // a slow answer is no trouble yet
    static constexpr std::chrono::seconds idleLockAfter{5};    // Python's sqlite3 gives up then

    // The most pressing one. Begins anew with each run.
    [[nodiscard]] std::optional<Alarm> judge(const RunFacts &facts);

private:
    // Whatever grows when anything comes in or is written.
    using Work = std::tuple<qint64, qint64, qint64, qint64, int>;
    // A transaction of another process, and the last write: both unchanged, nothing happens in it.
    using Hold = std::tuple<std::int64_t, std::uint64_t, std::int64_t>;

    [[nodiscard]] std::optional<Alarm> idleLock(const RunFacts &facts);
    [[nodiscard]] std::optional<Alarm> noProgress(const RunFacts &facts);

    QDateTime m_run; // that is judged
    Work m_work;
    std::chrono::nanoseconds m_workedAt{};
    QHash<QString, std::pair<Hold, std::chrono::nanoseconds>> m_holds; // by community
};

} // namespace lockkeeper::ui
