// The progress bar: its form for every state, where its parts lie, and that it is painted so.
#include "Samples.h"
#include "ui/common/Palettes.h"
#include "ui/dashboard/Columns.h"
#include "ui/dashboard/CommunityModel.h"
#include "ui/dashboard/ProgressDelegate.h"
#include "ui/dashboard/ProgressLook.h"

#include <QImage>
#include <QPainter>
#include <QTest>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::ui;
using namespace lockkeeper::test;
using Form = ProgressLook::Form;

namespace {
ProgressLook lookOf(const sync::JobSnapshot &job)
{
    return progressLook(jobFigures(&job, false, {}, {}));
}

bool isWhole(double value, double ratio)
{
    return std::abs(value * ratio - std::round(value * ratio)) < 1e-6;
}
} // namespace

class UiProgress final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void forms();
    void texts();
    void sumsSayWhatTheyShow();
    void moreThanTheTotalIsNotMoreThanAll();
    void liesOnWholePixels_data();
    void liesOnWholePixels();
    void neverQuiteFullNorQuiteEmpty();
    void tooSmallToPaint();
    void segmentSwings();
    void isPaintedInPlace_data();
    void isPaintedInPlace();
};

void UiProgress::forms()
{
    const sync::JobKey key = githubJob(u"mne"_s, u"o/r"_s);
    QCOMPARE(progressLook(jobFigures(nullptr, false, {}, {})).form, Form::None);
    QCOMPARE(lookOf(jobIn(key, sync::JobState::Waiting)).form, Form::Waiting);
    QCOMPARE(lookOf(jobIn(key, sync::JobState::Running, 5, 10)).form, Form::Determinate);
    QCOMPARE(lookOf(jobIn(key, sync::JobState::Running, 5)).form, Form::Indeterminate);
    QCOMPARE(lookOf(jobIn(key, sync::JobState::Done, 5)).form, Form::Done);
    QCOMPARE(lookOf(jobIn(key, sync::JobState::Failed, 5, 10)).form, Form::Failed);
    QCOMPARE(lookOf(jobIn(key, sync::JobState::Failed, 5, 10)).share, 0.5);
    QCOMPARE(lookOf(jobIn(key, sync::JobState::Cancelled, 5, 10)).form, Form::Stopped);
    QCOMPARE(lookOf(jobIn(key, sync::JobState::Cancelled, 5)).share, 0.0); // of nobody knows how many
    QCOMPARE(lookOf(jobIn(key, sync::JobState::Cancelled)).share, 0.0);
    QCOMPARE(lookOf(jobIn(key, sync::JobState::Failed)).share, 0.0);
    QCOMPARE(lookOf(jobIn(key, sync::JobState::Skipped)).form, Form::None);
}

void UiProgress::texts()
{
    const sync::JobKey key = githubJob(u"mne"_s, u"o/r"_s);
    QCOMPARE(lookOf(jobIn(key, sync::JobState::Running, 820, 1204)).text, u"820 of 1,204"_s);
    sync::JobSnapshot estimate = jobIn(key, sync::JobState::Running, 820, 1300);
    estimate.totalIsEstimate = true;
    QCOMPARE(lookOf(estimate).text, u"820 of about 1,300"_s);
    QCOMPARE(lookOf(jobIn(key, sync::JobState::Running, 820)).text, u"820 so far"_s);
    QCOMPARE(lookOf(jobIn(key, sync::JobState::Running)).text, QString());
    QCOMPARE(lookOf(jobIn(key, sync::JobState::Done)).text, u"nothing new"_s);
}

void UiProgress::sumsSayWhatTheyShow()
{
    const auto sumLook = [](const QList<sync::JobSnapshot> &jobs, bool neverAsked = false) {
        QList<Figures> each;
        for (const sync::JobSnapshot &job : jobs)
            each.append(jobFigures(&job, false, {}, {}));
        if (neverAsked)
            each.append(jobFigures(nullptr, false, {}, {}));
        QList<const Figures *> parts;
        for (const Figures &figures : each)
            parts.append(&figures);
        return progressLook(sumOf(parts));
    };
    const sync::JobKey key = githubJob(u"mne"_s, u"o/r"_s);
    const auto done = jobIn(key, sync::JobState::Done, 7);
    const auto half = jobIn(key, sync::JobState::Running, 50, 100);
    const auto cancelled = jobIn(key, sync::JobState::Cancelled, 50, 100);
    const auto failed = jobIn(key, sync::JobState::Failed);

    const ProgressLook running = sumLook({half, half, half, half});
    QCOMPARE(running.text, u"50% · 0 of 4 jobs"_s);
    QCOMPARE(running.share, 0.5);
    const ProgressLook stopped = sumLook({done, cancelled, cancelled, cancelled});
    QCOMPARE(stopped.form, Form::Stopped);
    QCOMPARE(stopped.text, u"1 of 4 jobs · 3 cancelled"_s);
    QCOMPARE(stopped.share, 0.25);
    QCOMPARE(sumLook({failed, cancelled}).text, u"0 of 2 jobs · 1 failed, 1 cancelled"_s);
    QCOMPARE(sumLook({failed, cancelled}).share, 0.0);
    QCOMPARE(sumLook({done, done}, true).form, Form::Done); // of what was asked for
    QCOMPARE(sumLook({done, done}, true).text, u"14 items checked"_s);
}

