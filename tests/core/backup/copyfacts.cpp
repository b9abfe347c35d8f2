// What is told of files that may be restored, and that looking at them leaves nothing behind.
#include "backup/CopyFacts.h"
#include "tests/support/CommunityFile.h"
#include "tests/support/FileRights.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::backup;
using lockkeeper::tests::CommunityFile;
using lockkeeper::tests::Sqlite;

class CopyFactsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { (void)tests::giveUpRootsRights(); } // or a folder is as good as writable
    void oneFile();
    void inWalModeWithoutItsWal();
    void inWalModeWithIt();
    void whatIsNoDatabase();
    void stopped();
};

namespace {
// A copy in a folder of its own that may not be written, as on a medium for backups.
QString putAway(const CommunityFile &community, const QByteArray &content)
{
    const QString folder = community.file(u"a ?#% folder"_s);
    QDir().mkpath(folder);
    CommunityFile::write(folder + u"/copy.db"_s, content);
    QFile::setPermissions(folder, QFile::ReadOwner | QFile::ExeOwner);
    return folder;
}

void makeWritable(const QString &folder)
{
    QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
}
} // namespace

void CopyFactsTest::oneFile()
{
    const CommunityFile community;
    community.make(u"delete"_s, 70);
    const QString folder = putAway(community, CommunityFile::bytesOf(community.path()));
    const CopyFacts facts = readCopyFacts(folder + u"/copy.db"_s, {});
    QVERIFY2(!facts.error, facts.error ? qPrintable(facts.error->text) : "");
    QCOMPARE(facts.rows, 70);
    QCOMPARE(facts.wal, CopyFacts::Wal::None);
    QCOMPARE(CommunityFile::in(folder), QStringList{u"copy.db"_s});
    makeWritable(folder);
}

void CopyFactsTest::inWalModeWithoutItsWal()
{
    const CommunityFile community;
    community.make(u"wal"_s, 70);
    const QString folder = putAway(community, CommunityFile::bytesOf(community.path()));
    const CopyFacts facts = readCopyFacts(folder + u"/copy.db"_s, {});
    QVERIFY2(!facts.error, facts.error ? qPrintable(facts.error->text) : "");
    QCOMPARE(facts.rows, 70);
    QCOMPARE(facts.wal, CopyFacts::Wal::Missing);
    makeWritable(folder);
    // Where something could be made, nothing is, either.
    QCOMPARE(readCopyFacts(folder + u"/copy.db"_s, {}).wal, CopyFacts::Wal::Missing);
    QCOMPARE(CommunityFile::in(folder), QStringList{u"copy.db"_s});
}

void CopyFactsTest::inWalModeWithIt()
{
    const CommunityFile community;
    community.make(u"wal"_s, 70);
    Sqlite writer(community.path());
    QCOMPARE(writer.execute(u"UPDATE github_items SET title = 'x' WHERE number = 1"_s), 0); // in the -wal
    QVERIFY(QFileInfo(community.path() + u"-wal"_s).size() > 0);
    const CopyFacts facts = readCopyFacts(community.path(), {});
    QCOMPARE(facts.wal, CopyFacts::Wal::Beside);
    QCOMPARE(facts.rows, -1);
    QVERIFY(!facts.error);
}

void CopyFactsTest::whatIsNoDatabase()
{
    const CommunityFile community;
    const QString path = community.file(u"words.db"_s);
    CommunityFile::write(path, QByteArray("not a database\n").repeated(200));
    const CopyFacts facts = readCopyFacts(path, {});
    QVERIFY(facts.error);
    QCOMPARE(facts.error->kind, ErrorKind::Corrupt);
    QCOMPARE(facts.rows, -1);
    QVERIFY(readCopyFacts(community.file(u"none.db"_s), {}).error);
}

void CopyFactsTest::stopped()
{
    const CommunityFile community;
    community.make(u"delete"_s, 70);
    std::stop_source stop;
    stop.request_stop();
    const CopyFacts facts = readCopyFacts(community.path(), stop.get_token());
    QVERIFY(facts.error && facts.error->isCancelled());
    QCOMPARE(facts.rows, -1);
}

QTEST_GUILESS_MAIN(CopyFactsTest)
#include "copyfacts.moc"
