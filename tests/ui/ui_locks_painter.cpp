// What LockPainter keeps from picture to picture looks like what is painted anew.
#include "tests/support/MadeUpLocks.h"
#include "ui/common/Palettes.h"
#include "ui/contention/LockPainter.h"
#include "ui/contention/PaintedColumns.h"
#include "ui/contention/PictureX.h"

#include <QImage>
#include <QPainter>
#include <QTest>

#include <random>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::ui;

namespace {
constexpr int gutter = 160;
// Columns beside the edges of time where the two may differ: a run that is cut off there is as wide as what
// is in sight of it, and so may be plain or hatched, if it is painted anew.
constexpr int edge = 40;

// A view of a made-up run and two painters of it, of which one is new for every picture.
class TwoPictures final
{
public:
    TwoPictures(QSize size, double scale)
        : m_size(size)
        , m_scale(scale)
        , m_kept(lightPalette(), scale)
    {
        run.communities = {"mne", "hed"};
        run.time = {now - 20 * second, now};
        run.load = 2;
        test::tell(monitor, run);
        names = LockNames(monitor.names());
        arrange();
        view.show({now - 2 * second, now});
        view.setFollowing(true);
        view.follow(now);
    }

    void arrange()
    {
        const events::Monitor::Reading timeline = monitor.read();
        view.setExtent(timeline->extent().value_or(events::Range{}));
        layout = layoutOf(names.arranged(timeline->lanes(0)), m_size.height() - 120, 14);
        view.setCount(columnsFor(m_size.width() - gutter, m_scale));
    }

    // The most that two pixels of them differ by, away from the edges of time.
    int difference()
    {
        frame.update(monitor, view, {.database = 0, .tracks = layout.tracks, .now = now, .changed = true});
        const QImage kept = painted(m_kept);
        LockPainter fresh(lightPalette(), m_scale);
        const QImage anew = painted(fresh);
        const int left = static_cast<int>(gutter * m_scale) + edge;
        int most = 0;
        for (int y = 0; y < kept.height(); ++y) {
            const auto *a = reinterpret_cast<const QRgb *>(kept.constScanLine(y));
            const auto *b = reinterpret_cast<const QRgb *>(anew.constScanLine(y));
            for (int x = left; x < kept.width() - edge; ++x) {
                if (a[x] != b[x])
                    most = std::max({most, std::abs(qRed(a[x]) - qRed(b[x])),
                                     std::abs(qGreen(a[x]) - qGreen(b[x])),
                                     std::abs(qBlue(a[x]) - qBlue(b[x]))});
            }
        }
        return most;
    }

    void addSpan(events::Activity activity, std::int64_t length)
    {
        monitor.pen("mne", "github", "mne-tools/mne-python")
            .write({.at = now,
                    .duration = length,
                    .value = 50,
                    .kind = events::Kind::Ended,
                    .activity = activity});
        monitor.collect();
    }

    [[nodiscard]] int columnsPainted() const { return m_kept.columnsPainted(); }

    std::int64_t now = 100'000 * second;
    test::MadeUpRun run;
    events::Monitor monitor;
    LockNames names;
    WallClock clock{0, QDateTime(QDate(2026, 11, 30), QTime(12, 0))};
    LaneLayout layout;
    TimeView view;
    LockFrame frame;
    int scroll = 0;
    events::LaneId lane = 0;

private:
    QImage painted(LockPainter &with)
    {
        QImage image(m_size * m_scale, QImage::Format_RGB32);
        image.setDevicePixelRatio(m_scale);
        QPainter painter(&image);
        with.paint(painter, {.frame = frame,
                             .layout = layout,
                             .names = names,
                             .view = view,
                             .clock = clock,
                             .size = m_size,
                             .gutter = gutter,
                             .scroll = scroll,
                             .devicePixels = m_scale,
                             .now = now,
                             .lane = lane});
        return image;
    }

    QSize m_size;
    double m_scale;
    LockPainter m_kept;
};
} // namespace

class UiLocksPainter final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void looksOfColumns();
    void keptLooksLikeNew_data();
    void keptLooksLikeNew();
    void paintsOnlyWhatIsNew();
    void aClockThatIsSetMovesTheAxis();
};

