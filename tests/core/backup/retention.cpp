// Which backups go, and that the last whole one never does.
#include "backup/Retention.h"
#include "backup/Backup.h"
#include "backup/BackupName.h"
#include "backup/Restore.h"
#include "tests/support/CommunityFile.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::backup;
using lockkeeper::tests::CommunityFile;

namespace {
const QDateTime now(QDate(2026, 6, 1), QTime(12, 0), Qt::UTC);

// "+0 -5": taken today and whole, five days ago and damaged.
QList<StoredBackup> read(const QString &text)
{
    QList<StoredBackup> backups;
    for (const QString &word : text.split(u' ', Qt::SkipEmptyParts))
        backups.append(
            {.path = word, .taken = now.addDays(-word.mid(1).toInt()), .whole = word.startsWith(u'+')});
    return backups;
}
} // namespace

class RetentionTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void chooses_data()
    {
        QTest::addColumn<QString>("backups");
        QTest::addColumn<int>("number");
        QTest::addColumn<int>("days");
        QTest::addColumn<QString>("gone");
        QTest::newRow("none") << QString() << 2 << 30 << QString();
        QTest::newRow("few") << u"+0 +1"_s << 2 << 30 << QString();
        QTest::newRow("too many") << u"+0 +1 +2 +3"_s << 2 << 30 << u"+2 +3"_s;
        QTest::newRow("too many, mixed up") << u"+3 +0 +2 +1"_s << 2 << 30 << u"+2 +3"_s;
        QTest::newRow("too old") << u"+0 +29 +30 +31"_s << 9 << 30 << u"+31"_s;
        QTest::newRow("only old ones") << u"+40 +41 +42"_s << 9 << 30 << u"+41 +42"_s;
        QTest::newRow("newer ones are damaged") << u"-0 -1 +40 +41"_s << 2 << 30 << u"+41"_s;
        QTest::newRow("all are damaged") << u"-0 -1 -40"_s << 2 << 30 << u"-40"_s;
        QTest::newRow("any number") << u"+0 +1 +2 +31"_s << 0 << 30 << u"+31"_s;
        QTest::newRow("any age") << u"+0 +100 +200"_s << 2 << 0 << u"+200"_s;
    }
    void chooses()
    {
        QFETCH(const QString, backups);
        QFETCH(const int, number);
        QFETCH(const int, days);
        QFETCH(const QString, gone);
        QStringList chosen;
        for (const StoredBackup &one : outdated(read(backups), {.number = number, .days = days}, now))
            chosen += one.path;
        QCOMPARE(chosen.join(u' '), gone);
    }

    void removesFiles()
    {
        const CommunityFile community;
        community.make(u"wal"_s, 5);
        const Result<BackupReport> made =
            backUp({.community = u"mne"_s, .database = community.path(), .folder = community.backups()});
        QVERIFY(made);
        const QByteArray content = CommunityFile::bytesOf(made->path);
        const auto named = [&](const QString &id, int days) {
            return community.backups() + u'/' + fileNameOf({.community = id, .taken = now.addDays(-days)});
        };
        QVERIFY(QFile::remove(made->path));
        CommunityFile::write(named(u"mne"_s, 1), content.left(content.size() - 4096)); // cut off
        CommunityFile::write(named(u"mne"_s, 2), QByteArray());
        CommunityFile::write(named(u"mne"_s, 50), content);
        CommunityFile::write(named(u"mne"_s, 60), content);
        CommunityFile::write(named(u"mne-extra"_s, 500), content); // another community's
        CommunityFile::write(community.backups() + u"/mne-notes.db"_s, "somebody's");
        const Retention retention{.number = 2, .days = 30};
        QCOMPARE(applyRetention(community.backups(), u"mne"_s, retention, now),
                 QStringList{named(u"mne"_s, 60)});
        QVERIFY(!QFileInfo::exists(named(u"mne"_s, 60)));
        QCOMPARE(CommunityFile::in(community.backups()).size(), 5);
        QCOMPARE(applyRetention(community.backups(), u"mne"_s, retention, now), QStringList());
    }

    // A restore goes by the same numbers for what it keeps aside.
    void keepsAsManyAsBackups()
    {
        const CommunityFile community;
        community.make(u"delete"_s, 10);
        const Result<BackupReport> made =
            backUp({.community = u"mne"_s, .database = community.path(), .folder = community.backups()});
        QVERIFY(made);
        const QDateTime present = QDateTime::currentDateTimeUtc();
        const auto aside = [&](const QString &id, int days) {
            return community.knowledge() + u'/' +
                   fileNameOf({.community = id, .taken = present.addDays(-days), .aside = true});
        };
        for (const QString &path : {aside(u"mne"_s, 100), aside(u"mne"_s, 100) + u"-wal"_s,
                                    aside(u"mne"_s, 3), aside(u"bids"_s, 100)})
            CommunityFile::write(path, "kept");
        const Result<RestoreReport> report =
            restore({.community = u"mne"_s, .database = community.path(), .backup = made->path});
        QVERIFY2(report, qPrintable(report ? QString() : report.error().text));
        QCOMPARE(report->removed, QStringList(aside(u"mne"_s, 100)));
        QVERIFY(!QFileInfo::exists(aside(u"mne"_s, 100) + u"-wal"_s));
        for (const QString &path : {aside(u"mne"_s, 3), aside(u"bids"_s, 100), report->aside})
            QVERIFY2(QFileInfo::exists(path), qPrintable(path));
    }
};

QTEST_GUILESS_MAIN(RetentionTest)
#include "retention.moc"
