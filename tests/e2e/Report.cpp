#include "tests/e2e/Report.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::tests {

namespace {
const QStringList waits{u"queued"_s,     u"queued_ms"_s,  u"busy"_s,    u"busy_ms"_s,
                        u"longest_ms"_s, u"busy_calls"_s, u"timeouts"_s};
const QStringList holds{u"count"_s, u"total_ms"_s, u"longest_ms"_s};
const QStringList jobMembers{u"event"_s, u"community"_s, u"source"_s,       u"name"_s,    u"state"_s,
                             u"new"_s,   u"changed"_s,   u"unchanged"_s,    u"deleted"_s, u"skipped"_s,
                             u"total"_s, u"requests"_s,  u"not_modified"_s, u"bytes"_s,   u"seconds"_s,
                             u"waits"_s, u"holds"_s};
const QStringList summaryMembers{u"event"_s,    u"seconds"_s,      u"communities"_s, u"jobs"_s,
                                 u"new"_s,      u"changed"_s,      u"unchanged"_s,   u"deleted"_s,
                                 u"requests"_s, u"not_modified"_s, u"bytes"_s,       u"waits"_s,
                                 u"holds"_s,    u"lock_errors"_s,  u"databases"_s,   u"sqlite"_s};

QString members(const QJsonObject &object, QStringList expected, const QString &of)
{
    QStringList found = object.keys();
    found.sort();
    expected.sort();
    if (found == expected)
        return {};
    return u"%1 has the members %2 instead of %3"_s.arg(of, found.join(u' '), expected.join(u' '));
}

QString numbers(const QJsonObject &object, const QStringList &except, const QString &of)
{
    for (auto member = object.begin(); member != object.end(); ++member) {
        if (except.contains(member.key()))
            continue;
        if (!member->isDouble() || member->toDouble() < 0)
            return u"%1 of %2 is not a number from 0 on"_s.arg(member.key(), of);
    }
    return {};
}

// The first that is not empty.
QString firstOf(const QStringList &problems)
{
    const auto found = std::find_if(problems.cbegin(), problems.cend(),
                                    [](const QString &problem) { return !problem.isEmpty(); });
    return found == problems.cend() ? QString() : *found;
}

QString lockProblem(const QJsonObject &line, const QString &of)
{
    const QJsonObject lineWaits = line.value("waits"_L1).toObject();
    const QJsonObject lineHolds = line.value("holds"_L1).toObject();
    return firstOf({members(lineWaits, waits, u"waits of "_s + of), numbers(lineWaits, {}, u"waits"_s),
                    members(lineHolds, holds, u"holds of "_s + of), numbers(lineHolds, {}, u"holds"_s)});
}

QString jobProblem(const QJsonObject &job)
{
    const QString name = job.value("name"_L1).toString();
    const QString state = job.value("state"_L1).toString();
    QStringList expected = jobMembers;
    QString error;
    if (state == "failed"_L1) {
        expected += u"error"_s;
        error = members(job.value("error"_L1).toObject(), {u"kind"_s, u"text"_s, u"url"_s, u"hint"_s},
                        u"error of "_s + name);
    } else if (!QStringList{u"done"_s, u"cancelled"_s, u"skipped"_s}.contains(state)) {
        error = u"%1 is in no state known: %2"_s.arg(name, state);
    }
    // Told beside what is documented, where there is something to tell: a list of texts.
    QString notices;
    if (job.contains("notices"_L1)) {
        expected += u"notices"_s;
        const QJsonArray list = job.value("notices"_L1).toArray();
        if (!job.value("notices"_L1).isArray() ||
            !std::all_of(list.begin(), list.end(), [](const QJsonValue &one) { return one.isString(); }))
            notices = u"notices of %1 are no list of texts"_s.arg(name);
    }
    const QJsonValue total = job.value("total"_L1);
    if (error.isEmpty() && !total.isNull() && !total.isDouble())
        error = u"total of %1 is neither a number nor null"_s.arg(name);
    const QStringList notNumbers{u"event"_s, u"community"_s, u"source"_s, u"name"_s,  u"state"_s,
                                 u"total"_s, u"waits"_s,     u"holds"_s,  u"error"_s, u"notices"_s};
    return firstOf({members(job, expected, u"the job "_s + name), error, notices,
                    numbers(job, notNumbers, name), lockProblem(job, name)});
}

QString summaryProblem(const QJsonObject &summary)
{
    const QString of = u"the summary"_s;
    QStringList problems{
        members(summary, summaryMembers, of),
        members(summary.value("jobs"_L1).toObject(), {u"done"_s, u"failed"_s, u"cancelled"_s, u"skipped"_s},
                u"jobs of the summary"_s),
        numbers(summary, {u"event"_s, u"jobs"_s, u"waits"_s, u"holds"_s, u"databases"_s, u"sqlite"_s}, of),
        lockProblem(summary, of)};
    for (const QJsonValue &database : summary.value("databases"_L1).toArray())
        problems += members(database.toObject(),
                            {u"community"_s, u"path"_s, u"journal_mode"_s, u"bytes"_s, u"wal_bytes"_s},
                            u"a database"_s);
    return firstOf(problems);
}
} // namespace

