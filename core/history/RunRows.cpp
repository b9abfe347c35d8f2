#include "history/RunRows.h"

#include "base/Text.h"
#include "history/Figures.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSqlQuery>

#include <array>

using namespace Qt::StringLiterals;

namespace lockkeeper::history {

namespace {
constexpr qsizetype longestText = 4000; // characters; an error's sentence or a notice is a tenth of that

QString kept(const QString &text)
{
    const QString clean = cutTo(cleaned(text), longestText);
    return clean.isNull() ? u""_s : clean; // a null string would be bound as NULL
}

QVariant milliseconds(const QDateTime &time)
{
    return time.isValid() ? QVariant(time.toMSecsSinceEpoch()) : QVariant();
}

QDateTime timeOf(const QVariant &value)
{
    return value.isNull() ? QDateTime() : QDateTime::fromMSecsSinceEpoch(value.toLongLong(), Qt::UTC);
}

QVariant orNull(const std::optional<qint64> &number)
{
    return number ? QVariant(*number) : QVariant();
}

std::optional<qint64> optionalOf(const QVariant &value)
{
    return value.isNull() ? std::nullopt : std::optional(value.toLongLong());
}

sync::JobState stateNamed(const QString &name)
{
    for (const sync::JobState state :
         {sync::JobState::Done, sync::JobState::Cancelled, sync::JobState::Skipped}) {
        if (name == sync::jobStateName(state))
            return state;
    }
    return sync::JobState::Failed;
}

ErrorKind kindNamed(const QString &name)
{
    static constexpr std::array kinds = {ErrorKind::Network,     ErrorKind::Timeout,  ErrorKind::Http,
                                         ErrorKind::RateLimited, ErrorKind::Auth,     ErrorKind::Gone,
                                         ErrorKind::BadAnswer,   ErrorKind::Locked,   ErrorKind::DiskFull,
                                         ErrorKind::Corrupt,     ErrorKind::ReadOnly, ErrorKind::Config,
                                         ErrorKind::Cancelled};
    for (const ErrorKind kind : kinds) {
        if (name == errorKindName(kind))
            return kind;
    }
    return ErrorKind::Internal;
}

QVariantList errorValues(const std::optional<Error> &error)
{
    if (!error)
        return {{}, {}, {}, {}, {}};
    return {errorKindName(error->kind), kept(error->text), kept(error->hint), kept(error->url),
            error->status};
}

QString noticesText(const QStringList &notices)
{
    QJsonArray array;
    for (const QString &notice : notices)
        array.append(kept(notice));
    return QString::fromUtf8(QJsonDocument(array).toJson(QJsonDocument::Compact));
}

QStringList noticesOf(const QString &text)
{
    QStringList notices;
    const QJsonArray array = QJsonDocument::fromJson(text.toUtf8()).array();
    for (const QJsonValue notice : array)
        notices.append(notice.toString());
    return notices;
}

constexpr int figuresAt = 9; // in jobShape()
} // namespace

QString RowShape::insert() const
{
    const qsizetype count = columns.count(u',') + 1;
    return u"INSERT INTO %1(%2) VALUES(%3)"_s.arg(table, columns, QStringList(count, u"?"_s).join(u", "_s));
}

const RowShape &runShape()
{
    static const RowShape shape{u"runs"_s,
                                u"started_at_ms, seconds, version, started_by, is_full, item_limit"_s};
    return shape;
}

QVariantList runValues(const RunRecord &record)
{
    const sync::RunSnapshot &run = record.run;
    return {milliseconds(run.startedAt),          run.seconds,      kept(record.version),
            QString(triggerName(record.trigger)), run.options.full, orNull(run.options.limit)};
}

void readRun(const QSqlQuery &query, int first, RunSummary &summary)
{
    summary.startedAt = timeOf(query.value(first));
    summary.seconds = query.value(first + 1).toDouble();
    summary.version = query.value(first + 2).toString();
    summary.trigger = query.value(first + 3).toString() == triggerName(Trigger::CommandLine)
                          ? Trigger::CommandLine
                          : Trigger::Window;
    summary.options = {.full = query.value(first + 4).toBool(), .limit = optionalOf(query.value(first + 5))};
}

const RowShape &jobShape()
{
    static const RowShape shape{
        u"jobs"_s,
        u"run, position, community, kind, name, state, total, total_is_estimate, seconds, "_s +
            figureColumns() +
            u", ended_at_ms, notices, error_kind, error_text, error_hint, error_url, error_status"_s};
    return shape;
}

QVariantList jobValues(qint64 run, qsizetype position, const sync::JobSnapshot &job)
{
    QVariantList values = {run,
                           position,
                           kept(job.key.community),
                           kept(job.key.kind),
                           kept(job.key.name),
                           QString(sync::jobStateName(job.state)),
                           orNull(job.total),
                           job.totalIsEstimate,
                           job.seconds};
    for (const Figure &figure : figures())
        values.append(figure.get(job.counts, job.costs));
    values.append(milliseconds(job.endedAt));
    values.append(noticesText(job.notices));
    values.append(errorValues(job.error));
    return values;
}

sync::JobSnapshot readJob(const QSqlQuery &query)
{
    sync::JobSnapshot job;
    job.key = {query.value(2).toString(), query.value(3).toString(), query.value(4).toString()};
    job.state = stateNamed(query.value(5).toString());
    job.total = optionalOf(query.value(6));
    job.totalIsEstimate = query.value(7).toBool();
    job.seconds = query.value(8).toDouble();
    readFigures(query, figuresAt, job.counts, job.costs);
    const int next = figuresAt + static_cast<int>(figures().size());
    job.endedAt = timeOf(query.value(next));
    job.notices = noticesOf(query.value(next + 1).toString());
    if (!query.value(next + 2).isNull()) {
        job.error = Error{.kind = kindNamed(query.value(next + 2).toString()),
                          .text = query.value(next + 3).toString(),
                          .hint = query.value(next + 4).toString(),
                          .url = query.value(next + 5).toString(),
                          .status = query.value(next + 6).toInt()};
    }
    return job;
}

void readFigures(const QSqlQuery &query, int first, sync::Counts &counts, sync::Costs &costs)
{
    int column = first;
    for (const Figure &figure : figures())
        figure.set(counts, costs, query.value(column++).toLongLong());
}

const RowShape &databaseShape()
{
    static const RowShape shape{u"databases"_s, u"run, community, path, journal_mode, bytes, wal_bytes"_s};
    return shape;
}

QVariantList databaseValues(qint64 run, const sync::DatabaseSnapshot &database)
{
    return {run,
            kept(database.community),
            kept(database.path),
            kept(database.journalMode),
            database.bytes,
            database.walBytes};
}

sync::DatabaseSnapshot readDatabase(const QSqlQuery &query)
{
    return {.community = query.value(1).toString(),
            .path = query.value(2).toString(),
            .journalMode = query.value(3).toString(),
            .bytes = query.value(4).toLongLong(),
            .walBytes = query.value(5).toLongLong()};
}

const RowShape &incidentShape()
{
    static const RowShape shape{
        u"incidents"_s, u"run, position, community, started_at_ms, held_ns, holder_kind, holder_name, pid, "
                        "rows, caused_ns, longest_wait_ns"_s};
    return shape;
}

QVariantList incidentValues(qint64 run, qsizetype position, const IncidentRecord &incident)
{
    return {run,
            position,
            kept(incident.community),
            incident.startedAt.toMSecsSinceEpoch(),
            static_cast<qint64>(incident.heldNs),
            kept(incident.holder.kind),
            kept(incident.holder.name),
            incident.pid,
            incident.rows,
            static_cast<qint64>(incident.causedNs),
            static_cast<qint64>(incident.longestWaitNs)};
}

IncidentRecord readIncident(const QSqlQuery &query)
{
    return {.community = query.value(2).toString(),
            .startedAt = timeOf(query.value(3)),
            .heldNs = query.value(4).toLongLong(),
            .holder = {.kind = query.value(5).toString(), .name = query.value(6).toString()},
            .pid = query.value(7).toLongLong(),
            .rows = query.value(8).toLongLong(),
            .causedNs = query.value(9).toLongLong(),
            .longestWaitNs = query.value(10).toLongLong(),
            .victims = {}};
}

const RowShape &victimShape()
{
    static const RowShape shape{u"victims"_s, u"run, incident, position, kind, name, waited_ns"_s};
    return shape;
}

QVariantList victimValues(qint64 run, qsizetype incident, qsizetype position, const VictimRecord &victim)
{
    return {run,
            incident,
            position,
            kept(victim.job.kind),
            kept(victim.job.name),
            static_cast<qint64>(victim.waitedNs)};
}

VictimRecord readVictim(const QSqlQuery &query)
{
    return {.job = {.kind = query.value(3).toString(), .name = query.value(4).toString()},
            .waitedNs = query.value(5).toLongLong()};
}

} // namespace lockkeeper::history
