// Time, tracks, runs and marks of the Locks page: pure, without a window.
#include "ui/common/Palettes.h"
#include "ui/contention/ColumnCache.h"
#include "ui/contention/LaneLayout.h"
#include "ui/contention/LaneRuns.h"
#include "ui/contention/LockColours.h"
#include "ui/contention/TimeTicks.h"
#include "ui/contention/TimeView.h"

#include <QTest>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::ui;
using events::Activity;

namespace {
constexpr std::int64_t start = 1'000 * second;

TimeView viewOf(int count)
{
    TimeView view;
    view.setExtent({start, start + 600 * second});
    view.setCount(count);
    view.follow(start + 600 * second);
    return view;
}

std::vector<events::Column> columnsOf(const QString &letters)
{
    std::vector<events::Column> columns;
    for (const QChar letter : letters) {
        events::Column column;
        column.worst = letter == 'n'_L1   ? Activity::Network
                       : letter == 'h'_L1 ? Activity::Holding
                       : letter == 'b'_L1 ? Activity::Blocking
                       : letter == 'q'_L1 ? Activity::Queued
                       : letter == 'B'_L1 ? Activity::Busy
                                          : Activity::Idle;
        columns.push_back(column);
    }
    return columns;
}

QColor seenByDeuteranope(const QColor &colour) // Viénot, Brettel and Mollon 1999, in linear light
{
    const auto linear = [](double value) {
        return std::pow(value, 2.2);
    };
    const double r = linear(colour.redF());
    const double g = linear(colour.greenF());
    const double b = linear(colour.blueF());
    const double rg = std::clamp(0.29275 * r + 0.70725 * g, 0.0, 1.0);
    const double blue = std::clamp(-0.02234 * r + 0.02234 * g + b, 0.0, 1.0);
    return QColor::fromRgbF(static_cast<float>(std::pow(rg, 1 / 2.2)),
                            static_cast<float>(std::pow(rg, 1 / 2.2)),
                            static_cast<float>(std::pow(blue, 1 / 2.2)));
}
} // namespace

class UiLocksGeometry final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void zoomKeepsWhatIsUnderTheMouse();
    void zoomEndsAtItsLimits();
    void followingKeepsTheNewestAtTheRight();
    void panningEndsFollowingAndStaysInSight();
    void showsARangeWithRoomRoundIt();
    void ticksAreRoundInLocalTime_data();
    void ticksAreRoundInLocalTime();
    void runsOfEqualState();
    void shortWaitsAreThreePixelsWide();
    void ownersLeaveGapsFree();
    void tracksStandInOrder();
    void cacheAsksForWhatIsNew();
    void coloursAreToldApart();
};

void UiLocksGeometry::zoomKeepsWhatIsUnderTheMouse()
{
    TimeView view = viewOf(1000);
    view.setFollowing(false);
    const std::int64_t anchor = view.timeAt(250);
    view.zoom(0.5, anchor);
    QVERIFY(std::abs(view.columnOf(anchor) - 250) <= 1);
    view.zoom(2, anchor);
    QVERIFY(std::abs(view.columnOf(anchor) - 250) <= 2);
    QCOMPARE(view.columnNs(), TimeView().columnNs());
}

void UiLocksGeometry::zoomEndsAtItsLimits()
{
    TimeView view = viewOf(1000);
    view.zoom(1e-12, start);
    QCOMPARE(view.columnNs(), TimeView::shortestColumn);
    view.zoom(1e15, start);
    QCOMPARE(view.columnNs(), TimeView::longestColumn);
}

