#include "history/SaveRun.h"

#include "history/HistoryFile.h"
#include "history/RunRows.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::history {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::history)
};

// Runs statement after statement until one fails.
class Rows final
{
public:
    explicit Rows(store::Connection &connection)
        : m_connection(connection)
    {
    }

    void insert(const RowShape &shape, const QVariantList &values) { run(shape.insert(), values); }
    void run(const QString &sql, const QVariantList &values = {})
    {
        if (m_result)
            m_result = m_connection.run(sql, values);
    }
    [[nodiscard]] qint64 number(const QString &sql)
    {
        if (!m_result)
            return 0;
        const Result<QVariant> value = m_connection.value(sql);
        if (!value)
            m_result = value.error();
        return value ? value->toLongLong() : 0;
    }
    [[nodiscard]] const Result<void> &result() const { return m_result; }

private:
    store::Connection &m_connection;
    Result<void> m_result;
};

qint64 insertRun(Rows &rows, const RunRecord &record)
{
    rows.insert(runShape(), runValues(record));
    const qint64 run = rows.number(u"SELECT last_insert_rowid()"_s);
    qsizetype position = 0;
    for (const sync::JobSnapshot &job : record.run.jobs)
        rows.insert(jobShape(), jobValues(run, position++, job));
    for (const sync::DatabaseSnapshot &database : record.run.databases)
        rows.insert(databaseShape(), databaseValues(run, database));
    const qsizetype incidents = std::min(record.incidents.size(), keptIncidents);
    for (qsizetype i = 0; i < incidents; ++i) {
        const IncidentRecord &incident = record.incidents.at(i);
        rows.insert(incidentShape(), incidentValues(run, i, incident));
        qsizetype place = 0;
        for (const VictimRecord &victim : incident.victims)
            rows.insert(victimShape(), victimValues(run, i, place++, victim));
    }
    return run;
}

void prune(Rows &rows, qint64 saved, const Limits &limits)
{
    const qint64 oldest = QDateTime::currentMSecsSinceEpoch() -
                          std::chrono::duration_cast<std::chrono::milliseconds>(limits.age).count();
    rows.run(u"DELETE FROM runs WHERE started_at_ms < ? AND id <> ?"_s, {oldest, saved});
    const qint64 pageSize = rows.number(u"PRAGMA page_size"_s);
    const auto tooLarge = [&] {
        const qint64 used = rows.number(u"PRAGMA page_count"_s) - rows.number(u"PRAGMA freelist_count"_s);
        return used * pageSize > limits.bytes;
    };
    while (rows.result() && tooLarge()) {
        if (rows.number(u"SELECT count(*) FROM runs"_s) < 2)
            break;
        rows.run(u"DELETE FROM runs WHERE id = (SELECT id FROM runs WHERE id <> ? "
                 "ORDER BY started_at_ms, id LIMIT 1)"_s,
                 {saved});
    }
}

Result<qint64> save(store::Connection &connection, const RunRecord &record, const Limits &limits)
{
    const store::BusyScope busy(connection, nullptr, {}, store::BusyHandler::Clock::now() + lockPatience);
    Rows rows(connection);
    rows.run(u"BEGIN IMMEDIATE"_s);
    const bool begun = rows.result().ok();
    const qint64 run = insertRun(rows, record);
    prune(rows, run, limits);
    rows.run(u"COMMIT"_s);
    if (!rows.result()) {
        if (begun)
            (void)connection.execute(u"ROLLBACK"_s); // the connection's close would do it as well
        return rows.result().error();
    }
    (void)connection.vacuumIncrementally(); // what stays free now is given back the next time
    return run;
}
} // namespace

Result<qint64> saveRun(const QString &path, const RunRecord &record, const Limits &limits)
{
    Result<std::unique_ptr<store::Connection>> connection = openForWriting(path);
    Result<qint64> saved =
        connection ? save(**connection, record, limits) : Result<qint64>(connection.error());
    if (saved)
        return saved;
    Error error = saved.error();
    error.hint = error.kind == ErrorKind::Corrupt
                     ? Tr::tr("The sync itself is not affected. Move the file away, and the next run begins "
                              "a new history.")
                     : Tr::tr("The sync itself is not affected.");
    return error;
}

} // namespace lockkeeper::history
