// Whose a file is by its sources: another community's is told, and a backup of the community's own, under
// whatever name, is not taken for one.
#include "backup/Belonging.h"
#include "backup/Backup.h"
#include "backup/Restore.h"
#include "tests/support/CommunityFile.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::backup;
using lockkeeper::tests::CommunityFile;
using lockkeeper::tests::Sqlite;
using Verdict = Belonging::Verdict;

namespace {
QString backUpNow(const CommunityFile &community)
{
    const Result<BackupReport> made =
        backUp({.community = u"mne"_s, .database = community.path(), .folder = community.backups()});
    return made ? made->path : QString();
}

RestoreOptions optionsFor(const CommunityFile &community, const QString &backup)
{
    return {.community = u"mne"_s, .database = community.path(), .backup = backup};
}
} // namespace

class BelongingTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void verdict_data()
    {
        QTest::addColumn<QStringList>("sources");
        QTest::addColumn<QStringList>("present");
        QTest::addColumn<QStringList>("configured");
        QTest::addColumn<Verdict>("verdict");
        const QStringList none;
        const QStringList mne{u"github mne/mne"_s, u"discourse https://mne.example"_s};
        const QStringList former{u"github mne/old"_s};
        const QStringList bids{u"github bids/spec"_s};
        QTest::newRow("nothing in it") << none << mne << mne << Verdict::Unknown;
        QTest::newRow("nothing known") << mne << none << none << Verdict::Unknown;
        QTest::newRow("as before") << mne << mne << none << Verdict::Own;
        QTest::newRow("one of them") << former + mne.mid(1) << mne << none << Verdict::Own;
        QTest::newRow("in another case") << QStringList{u"github MNE/mne"_s} << mne << none << Verdict::Own;
        QTest::newRow("an empty machine") << mne << none << mne << Verdict::Own;
        QTest::newRow("configured since the database was made") << mne << former << mne << Verdict::Own;
        QTest::newRow("no longer configured") << former << former << mne << Verdict::Own;
        QTest::newRow("all configured anew, nothing there") << former << none << mne << Verdict::Unknown;
        QTest::newRow("another's, as it is") << bids << mne << mne << Verdict::Foreign;
        QTest::newRow("another's, nothing there") << bids << none << mne << Verdict::Foreign;
        QTest::newRow("shared with another") << bids + mne << none << mne << Verdict::Own;
        QTest::newRow("of nobody known") << former << mne << mne << Verdict::Foreign;
    }
    void verdict()
    {
        QFETCH(const QStringList, sources);
        QFETCH(const QStringList, present);
        QFETCH(const QStringList, configured);
        const Belonging belonging =
            belongingOf(sources, {.present = present,
                                  .configured = configured,
                                  .others = {{u"bids"_s, {u"github bids/spec"_s, u"beps bids-website"_s}},
                                             {u"hed"_s, {u"github hed/hed"_s}}}});
        QTEST(belonging.verdict, "verdict");
        QCOMPARE(belonging.compared, !sources.isEmpty() && !(present + configured).isEmpty());
        const bool ofBids = sources.contains(u"github bids/spec"_s);
        QCOMPARE(belonging.communities, ofBids ? QStringList(u"bids"_s) : QStringList());
    }

    void text()
    {
        QCOMPARE(sourcesText({u"a"_s, u"b"_s, u"c"_s}), u"a, b, c"_s);
        QCOMPARE(sourcesText({u"a"_s, u"b"_s, u"c"_s, u"d"_s, u"e"_s}), u"a, b, c, and 2 more"_s);
    }

    // Nothing is there to compare with but what is configured.
    void ofAnotherCommunityOntoAnEmptyMachine()
    {
        const CommunityFile community;
        community.make(u"delete"_s, 10);
        const QString backup = community.file(u"copy.db"_s);
        QVERIFY(QFile::rename(backUpNow(community), backup));
        QVERIFY(QFile::remove(community.path()));
        RestoreOptions options = optionsFor(community, backup);
        options.configured = {u"github x/y"_s};
        options.configuredByOthers = {{u"bids"_s, {u"github o/r"_s}}};
        const Result<RestoreReport> foreign = restore(options);
        QVERIFY(!foreign);
        QVERIFY2(foreign.error().kind == ErrorKind::Config && foreign.error().text.contains(u"bids"_s) &&
                     foreign.error().text.contains(u"github o/r"_s),
                 qPrintable(foreign.error().text));
        QVERIFY(!QFileInfo::exists(community.path()));

        options.configuredByOthers.clear(); // all its sources may have been configured anew
        const Result<RestoreReport> unknown = restore(options);
        QVERIFY2(unknown, qPrintable(unknown ? QString() : unknown.error().text));
        QVERIFY2(unknown->notice.contains(u"no source in common"_s), qPrintable(unknown->notice));
        QCOMPARE(unknown->sources, QStringList(u"github o/r"_s));
        options.configured = {u"github o/r"_s};
        QVERIFY(restore(options)->notice.isEmpty());
    }

    // Its name is believed, but what is odd is said.
    void namedAsABackupOfIt()
    {
        const CommunityFile community;
        community.make(u"delete"_s, 10);
        const QString backup = backUpNow(community);
        QCOMPARE(Sqlite(backup).execute(u"UPDATE sync_metadata SET source_name = 'x/y'"_s), 0);
        const Result<RestoreReport> report = restore(optionsFor(community, backup));
        QVERIFY2(report, qPrintable(report ? QString() : report.error().text));
        QVERIFY2(report->notice.contains(u"github x/y"_s), qPrintable(report->notice));
    }
};

QTEST_GUILESS_MAIN(BelongingTest)
#include "belonging.moc"
