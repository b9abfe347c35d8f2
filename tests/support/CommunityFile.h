// A community's database with rows in it, and a folder for its backups.
#pragma once

#include "store/Database.h"
#include "store/Writer.h"
#include "store/locks/LockCounters.h"
#include "tests/support/Sqlite.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

namespace lockkeeper::tests {

class CommunityFile final
{
public:
    [[nodiscard]] QString path() const { return m_folder.filePath(QStringLiteral("knowledge/mne.db")); }
    [[nodiscard]] QString knowledge() const { return m_folder.filePath(QStringLiteral("knowledge")); }
    [[nodiscard]] QString backups() const { return m_folder.filePath(QStringLiteral("backups")); }
    [[nodiscard]] QString file(const QString &name) const { return m_folder.filePath(name); }

    // Today's schema, `items` items of `repo`, and, in a table of somebody else's, so many bytes of ballast.
    void make(const QString &journalMode, int items, qint64 ballast = 0,
              const QString &repo = QStringLiteral("o/r")) const
    {
        {
            const auto database = store::Database::open(path(), std::chrono::seconds(5));
            QVERIFY(database);
            store::LockCounters counters;
            store::Batch batch;
            batch.remote = {.type = QStringLiteral("github"), .name = repo};
            for (int number = 1; number <= items; ++number) {
                batch.githubItems.push_back({.repo = repo,
                                             .itemType = QStringLiteral("issue"),
                                             .number = number,
                                             .title = QStringLiteral("Title %1").arg(number),
                                             .firstMessage = QStringLiteral("Words. ").repeated(number % 90),
                                             .status = QStringLiteral("open"),
                                             .url = QStringLiteral("https://x.example/1"),
                                             .createdAt = QStringLiteral("2020-01-01T00:00:00Z")});
            }
            QVERIFY(store::Writer(**database, counters, {}).commit(batch));
        }
        Sqlite other(path());
        QCOMPARE(other.value(QStringLiteral("PRAGMA journal_mode=%1").arg(journalMode)), journalMode);
        QCOMPARE(
            other.execute(QStringLiteral("CREATE TABLE ballast(x); INSERT INTO ballast VALUES(zeroblob(%1)); "
                                         "INSERT OR REPLACE INTO sync_metadata(source_type, source_name, "
                                         "last_sync_at) VALUES('github', '%2', '2026-01-27T10:15:00+00:00')")
                              .arg(ballast)
                              .arg(repo)),
            0);
    }
    void addItem(int number) const
    {
        Sqlite other(path());
        QCOMPARE(
            other.execute(QStringLiteral("INSERT INTO github_items(repo, item_type, number, title, status, "
                                         "url, created_at, synced_at) VALUES('o/r', 'issue', %1, 'Added', "
                                         "'open', 'u', 'c', 's')")
                              .arg(number)),
            0);
    }
    [[nodiscard]] static int itemsIn(const QString &database)
    {
        return Sqlite(database).value(QStringLiteral("SELECT count(*) FROM github_items")).toInt();
    }
    // While nobody in this process has it open.
    [[nodiscard]] QByteArray bytes() const { return bytesOf(path()); }
    // Everything in its folder but what SQLite keeps beside a WAL database that somebody reads.
    [[nodiscard]] QStringList neighbours() const
    {
        QStringList names = in(knowledge());
        names.removeAll(QStringLiteral("mne.db-wal"));
        names.removeAll(QStringLiteral("mne.db-shm"));
        return names;
    }
    [[nodiscard]] static QByteArray bytesOf(const QString &path) // of a file that nobody has open
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("cannot be read");
    }
    static void write(const QString &path, const QByteArray &content)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(content), content.size());
    }
    [[nodiscard]] static QStringList in(const QString &folder)
    {
        return QDir(folder).entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
    }

private:
    QTemporaryDir m_folder;
};

inline const QStringList onlyTheDatabase{QStringLiteral("mne.db")}; // of neighbours()

} // namespace lockkeeper::tests
