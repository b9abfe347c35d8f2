// What a benchmark found: figures with the target beside each, and outcomes that must hold whatever the
// machine does.
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include <chrono>
#include <vector>

namespace lockkeeper::bench {

enum class Verdict { Plain, Reached, Missed };

struct Figure
{
    QString what;
    QString value;
    QString target = {}; // empty: a figure without one
    Verdict verdict = Verdict::Plain;
};

struct Report
{
    QString title;
    QList<Figure> figures;
    QStringList failures; // sentences; an outcome that is wrong, never a time
};

struct Options
{
    bool quick = false;
    std::chrono::seconds contention{60}; // of each of its three runs
    QString folder;                      // for databases; a temporary one
    QString knowledge = {};              // a database to look into; empty: one is made
};

// The middle of several measurements, with the extremes beside it: the machine may be busy.
struct Spread
{
    double median = 0;
    double least = 0;
    double most = 0;
};
[[nodiscard]] Spread spreadOf(std::vector<double> values);
[[nodiscard]] double seconds(std::chrono::nanoseconds duration);
[[nodiscard]] double milliseconds(std::chrono::nanoseconds duration);
// That the calling thread has had of a CPU: what else the machine does hardly moves it.
[[nodiscard]] std::chrono::nanoseconds threadTime();

[[nodiscard]] QString withSpread(const Spread &spread, int decimals);
[[nodiscard]] QString number(double value, int decimals);
[[nodiscard]] Figure atLeast(const QString &what, const Spread &measured, double target);
[[nodiscard]] Figure atMost(const QString &what, double measured, double target, const QString &unit,
                            int decimals);

[[nodiscard]] QString asTable(const Report &report);

} // namespace lockkeeper::bench
