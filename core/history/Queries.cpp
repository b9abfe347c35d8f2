#include "history/Queries.h"

#include "history/Figures.h"
#include "history/HistoryFile.h"
#include "history/RunRows.h"

#include <QHash>
#include <QSqlQuery>

#include <functional>

using namespace Qt::StringLiterals;

namespace lockkeeper::history {

namespace {
using ForRow = std::function<void(const QSqlQuery &)>;

Result<void> forEach(store::Connection &connection, const QString &sql, const QVariantList &values,
                     const ForRow &row)
{
    const Result<QSqlQuery *> prepared = connection.prepared(sql);
    if (!prepared)
        return prepared.error();
    QSqlQuery &query = **prepared;
    for (int i = 0; i < values.size(); ++i)
        query.bindValue(i, values.at(i));
    return connection.eachRow(query, row);
}

// " AND community IN (?, ?)"
QString among(const QString &column, const QStringList &communities)
{
    if (communities.isEmpty())
        return {};
    return u" AND %1 IN (%2)"_s.arg(column, QStringList(communities.size(), u"?"_s).join(u", "_s));
}

QVariantList variants(const QStringList &texts)
{
    return {texts.cbegin(), texts.cend()};
}

// `condition` chooses among runs; those without a job of the chosen communities are left out.
Result<QList<RunSummary>> summaries(store::Connection &connection, const QString &condition,
                                    const QVariantList &values, const QStringList &communities)
{
    const QString chosen = among(u"community"_s, communities);
    const QString sql =
        u"SELECT id, %1, sum(state = 'done'), sum(state = 'failed'), sum(state = 'cancelled'), "
        "sum(state = 'skipped'), sum(error_kind = 'locked'), group_concat(DISTINCT community), %2 "
        "FROM (SELECT * FROM runs WHERE EXISTS (SELECT 1 FROM jobs WHERE run = runs.id%3) %4) AS r "
        "JOIN jobs ON jobs.run = r.id%3 GROUP BY id ORDER BY started_at_ms DESC, id DESC"_s.arg(
            u"started_at_ms, r.seconds, version, started_by, is_full, item_limit"_s, figureSums(), chosen,
            condition);
    QList<RunSummary> runs;
    const Result<void> read = forEach(
        connection, sql, variants(communities) + values + variants(communities), [&](const QSqlQuery &query) {
            RunSummary run;
            run.id = query.value(0).toLongLong();
            readRun(query, 1, run);
            run.done = query.value(7).toInt();
            run.failed = query.value(8).toInt();
            run.cancelled = query.value(9).toInt();
            run.skipped = query.value(10).toInt();
            run.lockErrors = query.value(11).toLongLong();
            run.communities = query.value(12).toString().split(u',', Qt::SkipEmptyParts); // ids have none
            run.communities.sort();
            readFigures(query, 13, run.counts, run.costs);
            runs.append(run);
        });
    return read ? Result<QList<RunSummary>>(runs) : Result<QList<RunSummary>>(read.error());
}

Result<QList<SourceSeries>> series(store::Connection &connection, const QStringList &communities)
{
    const QString sql =
        u"SELECT community, kind, run, started_at_ms, longest, waits, wait_ns, written, failures FROM ("
        "SELECT community, kind, run, started_at_ms, max(jobs.seconds) AS longest, "
        "sum(queued + busy) AS waits, sum(queued_ns + busy_ns) AS wait_ns, "
        "sum(added + changed + deleted) AS written, sum(state = 'failed') AS failures, "
        "row_number() OVER (PARTITION BY community, kind ORDER BY started_at_ms DESC, run DESC) AS place "
        "FROM jobs JOIN runs ON runs.id = jobs.run WHERE true%1 GROUP BY community, kind, run) "
        "WHERE place <= %2 ORDER BY community, kind, started_at_ms, run"_s
            .arg(among(u"community"_s, communities))
            .arg(seriesLength);
    QList<SourceSeries> all;
    const Result<void> read = forEach(connection, sql, variants(communities), [&](const QSqlQuery &query) {
        const QString community = query.value(0).toString();
        const QString kind = query.value(1).toString();
        if (all.isEmpty() || all.last().community != community || all.last().kind != kind)
            all.append({.community = community, .kind = kind, .points = {}});
        all.last().points.append(
            {.run = query.value(2).toLongLong(),
             .startedAt = QDateTime::fromMSecsSinceEpoch(query.value(3).toLongLong(), Qt::UTC),
             .seconds = query.value(4).toDouble(),
             .waits = query.value(5).toLongLong(),
             .waitNs = query.value(6).toLongLong(),
             .rows = query.value(7).toLongLong(),
             .failed = query.value(8).toInt()});
    });
    return read ? Result<QList<SourceSeries>>(all) : Result<QList<SourceSeries>>(read.error());
}

template <typename Row>
Result<void> rowsOf(store::Connection &connection, const RowShape &shape, qint64 run,
                    const QStringList &communities, const Row &row)
{
    // With a name: of QVariantList{run}, within a template, clang 14 makes a list of `run` nothings.
    const QVariantList theRun{run};
    return forEach(connection,
                   u"SELECT %1 FROM %2 WHERE run = ?%3 ORDER BY 1, 2, 3"_s.arg(
                       shape.columns, shape.table, among(u"community"_s, communities)),
                   theRun + variants(communities), row);
}

Result<void> readParts(store::Connection &connection, RunDetails &run, const QStringList &communities)
{
    const qint64 id = run.summary.id;
    QHash<qint64, qsizetype> places; // of incidents, by their position in the file
    if (Result<void> read = rowsOf(connection, jobShape(), id, communities,
                                   [&](const QSqlQuery &query) { run.jobs.append(readJob(query)); });
        !read)
        return read;
    if (Result<void> read =
            rowsOf(connection, databaseShape(), id, communities,
                   [&](const QSqlQuery &query) { run.databases.append(readDatabase(query)); });
        !read)
        return read;
    if (Result<void> read = rowsOf(connection, incidentShape(), id, communities,
                                   [&](const QSqlQuery &query) {
                                       places.insert(query.value(1).toLongLong(), run.incidents.size());
                                       run.incidents.append(readIncident(query));
                                   });
        !read)
        return read;
    return rowsOf(connection, victimShape(), id, {}, [&](const QSqlQuery &query) {
        if (const auto place = places.constFind(query.value(1).toLongLong()); place != places.cend())
            run.incidents[*place].victims.append(readVictim(query));
    });
}

// One snapshot for all of an answer: what is pruned meanwhile stays readable.
template <typename Answer>
Result<Answer> ask(const QString &path,
                   const std::function<Result<void>(store::Connection &, Answer &)> &question)
{
    const Result<std::unique_ptr<store::Connection>> opened = openForReading(path);
    if (!opened)
        return opened.error();
    Answer answer;
    if (!*opened)
        return answer;
    store::Connection &connection = **opened;
    const store::BusyScope busy(connection, nullptr, {}, store::BusyHandler::Clock::now() + lockPatience);
    if (const Result<void> begun = connection.execute(u"BEGIN"_s); !begun)
        return begun.error();
    const Result<void> read = question(connection, answer);
    (void)connection.execute(u"ROLLBACK"_s); // nothing was written
    if (!read)
        return read.error();
    return answer;
}
} // namespace

Result<Overview> readOverview(const QString &path, const QStringList &communities, int last)
{
    return ask<Overview>(path, [&](store::Connection &connection, Overview &overview) -> Result<void> {
        Result<QList<RunSummary>> runs =
            summaries(connection, u"ORDER BY started_at_ms DESC, id DESC LIMIT ?"_s, {last}, communities);
        if (!runs)
            return runs.error();
        overview.runs = std::move(runs).value();
        Result<QList<SourceSeries>> lines = series(connection, communities);
        if (!lines)
            return lines.error();
        overview.series = std::move(lines).value();
        return forEach(
            connection, u"SELECT DISTINCT community FROM jobs ORDER BY 1"_s, {},
            [&](const QSqlQuery &query) { overview.communities.append(query.value(0).toString()); });
    });
}

Result<QList<RunDetails>> readRuns(const QString &path, const QList<qint64> &ids,
                                   const QStringList &communities)
{
    using Runs = QList<RunDetails>;
    return ask<Runs>(path, [&](store::Connection &connection, Runs &runs) -> Result<void> {
        for (const qint64 id : ids) {
            const Result<QList<RunSummary>> summary =
                summaries(connection, u"AND id = ?"_s, {id}, communities);
            if (!summary)
                return summary.error();
            if (summary->isEmpty())
                continue;
            RunDetails run{.summary = summary->constFirst(), .jobs = {}, .databases = {}, .incidents = {}};
            if (Result<void> read = readParts(connection, run, communities); !read)
                return read;
            runs.append(run);
        }
        return {};
    });
}

} // namespace lockkeeper::history