void UiLocksGeometry::followingKeepsTheNewestAtTheRight()
{
    TimeView view = viewOf(1000);
    const std::int64_t newest = start + 600 * second;
    QCOMPARE(std::floor(view.columnOf(newest)), 999.0);
    view.zoom(0.5, start);
    QVERIFY(view.following());
    QVERIFY(view.columnOf(newest) >= 997 && view.columnOf(newest) <= 1000);
    const std::int64_t right = view.first() + view.count();
    view.setCount(500);
    QCOMPARE(view.first() + view.count(), right);
    view.setCount(100'000);
    QCOMPARE(view.count(), TimeView::mostColumns);
}

void UiLocksGeometry::panningEndsFollowingAndStaysInSight()
{
    TimeView view = viewOf(1000);
    view.pan(-100);
    QVERIFY(!view.following());
    const std::int64_t first = view.first();
    view.follow(start + 700 * second);
    QCOMPARE(view.first(), first);
    view.pan(-1'000'000'000);
    QVERIFY(view.range().to > start); // something of it is still there
    view.pan(2'000'000'000);
    QVERIFY(view.range().from < start + 600 * second);
    view.home();
    QVERIFY(view.range().from <= start && view.range().to > start);
}

void UiLocksGeometry::showsARangeWithRoomRoundIt()
{
    TimeView view = viewOf(900);
    const events::Range wanted{start + 10 * second, start + 12 * second};
    view.show(wanted);
    QVERIFY(view.range().from < wanted.from && view.range().to > wanted.to);
    QVERIFY(view.range().length() < 4 * second);
    const std::int64_t zoom = view.columnNs();
    view.centre({start + 30 * second, start + 30 * second + 1'000'000});
    QCOMPARE(view.columnNs(), zoom);
    QVERIFY(std::abs(view.columnOf(start + 30 * second) - 450) <= 2);
    view.centre({start + 100 * second, start + 200 * second}); // does not fit: it zooms
    QVERIFY(view.columnNs() > zoom);
}

void UiLocksGeometry::ticksAreRoundInLocalTime_data()
{
    QTest::addColumn<qint64>("length");
    QTest::addColumn<QString>("label");
    QTest::newRow("a minute") << qint64{60} * second << u"10:00:10"_s;
    QTest::newRow("an hour") << qint64{3'600} * second << u"10:10"_s;
    QTest::newRow("a second") << qint64{second} << u"10:00:00.200"_s;
    QTest::newRow("two milliseconds") << qint64{2'000'000} << u"00.000 200"_s;
}

void UiLocksGeometry::ticksAreRoundInLocalTime()
{
    QFETCH(qint64, length);
    QFETCH(QString, label);
    const WallClock clock(start, QDateTime(QDate(2026, 3, 2), QTime(10, 0)));
    const std::vector<Tick> marks = ticks({start, start + length}, length / 10, clock);
    QVERIFY(marks.size() >= 2 && marks.size() <= 12);
    const auto has = [&](const QString &text) {
        return std::any_of(marks.begin(), marks.end(), [&](const Tick &tick) { return tick.label == text; });
    };
    QStringList labels;
    for (const Tick &tick : marks)
        labels += tick.label;
    QVERIFY2(has(label), qPrintable(labels.join(u" | "_s)));
    for (std::size_t i = 1; i < marks.size(); ++i)
        QVERIFY(marks[i].at - marks[i - 1].at >= length / 10);
    QVERIFY(ticks({start, start}, 1, clock).empty());
}

void UiLocksGeometry::runsOfEqualState()
{
    const LaneRuns runs = runsOf(columnsOf(u"..nnnhhb..n"_s), 3);
    const std::vector<Run> expected{{2, 5, Activity::Network},
                                    {5, 7, Activity::Holding},
                                    {7, 8, Activity::Blocking},
                                    {10, 11, Activity::Network}};
    QCOMPARE(runs.work, expected);
    QVERIFY(runs.waits.empty());
    QVERIFY(runsOf({}, 3).work.empty());
}

void UiLocksGeometry::shortWaitsAreThreePixelsWide()
{
    const LaneRuns runs = runsOf(columnsOf(u"q...hhqhh...q"_s), 3);
    const std::vector<Run> expected{
        {0, 3, Activity::Queued}, {5, 8, Activity::Queued}, {10, 13, Activity::Queued}};
    QCOMPARE(runs.waits, expected);
    const LaneRuns near = runsOf(columnsOf(u"..q.q....B.qqqqq"_s), 3);
    const std::vector<Run> merged{
        {1, 6, Activity::Queued}, {8, 11, Activity::Busy}, {11, 16, Activity::Queued}};
    QCOMPARE(near.waits, merged);
    QCOMPARE(runsOf(columnsOf(u"q"_s), 3).waits, (std::vector<Run>{{0, 1, Activity::Queued}}));
}

void UiLocksGeometry::ownersLeaveGapsFree()
{
    std::vector<events::OwnerColumn> columns(8);
    columns[1] = {.lane = 3, .heldNs = 5, .blockingNs = 0};
    columns[2] = {.lane = 3, .heldNs = 5, .blockingNs = 2};
    columns[3] = {.lane = 3, .heldNs = 5, .blockingNs = 2};
    columns[4] = {.lane = 4, .heldNs = 5, .blockingNs = 0};
    columns[6] = {.lane = 4, .heldNs = 5, .blockingNs = 0};
    const std::vector<OwnerRun> expected{
        {1, 2, 3, false}, {2, 4, 3, true}, {4, 5, 4, false}, {6, 7, 4, false}};
    QCOMPARE(ownerRuns(columns), expected);
}

void UiLocksGeometry::tracksStandInOrder()
{
    const std::vector<DatabaseLanes> databases{{1, {2, 3}}, {2, {5}}};
    const LaneLayout layout = layoutOf(databases, 100, 16);
    QCOMPARE(layout.tracks.size(), std::size_t{7});
    QCOMPARE(layout.tracks.front().kind, TrackKind::Owner);
    QCOMPARE(layout.tracks.back().kind, TrackKind::Wal);
    for (std::size_t i = 1; i < layout.tracks.size(); ++i)
        QVERIFY(layout.tracks[i].top >= layout.tracks[i - 1].bottom());
    QCOMPARE(layout.height, layout.tracks.back().bottom());
    QVERIFY(layout.height > 100); // it scrolls rather than being too low to read
    QCOMPARE(layout.at(layout.tracks[2].top)->lane, events::LaneId{3});
    QVERIFY(!layout.at(-1));
    QVERIFY(!layout.at(layout.height));
    QCOMPARE(layout.laneBeside(0, 1), events::LaneId{2});
    QCOMPARE(layout.laneBeside(3, 1), events::LaneId{5});
    QCOMPARE(layout.laneBeside(5, 1), events::LaneId{5});
    QCOMPARE(layout.laneBeside(0, -1), events::LaneId{5});
    QVERIFY(layoutOf(databases, 10'000, 16).tracks.front().height <= 32);
    QCOMPARE(layoutOf({}, 100, 16).laneBeside(0, 1), events::LaneId{0});
}

void UiLocksGeometry::cacheAsksForWhatIsNew()
{
    TimeView view = viewOf(1000);
    ColumnCache<std::int64_t> cache;
    const auto ask = [](events::Range range, int count) { // each column knows its place
        std::vector<std::int64_t> columns;
        for (int i = 0; i < count; ++i)
            columns.push_back(range.from / (range.length() / count) + i);
        return columns;
    };
    const auto right = [&] {
        std::int64_t place = view.first();
        for (const std::int64_t column : cache.columns()) {
            if (column != place++)
                return false;
        }
        return cache.columns().size() == static_cast<std::size_t>(view.count());
    };
    const std::int64_t never = std::numeric_limits<std::int64_t>::max();
    cache.refresh(view, never, 1, ask);
    QVERIFY(right());
    QCOMPARE(cache.asked(), 1000);
    view.pan(7);
    cache.refresh(view, never, 1, ask);
    QVERIFY(right());
    QCOMPARE(cache.asked(), 1007);
    view.pan(-20);
    cache.refresh(view, never, 1, ask);
    QVERIFY(right());
    QCOMPARE(cache.asked(), 1027);
    cache.refresh(view, never, 1, ask);
    QCOMPARE(cache.asked(), 1027);
    cache.refresh(view, view.timeAt(990), 1, ask); // the newest ten may have changed
    QCOMPARE(cache.asked(), 1037);
    view.pan(-5'000);
    cache.refresh(view, never, 1, ask);
    QVERIFY(right());
    QCOMPARE(cache.asked(), 2037);
    view.zoom(2, view.timeAt(500));
    cache.refresh(view, never, 1, ask);
    QVERIFY(right());
    cache.refresh(view, never, 4, ask);
    QVERIFY(cache.columns().size() >= 250 && cache.columns().size() <= 251);
    QCOMPARE(cache.columnNs(), 4 * view.columnNs());
}

void UiLocksGeometry::coloursAreToldApart()
{
    for (const QPalette &palette : {lightPalette(), darkPalette()}) {
        const LockColours &colours = lockColours(palette);
        // What a lane may show side by side, also to somebody who does not tell red from green.
        const std::array states{colours.back,     colours.network, colours.reading, colours.holding,
                                colours.blocking, colours.wait,    colours.busy};
        for (std::size_t i = 0; i < states.size(); ++i) {
            for (std::size_t j = i + 1; j < states.size(); ++j) {
                const QColor one = seenByDeuteranope(states.at(i));
                const QColor other = seenByDeuteranope(states.at(j));
                const int apart = std::abs(one.red() - other.red()) + std::abs(one.blue() - other.blue());
                QVERIFY2(apart >= 20, qPrintable(one.name() + ' '_L1 + other.name()));
            }
        }
        QVERIFY(contrastRatio(colours.wait, colours.back) >= 3);
        QVERIFY(contrastRatio(colours.busy, colours.wait) >= 1.4);
        for (const QString &kind : {u"github"_s, u"docstrings"_s, u"discourse"_s, u"papers"_s, u"mailman"_s,
                                    u"beps"_s, QString()}) {
            const QColor source = sourceColour(kind, isDark(palette));
            QVERIFY2(contrastRatio(textOn(source), source) >= 4.5, qPrintable(kind));
        }
    }
}

QTEST_GUILESS_MAIN(UiLocksGeometry)
#include "ui_locks_geometry.moc"
