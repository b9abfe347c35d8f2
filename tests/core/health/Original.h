// A database to rehearse on, and what stands beside it.
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

class Original final
{
public:
    [[nodiscard]] QString path() const { return m_folder.filePath(QStringLiteral("community.db")); }

    // In today's schema, with `items` items and, in a table of somebody else's, so many bytes of ballast.
    void make(const QString &journalMode, int items, qint64 ballast = 0) const
    {
        {
            const auto database = store::Database::open(path(), std::chrono::seconds(5));
            QVERIFY(database);
            store::LockCounters counters;
            store::Batch batch;
            batch.remote = {.type = QStringLiteral("github"), .name = QStringLiteral("o/r")};
            for (int number = 1; number <= items; ++number) {
                batch.githubItems.push_back({.repo = QStringLiteral("o/r"),
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
        Sqlite file(path());
        QCOMPARE(file.value(QStringLiteral("PRAGMA journal_mode=%1").arg(journalMode)), journalMode);
        QCOMPARE(
            file.execute(QStringLiteral("CREATE TABLE ballast(x); INSERT INTO ballast VALUES(zeroblob(%1))")
                             .arg(ballast)),
            0);
    }

    // While nobody in this process has it open.
    [[nodiscard]] QByteArray bytes() const
    {
        QFile file(path());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("cannot be read");
    }
    // Everything in the folder but what SQLite keeps beside a WAL database that somebody reads.
    [[nodiscard]] QStringList neighbours() const
    {
        QStringList names =
            QDir(m_folder.path())
                .entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
        names.removeAll(QStringLiteral("community.db-wal"));
        names.removeAll(QStringLiteral("community.db-shm"));
        return names;
    }
    [[nodiscard]] QString file(const QString &name) const { return m_folder.filePath(name); }

private:
    QTemporaryDir m_folder;
};

inline const QStringList onlyTheOriginal{QStringLiteral("community.db")};

} // namespace lockkeeper::tests
