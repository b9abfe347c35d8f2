// Snapshots and catalogs by hand, for models and painting.
#pragma once

#include "sync/Catalog.h"
#include "sync/Snapshot.h"

#include <QString>
#include <QStringList>

namespace lockkeeper::test {

[[nodiscard]] inline sync::CatalogEntry communityWith(const QString &id, const QStringList &repositories)
{
    community::Community community;
    community.id = id;
    community.name = id.toUpper();
    community.githubRepositories = repositories;
    sync::CatalogEntry entry;
    entry.loaded = {.id = id,
                    .file = QStringLiteral("/communities/%1/config.yaml").arg(id),
                    .community = community,
                    .problems = {}};
    return entry;
}

[[nodiscard]] inline sync::CatalogEntry brokenCommunity(const QString &id)
{
    sync::CatalogEntry entry;
    const QString file = QStringLiteral("/communities/%1/config.yaml").arg(id);
    entry.loaded = {.id = id,
                    .file = file,
                    .community = {},
                    .problems = {{.severity = community::Problem::Severity::Error,
                                  .file = file,
                                  .line = 12,
                                  .column = 5,
                                  .key = QStringLiteral("github.repos[2]"),
                                  .text = QStringLiteral("not <owner>/<name>"),
                                  .hint = QStringLiteral("Write it as owner/name.")}}};
    return entry;
}

[[nodiscard]] inline sync::Catalog catalogOf(const QList<sync::CatalogEntry> &entries)
{
    return {.communitiesDir = QStringLiteral("/communities"),
            .dataDir = QStringLiteral("/data"),
            .entries = entries,
            .error = {}};
}

[[nodiscard]] inline sync::JobKey githubJob(const QString &community, const QString &repository)
{
    return {.community = community, .kind = QStringLiteral("github"), .name = repository};
}

[[nodiscard]] inline sync::JobSnapshot jobIn(const sync::JobKey &key, sync::JobState state, qint64 added = 0,
                                             std::optional<qint64> total = {})
{
    sync::JobSnapshot job;
    job.key = key;
    job.state = state;
    job.counts.added = added;
    job.total = total;
    job.seconds = 2;
    if (job.ended())
        job.endedAt = QDateTime(QDate(2026, 3, 1), QTime(12, 0), Qt::UTC);
    if (state == sync::JobState::Failed)
        job.error = Error{.kind = ErrorKind::Gone,
                          .text = QStringLiteral("The repository does not exist, or is private."),
                          .hint = QStringLiteral("Check its name in config.yaml."),
                          .url = QStringLiteral("https://api.github.com/repos/%1").arg(key.name),
                          .status = 404};
    return job;
}

[[nodiscard]] inline sync::RunSnapshot runOf(const QList<sync::JobSnapshot> &jobs, bool running = true)
{
    sync::RunSnapshot run;
    run.running = running;
    run.startedAt = QDateTime(QDate(2026, 3, 1), QTime(11, 59), Qt::UTC);
    run.seconds = 12;
    run.jobs = jobs;
    return run;
}

} // namespace lockkeeper::test
