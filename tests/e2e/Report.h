// What `sync --json` printed, read and held to the interface: one JSON object a line, each with exactly the
// members it is documented to have, the summary last.
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QString>

namespace lockkeeper::tests {

struct Report
{
    QString problem; // "" if every line is as documented
    QList<QJsonObject> jobs;
    QJsonObject summary; // empty if the last line is none

    [[nodiscard]] QJsonObject job(const QString &name) const; // the first of that remote; empty if none
    [[nodiscard]] QString state(const QString &name) const;
    [[nodiscard]] qint64 count(const char *member) const; // of the summary; -1 if absent
    [[nodiscard]] qint64 jobsIn(const char *state) const; // by the summary
    [[nodiscard]] qint64 sum(const char *member) const;   // over the jobs

    // "" if the job failed with this kind, and its text and hint hold these parts; else what it says instead.
    [[nodiscard]] QString failureProblem(const QString &name, const QString &kind, const QString &text,
                                         const QString &hint) const;
};

[[nodiscard]] Report readReport(const QByteArray &standardOutput);

} // namespace lockkeeper::tests
