#include "ui/history/HistoryWords.h"

#include "ui/common/Format.h"

#include <QCoreApplication>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::History)
};
} // namespace

QString resultText(const history::RunSummary &run)
{
    QStringList parts = {Tr::tr("%1 done").arg(formatNumber(run.done))};
    if (run.failed > 0)
        parts.append(Tr::tr("%1 failed").arg(formatNumber(run.failed)));
    if (run.cancelled > 0)
        parts.append(Tr::tr("%1 cancelled").arg(formatNumber(run.cancelled)));
    if (run.skipped > 0)
        parts.append(Tr::tr("%1 skipped").arg(formatNumber(run.skipped)));
    return parts.join(", "_L1);
}

QString changeText(std::optional<double> before, std::optional<double> after,
                   const std::function<QString(double)> &text)
{
    const QString one = before ? text(*before) : unknownText();
    const QString other = after ? text(*after) : unknownText();
    if (one == other)
        return one;
    const QString both = one + u" → "_s + other;
    if (!before || !after)
        return both;
    return *after > *before ? Tr::tr("%1 (+%2, more)").arg(both, text(*after - *before))
                            : Tr::tr("%1 (−%2, less)").arg(both, text(*before - *after));
}

} // namespace lockkeeper::ui
