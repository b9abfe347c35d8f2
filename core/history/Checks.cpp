#include "history/Checks.h"

#include "history/HistoryFile.h"

#include <QSqlQuery>

#include <array>

using namespace Qt::StringLiterals;

namespace lockkeeper::history {

namespace {
constexpr std::array outcomes{CheckOutcome::Whole, CheckOutcome::BrokenIndex, CheckOutcome::Damaged};

// One of a newer Lockkeeper's is damage of a kind that this one does not know.
CheckOutcome outcomeOf(const QString &name)
{
    for (const CheckOutcome outcome : outcomes) {
        if (name == outcomeName(outcome))
            return outcome;
    }
    return CheckOutcome::Damaged;
}

QDateTime timeAt(const QVariant &milliseconds)
{
    return QDateTime::fromMSecsSinceEpoch(milliseconds.toLongLong(), Qt::UTC);
}

Result<void> insertCheck(store::Connection &connection, const CheckRecord &check)
{
    if (Result<void> inserted = connection.run(
            u"INSERT INTO checks(community, path, at_ms, is_deep, outcome, found, seconds) "
            "VALUES(?, ?, ?, ?, ?, ?, ?)"_s,
            {check.community, check.path, check.at.toMSecsSinceEpoch(), check.deep,
             QString(outcomeName(check.outcome)), check.found.isNull() ? u""_s : check.found, check.seconds});
        !inserted)
        return inserted;
    return connection.run(u"DELETE FROM checks WHERE community = ? AND id NOT IN (SELECT id FROM checks "
                          "WHERE community = ? ORDER BY at_ms DESC, id DESC LIMIT ?)"_s,
                          {check.community, check.community, keptChecks});
}
} // namespace

QLatin1StringView outcomeName(CheckOutcome outcome)
{
    switch (outcome) {
    case CheckOutcome::Whole:
        return "whole"_L1;
    case CheckOutcome::BrokenIndex:
        return "broken_index"_L1;
    case CheckOutcome::Damaged:
        return "damaged"_L1;
    }
    return {};
}

Result<void> saveCheck(const QString &path, const CheckRecord &check)
{
    return inTransaction(path,
                         [&check](store::Connection &connection) { return insertCheck(connection, check); });
}

Result<QMap<QString, CheckRecord>> lastChecks(const QString &path, CheckKind kind)
{
    QMap<QString, CheckRecord> checks;
    const Result<void> read = askTable(
        path, u"checks"_s,
        u"SELECT community, path, at_ms, is_deep, outcome, found, seconds FROM checks "
        "WHERE is_deep BETWEEN ? AND ? ORDER BY at_ms, id"_s,
        {kind == CheckKind::Deep ? 1 : 0, kind == CheckKind::Quick ? 0 : 1}, [&checks](const QSqlQuery &row) {
            const QString community = row.value(0).toString();
            checks.insert(community, {.community = community,
                                      .path = row.value(1).toString(),
                                      .at = timeAt(row.value(2)),
                                      .deep = row.value(3).toBool(),
                                      .outcome = outcomeOf(row.value(4).toString()),
                                      .found = row.value(5).toString(),
                                      .seconds = row.value(6).toDouble()});
        });
    return read ? Result<QMap<QString, CheckRecord>>(checks) : read.error();
}

Result<QList<DatabaseSize>> growth(const QString &path, const QString &community)
{
    QList<DatabaseSize> sizes;
    const Result<void> read =
        askTable(path, u"databases"_s,
                 u"SELECT started_at_ms, bytes FROM databases JOIN runs ON runs.id = run WHERE community = ? "
                 "ORDER BY started_at_ms, run"_s,
                 {community}, [&sizes](const QSqlQuery &row) {
                     sizes.append({.startedAt = timeAt(row.value(0)), .bytes = row.value(1).toLongLong()});
                 });
    return read ? Result<QList<DatabaseSize>>(sizes) : read.error();
}

} // namespace lockkeeper::history
