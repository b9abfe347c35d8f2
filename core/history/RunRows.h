// A run's values as rows, and rows as values: what SaveRun writes and Queries reads, side by side.
#pragma once

#include "history/Record.h"

#include <QString>
#include <QVariant>

class QSqlQuery;

namespace lockkeeper::history {

// An INSERT for a row of `table`: "run, position, …" and as many question marks.
struct RowShape
{
    QString table;
    QString columns;

    [[nodiscard]] QString insert() const;
};

[[nodiscard]] const RowShape &runShape(); // without id
[[nodiscard]] QVariantList runValues(const RunRecord &record);
// From column `first` on: the columns of runShape().
void readRun(const QSqlQuery &query, int first, RunSummary &summary);

[[nodiscard]] const RowShape &jobShape();
[[nodiscard]] QVariantList jobValues(qint64 run, qsizetype position, const sync::JobSnapshot &job);
[[nodiscard]] sync::JobSnapshot readJob(const QSqlQuery &query); // SELECT the columns of jobShape()

[[nodiscard]] const RowShape &databaseShape();
[[nodiscard]] QVariantList databaseValues(qint64 run, const sync::DatabaseSnapshot &database);
[[nodiscard]] sync::DatabaseSnapshot readDatabase(const QSqlQuery &query);

[[nodiscard]] const RowShape &incidentShape();
[[nodiscard]] QVariantList incidentValues(qint64 run, qsizetype position, const IncidentRecord &incident);
[[nodiscard]] IncidentRecord readIncident(const QSqlQuery &query); // without its victims

[[nodiscard]] const RowShape &victimShape();
[[nodiscard]] QVariantList victimValues(qint64 run, qsizetype incident, qsizetype position,
                                        const VictimRecord &victim);
[[nodiscard]] VictimRecord readVictim(const QSqlQuery &query);

// The figures of counts and costs, from column `first` on.
void readFigures(const QSqlQuery &query, int first, sync::Counts &counts, sync::Costs &costs);

} // namespace lockkeeper::history
