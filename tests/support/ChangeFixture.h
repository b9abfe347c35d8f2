// A database, batches of a run for it, and a look at what is kept of them.
#pragma once

#include "store/ChangeKeeper.h"
#include "store/Connection.h"
#include "store/Database.h"
#include "store/Writer.h"
#include "store/locks/LockCounters.h"
#include "tests/support/Sqlite.h"

#include <QTemporaryDir>

#include <chrono>

namespace lockkeeper::tests {

class ChangeFixture final
{
public:
    ChangeFixture() { reopen(); }

    [[nodiscard]] QString path() const { return m_folder.filePath(QStringLiteral("db.db")); }
    [[nodiscard]] store::Database &database() { return *m_database; }
    [[nodiscard]] Sqlite look() const { return Sqlite(path()); }

    void reopen()
    {
        m_database.reset();
        m_database = *store::Database::open(path(), std::chrono::seconds(5));
    }
    void setLimits(const store::ChangeLimits &limits)
    {
        (*m_database->connection())->changes()->setLimits(limits);
    }

    [[nodiscard]] static QString runName(int run)
    {
        return QStringLiteral("2026-02-03T04:05:06.%1+00:00").arg(run, 3, 10, QLatin1Char('0'));
    }
    [[nodiscard]] static store::Batch batchOf(int run, const QString &repo = QStringLiteral("o/r"))
    {
        store::Batch batch;
        batch.remote = {.type = QStringLiteral("github"), .name = repo};
        batch.run = runName(run);
        return batch;
    }
    [[nodiscard]] static store::GithubItem item(qint64 number, const QString &title,
                                                const QString &repo = QStringLiteral("o/r"))
    {
        return {.repo = repo,
                .itemType = QStringLiteral("issue"),
                .number = number,
                .title = title,
                .firstMessage = {},
                .status = QStringLiteral("open"),
                .url = QStringLiteral("https://x.example/%1").arg(number),
                .createdAt = QStringLiteral("2020-01-01T00:00:00Z")};
    }
    // One batch of a run: the items with these titles, numbered from 1.
    [[nodiscard]] Result<store::CommitCounts> write(int run, const QStringList &titles,
                                                    const QString &repo = QStringLiteral("o/r"))
    {
        store::Batch batch = batchOf(run, repo);
        for (qsizetype i = 0; i < titles.size(); ++i)
            batch.githubItems.push_back(item(i + 1, titles.at(i), repo));
        return commit(batch);
    }
    [[nodiscard]] Result<store::CommitCounts> commit(const store::Batch &batch)
    {
        return store::Writer(*m_database, m_counters, {}).commit(batch);
    }
    // "number|kind|old", in the order they were written.
    [[nodiscard]] QStringList changes(int run) const
    {
        return look().rows(
            QStringLiteral("SELECT row_id, kind, old FROM lockkeeper_changes JOIN lockkeeper_parts "
                           "AS p ON lockkeeper_changes.id >> 32 = p.id JOIN lockkeeper_runs AS r ON "
                           "r.id = run WHERE started_at = '%1' ORDER BY lockkeeper_changes.id")
                .arg(runName(run)));
    }

private:
    QTemporaryDir m_folder;
    std::shared_ptr<store::Database> m_database;
    store::LockCounters m_counters;
};

} // namespace lockkeeper::tests
