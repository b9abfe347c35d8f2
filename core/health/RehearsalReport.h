// A rehearsal's figures as people read them: names, table, bars, plain text. One source for the window, the
// command line and the clipboard. Pure.
#pragma once

#include "health/Rehearsal.h"

#include <QLatin1StringView>
#include <QList>
#include <QString>
#include <QStringList>

namespace lockkeeper::health {

[[nodiscard]] QLatin1StringView regimeKey(Regime regime); // of JSON: "rollback", "wal", "wal_gate"
[[nodiscard]] QString regimeName(Regime regime);
[[nodiscard]] QString regimeMeaning(Regime regime); // a sentence

[[nodiscard]] QString progressText(const RehearsalProgress &progress); // "WAL: writing"

struct ReportRow
{
    QString label;
    QStringList cells; // one a regime of the report
};
[[nodiscard]] QList<ReportRow> reportTable(const RehearsalReport &report);

// What a chart shows: one bar a regime, longest for the largest value.
struct Measure
{
    QString title; // "Rows a second (more is better)"
    QList<double> values;
    QStringList texts;
};
[[nodiscard]] QList<Measure> measures(const RehearsalReport &report);

// Which database, how many writers, whose texts.
[[nodiscard]] QString reportSubject(const RehearsalReport &report);
// The regimes beside one another, in sentences. Empty unless the report has all three.
[[nodiscard]] QString verdict(const RehearsalReport &report);

// All of it, for a terminal or the clipboard; bars of `barColumns` characters.
[[nodiscard]] QString reportText(const RehearsalReport &report, int barColumns, bool unicode);

} // namespace lockkeeper::health
