#include "history/Checks.h"

#include "history/HistoryFile.h"

#include <QSqlQuery>

#include <array>
#include <functional>

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

// Does nothing where there is no history yet, or one without that table: it was made by an older Lockkeeper.
Result<void> askTable(const QString &path, const QString &table, const QString &sql,
                      const QVariantList &values, const std::function<void(const QSqlQuery &)> &row)
{
    const Result<std::unique_ptr<store::Connection>> opened = openForReading(path);
    if (!opened)
        return opened.error();
    if (!*opened)
        return {};
    store::Connection &connection = **opened;
    const store::BusyScope busy(connection, nullptr, {}, store::BusyHandler::Clock::now() + lockPatience);
    const Result<QVariant> there =
        connection.value(u"SELECT count(*) FROM sqlite_master WHERE name = '%1'"_s.arg(table));
    if (!there)
        return there.error();
    if (there->toInt() == 0)
        return {};
    const Result<QSqlQuery *> query = connection.prepared(sql);
    if (!query)
        return query.error();
    for (int i = 0; i < values.size(); ++i)
        (*query)->bindValue(i, values.at(i));
    return connection.eachRow(**query, row);
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
    const Result<std::unique_ptr<store::Connection>> opened = openForWriting(path);
    if (!opened)
        return opened.error();
    store::Connection &connection = **opened;
    const store::BusyScope busy(connection, nullptr, {}, store::BusyHandler::Clock::now() + lockPatience);
    if (Result<void> begun = connection.execute(u"BEGIN IMMEDIATE"_s); !begun)
        return begun;
    Result<void> saved = insertCheck(connection, check);
    if (saved)
        saved = connection.execute(u"COMMIT"_s);
    if (!saved)
        (void)connection.execute(u"ROLLBACK"_s); // the connection's close would do it as well
    return saved;
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
