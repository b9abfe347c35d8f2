#include "ui/dashboard/ProgressLook.h"

#include "ui/common/Format.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <climits>
#include <cmath>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::ProgressLook)
};

constexpr double barHeight = 18;
constexpr double segmentShare = 0.3; // of an indeterminate bar
constexpr double secondsAcross = 2;  // its segment's way there, and as long back

QString itemsText(qint64 items)
{
    if (items == 0)
        return Tr::tr("nothing new");
    return Tr::tr("%Ln items checked", nullptr, static_cast<int>(std::min<qint64>(items, INT_MAX)));
}

QString jobText(const Figures &figures)
{
    const qint64 done = figures.counts.done();
    if (figures.state == RowState::Done)
        return itemsText(done);
    if (figures.total && (done > 0 || figures.active())) {
        const QString total = formatNumber(std::max(*figures.total, done));
        return figures.totalIsEstimate ? Tr::tr("%1 of about %2").arg(formatNumber(done), total)
                                       : Tr::tr("%1 of %2").arg(formatNumber(done), total);
    }
    if (figures.state == RowState::Waiting)
        return {};
    return done > 0 ? Tr::tr("%1 so far").arg(formatNumber(done)) : QString();
}

QString sumText(const Figures &figures)
{
    if (figures.finished() == figures.asked)
        return itemsText(figures.counts.done());
    const QString jobs =
        Tr::tr("%1 of %2 jobs").arg(formatNumber(figures.finished()), formatNumber(figures.asked));
    if (figures.ended < figures.asked) // the bar shows parts of jobs, too
        return Tr::tr("%1% · %2").arg(QString::number(std::floor(figures.share * 100)), jobs);
    QStringList ends;
    if (figures.failed > 0)
        ends.append(Tr::tr("%Ln failed", "jobs", figures.failed));
    if (figures.cancelled > 0)
        ends.append(Tr::tr("%Ln cancelled", "jobs", figures.cancelled));
    return jobs + u" · "_s + ends.join(u", "_s);
}

// There and back again: 0 … 1 … 0.
double swing(double seconds)
{
    const double phase = std::fmod(std::max(0.0, seconds), 2 * secondsAcross) / secondsAcross;
    return phase <= 1 ? phase : 2 - phase;
}
} // namespace

ProgressLook progressLook(const Figures &figures)
{
    using Form = ProgressLook::Form;
    ProgressLook look;
    if (!figures.ran)
        return look;
    const bool single = figures.jobs == 1;
    look.text = single ? jobText(figures) : sumText(figures);
    look.share = figures.share;
    switch (figures.state) {
    case RowState::Waiting:
        look.form = Form::Waiting;
        break;
    case RowState::Running:
    case RowState::Stopping:
        look.form = Form::Determinate;
        if (single && !figures.total) {
            look.form = Form::Indeterminate;
            look.share = swing(figures.seconds);
        }
        break;
    case RowState::Done:
        look.form = Form::Done;
        break;
    case RowState::Failed:
    case RowState::Broken:
        look.form = Form::Failed;
        break;
    case RowState::Cancelled:
        look.form = Form::Stopped;
        break;
    case RowState::Skipped:
    case RowState::Idle:
    case RowState::NeverSynced:
    case RowState::Unknown:
        break;
    }
    return look;
}

QRectF barRect(const QRectF &cell, double devicePixelRatio)
{
    const auto whole = [devicePixelRatio](double value) {
        return std::round(value * devicePixelRatio) / devicePixelRatio;
    };
    const double height = std::min(barHeight, std::max(0.0, cell.height() - 4));
    const double width = std::max(0.0, cell.width() - 8);
    return {whole(cell.x() + 4), whole(cell.y() + (cell.height() - height) / 2), whole(width), whole(height)};
}

QRectF filledRect(const QRectF &bar, const ProgressLook &look, double devicePixelRatio)
{
    using Form = ProgressLook::Form;
    const double pixel = 1 / devicePixelRatio;
    const auto whole = [devicePixelRatio](double value) {
        return std::round(value * devicePixelRatio) / devicePixelRatio;
    };
    switch (look.form) {
    case Form::None:
    case Form::Waiting:
        return {};
    case Form::Done:
        return bar;
    case Form::Indeterminate: {
        const double width = whole(bar.width() * segmentShare);
        return {bar.x() + whole((bar.width() - width) * look.share), bar.y(), width, bar.height()};
    }
    case Form::Determinate:
    case Form::Failed:
    case Form::Stopped:
        break;
    }
    if (look.share <= 0 || bar.width() <= pixel)
        return {};
    double width = whole(bar.width() * std::min(1.0, look.share));
    if (look.share < 1)
        width = std::min(width, bar.width() - pixel);
    return {bar.x(), bar.y(), std::max(width, pixel), bar.height()};
}

} // namespace lockkeeper::ui
