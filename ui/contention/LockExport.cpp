#include "ui/contention/LockExport.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
// As a JSON number and in CSV alike: milliseconds to the microsecond.
double milliseconds(std::int64_t ns)
{
    return std::round(static_cast<double>(ns) / 1e3) / 1e3;
}

QString isoOf(std::int64_t instant, const WallClock &clock)
{
    return clock.at(instant).toUTC().toString(Qt::ISODateWithMs);
}

QString field(const QVariant &value)
{
    if (value.typeId() != QMetaType::QString)
        return value.typeId() == QMetaType::Double ? QString::number(value.toDouble(), 'f', 3)
                                                   : value.toString();
    QString text = value.toString();
    // A spreadsheet would take such a text for a formula.
    if (!text.isEmpty() && u"=+-@\t\r"_s.contains(text.front()))
        text.prepend('\''_L1);
    if (text.contains(','_L1) || text.contains('"'_L1) || text.contains('\n'_L1) || text.contains('\r'_L1))
        return u"\"%1\""_s.arg(text.replace('"'_L1, "\"\""_L1));
    return text;
}

QByteArray line(const QVariantList &values)
{
    QStringList fields;
    for (const QVariant &value : values)
        fields += field(value);
    return fields.join(','_L1).toUtf8() + "\r\n";
}

QByteArray asJson(const QString &name, const QJsonArray &rows)
{
    return QJsonDocument(QJsonObject{{name, rows}}).toJson(QJsonDocument::Indented);
}

QJsonArray victimsOf(const events::Incident &incident, const LockNames &names)
{
    QJsonArray victims;
    for (const events::Victim &victim : incident.victims)
        victims.append(QJsonObject{{u"source"_s, names.kind(victim.lane)},
                                   {u"name"_s, names.remote(victim.job)},
                                   {u"waited_ms"_s, milliseconds(victim.waitedNs)}});
    return victims;
}
} // namespace

QByteArray exported(const std::vector<events::Incident> &incidents, const LockNames &names,
                    const WallClock &clock, ExportFormat format)
{
    QByteArray csv = line({u"at"_s, u"community"_s, u"source"_s, u"name"_s, u"pid"_s, u"program"_s,
                           u"held_ms"_s, u"caused_ms"_s, u"victims"_s, u"longest_ms"_s, u"rows"_s});
    QJsonArray rows;
    for (const events::Incident &one : incidents) {
        const QString at = isoOf(one.time.from, clock);
        const QString community = names.community(one.database);
        const QString kind = names.kind(one.lane);
        const QString name = names.remote(one.holder);
        const QString program = names.program(one.pid, one.time.to);
        if (format == ExportFormat::Csv) {
            csv += line({at, community, kind, name,
                         one.pid > 0 ? QVariant(static_cast<qint64>(one.pid)) : QVariant(QString()), program,
                         milliseconds(one.time.length()), milliseconds(one.causedNs),
                         static_cast<qint64>(one.victims.size()), milliseconds(one.longestWaitNs),
                         static_cast<qint64>(one.rows)});
            continue;
        }
        rows.append(QJsonObject{
            {u"at"_s, at},
            {u"community"_s, community},
            {u"source"_s, kind},
            {u"name"_s, name},
            {u"pid"_s, one.pid > 0 ? QJsonValue(static_cast<qint64>(one.pid)) : QJsonValue(QJsonValue::Null)},
            {u"program"_s, program.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(program)},
            {u"held_ms"_s, milliseconds(one.time.length())},
            {u"caused_ms"_s, milliseconds(one.causedNs)},
            {u"longest_ms"_s, milliseconds(one.longestWaitNs)},
            {u"rows"_s, static_cast<qint64>(one.rows)},
            {u"victims"_s, victimsOf(one, names)}});
    }
    return format == ExportFormat::Csv ? csv : asJson(u"incidents"_s, rows);
}

