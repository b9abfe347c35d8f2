#include "tests/bench/Figures.h"

#include <QLocale>

#include <algorithm>
#include <ctime>

using namespace Qt::StringLiterals;

namespace lockkeeper::bench {

Spread spreadOf(std::vector<double> values)
{
    if (values.empty())
        return {};
    std::sort(values.begin(), values.end());
    const std::size_t middle = values.size() / 2;
    const double median = values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    return {.median = median, .least = values.front(), .most = values.back()};
}

double seconds(std::chrono::nanoseconds duration)
{
    return std::chrono::duration<double>(duration).count();
}

double milliseconds(std::chrono::nanoseconds duration)
{
    return std::chrono::duration<double, std::milli>(duration).count();
}

std::chrono::nanoseconds threadTime()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec);
}

QString number(double value, int decimals)
{
    return QLocale(QLocale::English, QLocale::UnitedStates).toString(value, 'f', decimals);
}

QString withSpread(const Spread &spread, int decimals)
{
    return u"%1  (%2 … %3)"_s.arg(number(spread.median, decimals), number(spread.least, decimals),
                                  number(spread.most, decimals));
}

Figure atLeast(const QString &what, const Spread &measured, double target)
{
    return {.what = what,
            .value = withSpread(measured, 2),
            .target = u"≥ %1"_s.arg(number(target, 2)),
            .verdict = measured.median >= target ? Verdict::Reached : Verdict::Missed};
}

Figure atMost(const QString &what, double measured, double target, const QString &unit, int decimals)
{
    return {.what = what,
            .value = number(measured, decimals) + unit,
            .target = u"≤ %1"_s.arg(number(target, decimals) + unit),
            .verdict = measured <= target ? Verdict::Reached : Verdict::Missed};
}

QString asTable(const Report &report)
{
    qsizetype what = 0;
    qsizetype value = 0;
    qsizetype target = 0;
    for (const Figure &figure : report.figures) {
        what = std::max(what, figure.what.size());
        value = std::max(value, figure.value.size());
        target = std::max(target, figure.target.size());
    }
    QString table = u"\n%1\n"_s.arg(report.title);
    for (const Figure &figure : report.figures) {
        QString line = u"  "_s + figure.what.leftJustified(what + 2) + figure.value.leftJustified(value + 2) +
                       figure.target.leftJustified(target + 2);
        if (figure.verdict == Verdict::Reached)
            line += u"reached"_s;
        else if (figure.verdict == Verdict::Missed)
            line += u"MISSED"_s;
        table += line.trimmed().prepend(u"  "_s) + u'\n';
    }
    for (const QString &failure : report.failures)
        table += u"  WRONG: %1\n"_s.arg(failure);
    return table;
}

} // namespace lockkeeper::bench