void UiLocksPainter::looksOfColumns()
{
    PaintedColumns painted;
    const auto looks = [](const QString &letters) {
        std::vector<std::uint64_t> all;
        for (const QChar letter : letters)
            all.push_back(letter.unicode());
        return all;
    };
    QCOMPARE(painted.update(10, looks(u"aabb"_s), 0), (Stretch{0, 4})); // all is new
    QCOMPARE(painted.update(10, looks(u"aabb"_s), 0), Stretch());
    QCOMPARE(painted.update(12, looks(u"bbcc"_s), 0), (Stretch{2, 4})); // two came in
    QCOMPARE(painted.update(12, looks(u"bbcd"_s), 0), (Stretch{3, 4}));
    QCOMPARE(painted.update(11, looks(u"xbbcd"_s), 0), (Stretch{0, 1})); // one came in at the left
    QCOMPARE(painted.update(11, looks(u"xbbcd"_s), 7), Stretch());
    QCOMPARE(painted.update(11, looks(u"xbbcddddeeee"_s), 0), (Stretch{5, 12}));
    QCOMPARE(painted.update(11, looks(u"xbycddxdeeee"_s), 0), (Stretch{2, 7}));  // from the first to the last
    QCOMPARE(painted.update(11, looks(u"xbycddxdefee"_s), 2), (Stretch{7, 12})); // and a margin
    QCOMPARE(painted.update(12, looks(u"bycd"_s), 2), Stretch());                // less is in sight
    QCOMPARE(painted.update(500, looks(u"aa"_s), 5), (Stretch{0, 2}));           // nothing stays in sight
    QCOMPARE(painted.update(0, looks(u"aa"_s), 5), (Stretch{0, 2}));
    QCOMPARE(painted.update(0, {}, 5), Stretch());
}

void UiLocksPainter::keptLooksLikeNew_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<double>("scale");
    QTest::newRow("scale 1") << QSize(760, 420) << 1.0;
    QTest::newRow("scale 2") << QSize(700, 360) << 2.0;
    QTest::newRow("scale 1.5") << QSize(640, 360) << 1.5;
    QTest::newRow("scale 1.25, between pixels") << QSize(641, 361) << 1.25;
}

void UiLocksPainter::keptLooksLikeNew()
{
    QFETCH(QSize, size);
    QFETCH(double, scale);
    TwoPictures pictures(size, scale);
    QCOMPARE(pictures.difference(), 0);
    std::mt19937 dice(7); // NOLINT(bugprone-random-generator-seed): the same steps every time
    const auto below = [&dice](int count) {
        return static_cast<int>(dice() % static_cast<unsigned>(count));
    };
    for (int step = 0; step < 120; ++step) {
        QString what;
        double factor = 1; // dice are thrown one after the other, whatever compiler it is
        switch (below(10)) {
        case 0:
            what = u"zoom"_s;
            factor = below(2) == 0 ? 1.3 : 0.75;
            pictures.view.zoom(factor, pictures.view.timeAt(below(600)));
            break;
        case 1:
            what = u"pan"_s;
            pictures.view.pan(below(900) - 450);
            break;
        case 2:
            what = u"scroll"_s;
            pictures.scroll = below(40);
            break;
        case 3:
            what = u"another lane"_s;
            pictures.lane = pictures.layout.tracks[static_cast<std::size_t>(below(6))].lane;
            break;
        case 4:
            what = u"follow"_s;
            pictures.view.setFollowing(true);
            break;
        case 5: {
            what = u"an event"_s;
            const std::array some{events::Activity::Holding, events::Activity::Queued,
                                  events::Activity::Network, events::Activity::Busy};
            const events::Activity activity = some[static_cast<std::size_t>(below(4))];
            pictures.addSpan(activity, below(60) * millisecond);
            break;
        }
        default:
            what = u"time goes on"_s;
            pictures.now += (1 + below(30)) * millisecond;
            pictures.view.follow(pictures.now);
        }
        const int difference = pictures.difference();
        QVERIFY2(difference == 0, qPrintable(u"step %1, %2: %3"_s.arg(step).arg(what).arg(difference)));
    }
}

// A picture that moves on by some columns paints them and little else.
void UiLocksPainter::paintsOnlyWhatIsNew()
{
    TwoPictures pictures({760, 420}, 2);
    QCOMPARE(pictures.difference(), 0);
    const int all = pictures.columnsPainted();
    QVERIFY(all >= 10 * pictures.view.count());
    for (int i = 0; i < 60; ++i) {
        pictures.now += 16 * millisecond;
        pictures.view.follow(pictures.now);
        QCOMPARE(pictures.difference(), 0);
        QVERIFY2(pictures.columnsPainted() < all / 4, qPrintable(QString::number(pictures.columnsPainted())));
    }
}

// The lines of the axis go where the wall's clock is now, also under what was kept.
void UiLocksPainter::aClockThatIsSetMovesTheAxis()
{
    TwoPictures pictures({760, 420}, 1);
    QCOMPARE(pictures.difference(), 0);
    pictures.clock = WallClock(0, QDateTime(QDate(2026, 11, 30), QTime(12, 0, 0, 130)));
    QCOMPARE(pictures.difference(), 0);
}

QTEST_MAIN(UiLocksPainter)
#include "ui_locks_painter.moc"