QByteArray exported(const std::vector<SourceFigures> &sources, const LockNames &names, events::Range range,
                    const WallClock &clock, ExportFormat format)
{
    QByteArray csv = line({u"from"_s, u"to"_s, u"community"_s, u"source"_s, u"queued"_s, u"queued_ms"_s,
                           u"busy"_s, u"busy_ms"_s, u"longest_ms"_s, u"busy_calls"_s, u"timeouts"_s,
                           u"holds"_s, u"held_ms"_s, u"longest_hold_ms"_s, u"commits"_s, u"rows"_s,
                           u"requests"_s, u"network_ms"_s, u"reading_ms"_s});
    QJsonArray rows;
    const QString from = isoOf(range.from, clock);
    const QString to = isoOf(range.to, clock);
    for (const SourceFigures &one : sources) {
        const events::Statistics &all = one.statistics;
        const QString kind = names.kind(one.lane);
        if (format == ExportFormat::Csv) {
            csv +=
                line({from, to, one.community, kind, all.queued, milliseconds(all.queuedNs), all.busy,
                      milliseconds(all.busyNs), milliseconds(all.longestWaitNs),
                      static_cast<qint64>(all.busyTries), all.timeouts, all.holds, milliseconds(all.holdNs),
                      milliseconds(all.longestHoldNs), all.commits, static_cast<qint64>(all.rows),
                      all.requests, milliseconds(all.networkNs), milliseconds(all.readingNs)});
            continue;
        }
        rows.append(
            QJsonObject{{u"from"_s, from},
                        {u"to"_s, to},
                        {u"community"_s, one.community},
                        {u"source"_s, kind},
                        {u"waits"_s, QJsonObject{{u"queued"_s, qint64{all.queued}},
                                                 {u"queued_ms"_s, milliseconds(all.queuedNs)},
                                                 {u"busy"_s, qint64{all.busy}},
                                                 {u"busy_ms"_s, milliseconds(all.busyNs)},
                                                 {u"longest_ms"_s, milliseconds(all.longestWaitNs)},
                                                 {u"busy_calls"_s, static_cast<qint64>(all.busyTries)},
                                                 {u"timeouts"_s, qint64{all.timeouts}}}},
                        {u"holds"_s, QJsonObject{{u"count"_s, qint64{all.holds}},
                                                 {u"total_ms"_s, milliseconds(all.holdNs)},
                                                 {u"longest_ms"_s, milliseconds(all.longestHoldNs)}}},
                        {u"commits"_s, qint64{all.commits}},
                        {u"rows"_s, static_cast<qint64>(all.rows)},
                        {u"requests"_s, qint64{all.requests}},
                        {u"network_ms"_s, milliseconds(all.networkNs)},
                        {u"reading_ms"_s, milliseconds(all.readingNs)}});
    }
    return format == ExportFormat::Csv ? csv : asJson(u"sources"_s, rows);
}

QByteArray exported(const std::vector<TimeStep> &steps, const LockNames &names, const WallClock &clock,
                    ExportFormat format)
{
    QByteArray csv = line({u"from"_s, u"to"_s, u"community"_s, u"waits"_s, u"waited_ms"_s, u"commits"_s,
                           u"rows"_s, u"wal_bytes"_s, u"checkpoints"_s, u"wal_pinned"_s});
    QJsonArray rows;
    for (const TimeStep &step : steps) {
        const QString from = isoOf(step.time.from, clock);
        const QString to = isoOf(step.time.to, clock);
        for (const DatabaseStep &one : step.databases) {
            const QString community = names.community(one.database);
            const bool known = one.walBytes >= 0;
            if (format == ExportFormat::Csv) {
                csv += line({from, to, community, one.sums.waits, milliseconds(one.sums.waitedNs),
                             one.sums.commits, static_cast<qint64>(one.sums.rows),
                             known ? QVariant(static_cast<qint64>(one.walBytes)) : QVariant(QString()),
                             one.checkpoints, one.pinned ? 1 : 0});
                continue;
            }
            rows.append(QJsonObject{{u"from"_s, from},
                                    {u"to"_s, to},
                                    {u"community"_s, community},
                                    {u"waits"_s, qint64{one.sums.waits}},
                                    {u"waited_ms"_s, milliseconds(one.sums.waitedNs)},
                                    {u"commits"_s, qint64{one.sums.commits}},
                                    {u"rows"_s, static_cast<qint64>(one.sums.rows)},
                                    {u"wal_bytes"_s, known ? QJsonValue(static_cast<qint64>(one.walBytes))
                                                           : QJsonValue(QJsonValue::Null)},
                                    {u"checkpoints"_s, one.checkpoints},
                                    {u"wal_pinned"_s, one.pinned}});
        }
    }
    return format == ExportFormat::Csv ? csv : asJson(u"steps"_s, rows);
}

} // namespace lockkeeper::ui
