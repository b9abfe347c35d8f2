#include "ui/contention/LockColours.h"

#include "sync/Plan.h"
#include "ui/common/Palettes.h"

#include <array>

namespace lockkeeper::ui {

namespace {
const LockColours lightColours{.back = QColor(0xffffffff),
                               .gutter = QColor(0xfff2f4f7),
                               .grid = QColor(0xffe4e8ed),
                               .reading = QColor(0xff7d8793),
                               .network = QColor(0xffc2cad3),
                               .holding = QColor(0xff3fa860),
                               .blocking = QColor(0xfff2ab27),
                               .edge = QColor(0xff6b4300),
                               .wait = QColor(0xffc62f25),
                               .busy = QColor(0xff7d1410),
                               .hatch = QColor(0xfff7b4ae),
                               .wal = QColor(0xffa9c8ee),
                               .walMark = QColor(0xff0b4aa6),
                               .pinned = QColor(0xffb3470b),
                               .rate = QColor(0xff3a76c4),
                               .selection = QColor(29, 95, 184, 46)};

const LockColours darkColours{.back = QColor(0xff191c20),
                              .gutter = QColor(0xff22262b),
                              .grid = QColor(0xff2a2f36),
                              .reading = QColor(0xff8e98a3),
                              .network = QColor(0xff4d5660),
                              .holding = QColor(0xff379a58),
                              .blocking = QColor(0xfff0b13c),
                              .edge = QColor(0xfffff0cc),
                              .wait = QColor(0xffe0493d),
                              .busy = QColor(0xff9c2019),
                              .hatch = QColor(0xffffc9c4),
                              .wal = QColor(0xff2b5183),
                              .walMark = QColor(0xff9cc8ff),
                              .pinned = QColor(0xffff9a5c),
                              .rate = QColor(0xff6da4ee),
                              .selection = QColor(125, 180, 255, 52)};

// Of Okabe and Ito's colours, which people with any colour vision tell apart; darker or lighter for the
// background they stand on.
constexpr std::array<QRgb, 8> lightSources{0xff0072b2, 0xffe69f00, 0xff009e73, 0xffcc79a7,
                                           0xff56b4e9, 0xffd55e00, 0xff8a6fbf, 0xff9a8f1c};
constexpr std::array<QRgb, 8> darkSources{0xff2f8fd0, 0xffe0a526, 0xff1fa97f, 0xffd38ab2,
                                          0xff7cc6f0, 0xffe0732a, 0xffa48bd6, 0xffc9bd45};
} // namespace

QColor LockColours::of(events::Activity activity) const
{
    switch (activity) {
    case events::Activity::Reading:
        return reading;
    case events::Activity::Network:
        return network;
    case events::Activity::Holding:
        return holding;
    case events::Activity::Blocking:
        return blocking;
    case events::Activity::Queued:
        return wait;
    case events::Activity::Busy:
        return busy;
    case events::Activity::Idle:
        break;
    }
    return back;
}

const LockColours &lockColours(const QPalette &palette)
{
    return isDark(palette) ? darkColours : lightColours;
}

QColor sourceColour(const QString &kind, bool dark)
{
    if (kind.isEmpty())
        return dark ? QColor(0xffb9bfc7) : QColor(0xff4a525c);
    static const QStringList kinds = sync::sourceKinds();
    const qsizetype place = kinds.indexOf(kind);
    const std::size_t number =
        (place >= 0 ? static_cast<std::size_t>(place) : qHash(kind)) % lightSources.size();
    return QColor(dark ? darkSources.at(number) : lightSources.at(number));
}

QColor textOn(const QColor &back)
{
    const QColor black(Qt::black);
    const QColor white(Qt::white);
    return contrastRatio(black, back) >= contrastRatio(white, back) ? black : white;
}

} // namespace lockkeeper::ui