Report readReport(const QByteArray &standardOutput)
{
    Report report;
    QList<QByteArray> lines = standardOutput.split('\n');
    if (lines.takeLast() != QByteArray()) {
        report.problem = u"the last line has no end"_s;
        return report;
    }
    for (qsizetype i = 0; i < lines.size() && report.problem.isEmpty(); ++i) {
        const QJsonDocument document = QJsonDocument::fromJson(lines.at(i));
        const QJsonObject object = document.object();
        if (!document.isObject()) {
            report.problem = u"not JSON: "_s + QString::fromUtf8(lines.at(i));
        } else if (object.value("event"_L1) == u"job"_s) {
            report.problem = jobProblem(object);
            report.jobs += object;
        } else if (object.value("event"_L1) == u"summary"_s && i + 1 == lines.size()) {
            report.problem = summaryProblem(object);
            report.summary = object;
        } else {
            report.problem = u"an unexpected event: "_s + QString::fromUtf8(lines.at(i));
        }
    }
    if (report.problem.isEmpty() && report.summary.isEmpty())
        report.problem = u"no summary at the end"_s;
    return report;
}

QJsonObject Report::job(const QString &name) const
{
    const auto found = std::find_if(jobs.cbegin(), jobs.cend(),
                                    [&name](const QJsonObject &job) { return job.value("name"_L1) == name; });
    return found == jobs.cend() ? QJsonObject() : *found;
}

QString Report::state(const QString &name) const
{
    return job(name).value("state"_L1).toString();
}

qint64 Report::count(const char *member) const
{
    return summary.value(QLatin1StringView(member)).toInteger(-1);
}

qint64 Report::jobsIn(const char *state) const
{
    return summary.value("jobs"_L1).toObject().value(QLatin1StringView(state)).toInteger(-1);
}

qint64 Report::sum(const char *member) const
{
    qint64 total = 0;
    for (const QJsonObject &one : jobs)
        total += one.value(QLatin1StringView(member)).toInteger();
    return total;
}

QString Report::failureProblem(const QString &name, const QString &kind, const QString &text,
                               const QString &hint) const
{
    const QJsonObject line = job(name);
    const QJsonObject error = line.value("error"_L1).toObject();
    if (line.value("state"_L1) == u"failed"_s && error.value("kind"_L1) == kind &&
        error.value("text"_L1).toString().contains(text) && error.value("hint"_L1).toString().contains(hint))
        return {};
    return u"%1: not a failure of kind “%2” with “%3” and “%4”: %5"_s.arg(
        name, kind, text, hint, QString::fromUtf8(QJsonDocument(line).toJson(QJsonDocument::Compact)));
}

} // namespace lockkeeper::tests