void UiProgress::moreThanTheTotalIsNotMoreThanAll()
{
    const ProgressLook look = lookOf(jobIn(githubJob(u"mne"_s, u"o/r"_s), sync::JobState::Running, 12, 10));
    QCOMPARE(look.share, 1.0);
    QCOMPARE(look.text, u"12 of 12"_s);
    QCOMPARE(lookOf(jobIn(githubJob(u"mne"_s, u"o/r"_s), sync::JobState::Running, 0, 0)).share, 0.0);
}

void UiProgress::liesOnWholePixels_data()
{
    QTest::addColumn<double>("ratio");
    for (const double ratio : {1.0, 1.25, 1.5, 2.0})
        QTest::addRow("scale %.2f", ratio) << ratio;
}

void UiProgress::liesOnWholePixels()
{
    QFETCH(double, ratio);
    for (const QRectF &cell : {QRectF(0, 0, 170, 24), QRectF(101, 33, 97, 27), QRectF(7, 5, 60, 19)}) {
        const QRectF bar = barRect(cell, ratio);
        QVERIFY(cell.contains(bar));
        for (const double edge : {bar.left(), bar.right(), bar.top(), bar.bottom()})
            QVERIFY2(isWhole(edge, ratio), qPrintable(QString::number(edge)));
        for (int percent = 0; percent <= 100; percent += 7) {
            const QRectF filled =
                filledRect(bar, {.form = Form::Determinate, .share = percent / 100.0, .text = {}}, ratio);
            if (filled.isEmpty())
                continue;
            QVERIFY(isWhole(filled.right(), ratio));
            QVERIFY(bar.contains(filled));
        }
    }
}

void UiProgress::neverQuiteFullNorQuiteEmpty()
{
    const QRectF bar(0, 0, 100, 16);
    const auto width = [&bar](double share) {
        return filledRect(bar, {.form = Form::Determinate, .share = share, .text = {}}, 1).width();
    };
    QCOMPARE(width(0), 0.0);
    QCOMPARE(width(0.0001), 1.0);
    QCOMPARE(width(0.5), 50.0);
    QCOMPARE(width(0.9999), 99.0);
    QCOMPARE(width(1), 100.0);
    QCOMPARE(filledRect(bar, {.form = Form::Done, .share = 0, .text = {}}, 1), bar);
    QVERIFY(filledRect(bar, {.form = Form::Waiting, .share = 1, .text = {}}, 1).isEmpty());
}

void UiProgress::tooSmallToPaint()
{
    const QRectF bar = barRect(QRectF(0, 0, 3, 2), 1);
    QVERIFY(bar.width() >= 0 && bar.height() >= 0);
    QVERIFY(filledRect(bar, {.form = Form::Determinate, .share = 0.5, .text = {}}, 1).isEmpty());
}

void UiProgress::segmentSwings()
{
    sync::JobSnapshot job = jobIn(githubJob(u"mne"_s, u"o/r"_s), sync::JobState::Running, 1);
    const QRectF bar(10, 0, 100, 16);
    const auto left = [&](double seconds) {
        job.seconds = seconds;
        const QRectF segment = filledRect(bar, lookOf(job), 1);
        return bar.contains(segment) ? segment.left() : -1;
    };
    QCOMPARE(left(0), 10.0);
    QCOMPARE(left(2), 80.0); // at the right end
    QCOMPARE(left(4), 10.0);
    QVERIFY(left(1) > 10 && left(1) < 80);
}

void UiProgress::isPaintedInPlace_data()
{
    QTest::addColumn<bool>("dark");
    QTest::addColumn<double>("ratio");
    QTest::newRow("light") << false << 1.0;
    QTest::newRow("dark, scale 2") << true << 2.0;
}

void UiProgress::isPaintedInPlace()
{
    QFETCH(bool, dark);
    QFETCH(double, ratio);
    CommunityModel model;
    model.setCatalog(catalogOf({communityWith(u"mne"_s, {u"o/r"_s})}));
    const sync::JobKey key = githubJob(u"mne"_s, u"o/r"_s);
    model.setSnapshot(runOf({jobIn(key, sync::JobState::Running, 50, 100)}));
    const QModelIndex index = model.indexOf(key).siblingAtColumn(static_cast<int>(Column::Progress));

    QImage image((QSizeF(200, 24) * ratio).toSize(), QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(ratio);
    const QPalette palette = dark ? darkPalette() : lightPalette();
    image.fill(palette.color(QPalette::Base));
    QStyleOptionViewItem option;
    option.rect = QRect(0, 0, 200, 24);
    option.palette = palette;
    QPainter painter(&image);
    const ProgressDelegate delegate;
    delegate.paint(&painter, option, index);
    painter.end();

    // Just above the lower edge, where no text is.
    const QRectF bar = barRect(QRectF(0, 0, 200, 24), ratio);
    const auto colourAt = [&](double x) {
        return image.pixelColor(QPoint(int(x * ratio), int((bar.bottom() - 1) * ratio))).name();
    };
    QCOMPARE(colourAt(bar.left() + bar.width() * 0.25), tones(palette).barRunning.name());
    QCOMPARE(colourAt(bar.left() + bar.width() * 0.75), tones(palette).barTrack.name());
    QCOMPARE(colourAt(1), palette.color(QPalette::Base).name());
}

QTEST_MAIN(UiProgress)
#include "ui_progress.moc"
