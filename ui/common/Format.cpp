#include "ui/common/Format.h"

#include <QCoreApplication>

#include <cmath>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::Format)
};
} // namespace

QString unknownText()
{
    return u"–"_s;
}

QString formatRate(double perSecond)
{
    if (!std::isfinite(perSecond) || perSecond < 0)
        return unknownText();
    return Tr::tr("%1/s", "items a second").arg(formatFigure(perSecond));
}

QString formatWhen(const QDateTime &time, const QDateTime &now)
{
    if (!time.isValid())
        return unknownText();
    const QDateTime local = time.toLocalTime();
    const QString clock = local.toString(u"HH:mm"_s);
    switch (now.toLocalTime().date().daysTo(local.date())) {
    case 0:
        return Tr::tr("today %1").arg(clock);
    case -1:
        return Tr::tr("yesterday %1").arg(clock);
    case 1:
        return Tr::tr("tomorrow %1").arg(clock);
    default:
        return local.toString(u"yyyy-MM-dd HH:mm"_s);
    }
}

} // namespace lockkeeper::ui
