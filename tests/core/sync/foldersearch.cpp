// What is found to open in a folder, what is not, and that a search ends.
#include "sync/FolderSearch.h"
#include "tests/support/FileRights.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::sync;

namespace {
class Tree final
{
public:
    [[nodiscard]] QString path(const QString &name = {}) const { return m_folder.filePath(name); }
    QString write(const QString &name, const QByteArray &content) const
    {
        const QString file = path(name);
        QDir().mkpath(QFileInfo(file).path());
        QFile out(file);
        if (!out.open(QIODevice::WriteOnly) || out.write(content) != content.size())
            qFatal("%s", qPrintable(file));
        return file;
    }
    QString config(const QString &folder, const QString &id) const
    {
        return write(u"%1/%2/config.yaml"_s.arg(folder, id), "# " + id.toUtf8() + "'s\nname: " + id.toUtf8() +
                                                                 "\nid: \"" + id.toUtf8() + "\" # its\n");
    }
    QString database(const QString &dataDir, const QString &id) const
    {
        return write(u"%1/knowledge/%2.db"_s.arg(dataDir, id), QByteArray(1000, 'd'));
    }
    [[nodiscard]] QStringList everything() const // with the times of the last change
    {
        QStringList all;
        QDirIterator files(m_folder.path(), QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot,
                           QDirIterator::Subdirectories);
        while (files.hasNext()) {
            files.next();
            all.append(files.filePath() + files.fileInfo().lastModified().toString(Qt::ISODateWithMs));
        }
        all.sort();
        return all;
    }

private:
    QTemporaryDir m_folder;
};

// "<folder>: id id", relative to the tree.
QStringList told(const Tree &tree, const QList<FoundFolder> &found)
{
    QStringList lines;
    for (const FoundFolder &one : found)
        lines.append(QDir(tree.path()).relativeFilePath(one.folder) + u": "_s + one.communities.join(u' '));
    return lines;
}
} // namespace

class FolderSearchTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { (void)tests::giveUpRootsRights(); }
    void findsWhatOsaHas();
    void startsAnywhere();
    void passesOverWhatIsNone();
    void aConfiguration();
    void aDatabase();
    void whatCannotBeOpened_data();
    void whatCannotBeOpened();
    void limitsEndIt();
    void linksLeadNowhere();
    void cancelled();
    void unreadable();
};

void FolderSearchTest::findsWhatOsaHas()
{
    const Tree tree;
    for (const QString &id : {u"mne"_s, u"eeglab"_s, u"bids"_s})
        tree.config(u"osa/src/assistants"_s, id);
    tree.config(u"osa/tests/assistants"_s, u"made-up"_s);
    tree.database(u"osa/data"_s, u"mne"_s);
    tree.database(u"osa/data"_s, u"bids"_s);
    tree.database(u".local/share/osa"_s, u"hed"_s);
    const QStringList before = tree.everything();
    int looked = 0;
    const Result<FolderFinds> finds =
        findToOpen(tree.path(), {}, [&looked](int folders) { looked = folders; });
    QVERIFY2(finds.ok(), finds ? "" : qPrintable(finds.error().text));
    QCOMPARE(told(tree, finds->configurations),
             (QStringList{u"osa/src/assistants: bids eeglab mne"_s, u"osa/tests/assistants: made-up"_s}));
    QCOMPARE(told(tree, finds->databases),
             (QStringList{u"osa/data: bids mne"_s, u".local/share/osa: hed"_s}));
    QCOMPARE(finds->databases.first().bytes, 2000);
    QVERIFY(finds->complete);
    QVERIFY(finds->community.isEmpty());
    QVERIFY(looked > 5);
    QCOMPARE(looked, finds->looked);
    QCOMPARE(tree.everything(), before);
}

void FolderSearchTest::startsAnywhere()
{
    const Tree tree;
    tree.config(u"assistants"_s, u"mne"_s);
    tree.config(u"assistants"_s, u"bids"_s);
    tree.database(u"data"_s, u"mne"_s);
    const QStringList communities{u"assistants: bids mne"_s};
    const QStringList data{u"data: mne"_s};
    // The folder of communities, and one of them: the others are opened with it.
    for (const QString &start : {u"assistants"_s, u"assistants/mne"_s})
        QCOMPARE(told(tree, findToOpen(tree.path(start))->configurations), communities);
    for (const QString &start : {u"data"_s, u"data/knowledge"_s, u"data/knowledge/"_s})
        QCOMPARE(told(tree, findToOpen(tree.path(start))->databases), data);
}

void FolderSearchTest::passesOverWhatIsNone()
{
    const Tree tree;
    tree.write(u"tool/config.yaml"_s, "plugins:\n  id: mne\n"); // some other program's
    tree.write(u"No-Id/config.yaml"_s, "id: mne\n");
    tree.write(u"config.yaml/readme"_s, "a folder of that name");
    tree.config(u".git/modules"_s, u"mne"_s);
    tree.config(u"node_modules"_s, u"mne"_s);
    tree.database(u".cache"_s, u"mne"_s);
    tree.write(u"data/knowledge/notes.txt"_s, "x");
    tree.write(u"data/knowledge/mne.db-wal"_s, "x");
    tree.write(u"data/knowledge/Not An Id.db"_s, "x");
    tree.write(u"elsewhere/mne.db"_s, "x");
    const Result<FolderFinds> finds = findToOpen(tree.path());
    QVERIFY(finds.ok());
    QCOMPARE(told(tree, finds->configurations), QStringList());
    QCOMPARE(told(tree, finds->databases), QStringList());
}

void FolderSearchTest::aConfiguration()
{
    const Tree tree;
    const QString file = tree.config(u"assistants"_s, u"mne"_s);
    tree.config(u"assistants"_s, u"bids"_s);
    tree.database(u"assistants"_s, u"mne"_s); // not asked for
    const Result<FolderFinds> finds = findToOpen(file);
    QVERIFY(finds.ok());
    QCOMPARE(told(tree, finds->configurations), QStringList{u"assistants: bids mne"_s});
    QCOMPARE(told(tree, finds->databases), QStringList());
    QCOMPARE(finds->community, u"mne"_s);
    QVERIFY(!finds->byDatabase);
}

void FolderSearchTest::aDatabase()
{
    const Tree tree;
    const QString file = tree.database(u"data"_s, u"mne"_s);
    tree.database(u"data"_s, u"bids"_s);
    const Result<FolderFinds> finds = findToOpen(file);
    QVERIFY(finds.ok());
    QCOMPARE(told(tree, finds->databases), QStringList{u"data: bids mne"_s});
    QCOMPARE(finds->community, u"mne"_s);
    QVERIFY(finds->byDatabase);
}

void FolderSearchTest::whatCannotBeOpened_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("why");
    QTest::addColumn<QString>("hint");
    QTest::newRow("missing") << u"none"_s << QByteArray() << u"is not there"_s << u"moved"_s;
    QTest::newRow("text") << u"notes.txt"_s << QByteArray("x") << u"cannot be opened"_s << u"config.yaml"_s;
    QTest::newRow("no id") << u"mne/config.yaml"_s << QByteArray("a: 1\n") << u"it has no id"_s << u"name:"_s;
    QTest::newRow("another name") << u"mne/mne.yaml"_s << QByteArray("id: mne\n") << u"no folder of"_s
                                  << u"<folder>/<id>/config.yaml"_s;
    QTest::newRow("lone database") << u"backup/mne.db"_s << QByteArray("x") << u"stands in no data folder"_s
                                   << u"Restore…"_s;
    QTest::newRow("no id's name") << u"knowledge/My Notes.db"_s << QByteArray("x") << u"no community’s id"_s
                                  << u"mne.db"_s;
    QTest::newRow("-wal") << u"knowledge/mne.db-wal"_s << QByteArray("x") << u"beside it"_s
                          << u"Open mne.db."_s;
}

void FolderSearchTest::whatCannotBeOpened()
{
    QFETCH(const QString, name);
    QFETCH(const QByteArray, content);
    QFETCH(const QString, why);
    QFETCH(const QString, hint);
    const Tree tree;
    if (!content.isEmpty())
        tree.write(name, content);
    const QStringList before = tree.everything();
    const Result<FolderFinds> finds = findToOpen(tree.path(name));
    QVERIFY(!finds.ok());
    QCOMPARE(finds.error().kind, ErrorKind::Config);
    QVERIFY2(finds.error().text.contains(why), qPrintable(finds.error().text));
    QVERIFY2(finds.error().hint.contains(hint), qPrintable(finds.error().hint));
    QCOMPARE(tree.everything(), before);
}

void FolderSearchTest::limitsEndIt()
{
    const Tree tree;
    tree.config(u"."_s, u"top"_s);
    tree.config(u"a"_s, u"near"_s);
    tree.config(u"a/b/c/d"_s, u"far"_s);
    for (int i = 0; i < 40; ++i)
        QDir().mkpath(tree.path(u"many/%1"_s.arg(i)));
    Result<FolderFinds> finds = findToOpen(tree.path(), {.depth = 3});
    QCOMPARE(told(tree, finds->configurations), (QStringList{u".: top"_s, u"a: near"_s}));
    QVERIFY(!finds->complete);
    finds = findToOpen(tree.path(), {.folders = 10}); // what is near comes first
    QVERIFY(told(tree, finds->configurations).contains(u".: top"_s));
    QVERIFY(!finds->complete);
    QCOMPARE(finds->looked, 10);
    finds = findToOpen(tree.path(), {.time = std::chrono::milliseconds(0)});
    QVERIFY(finds.ok() && !finds->complete);
    QVERIFY(findToOpen(tree.path())->complete);
}

void FolderSearchTest::linksLeadNowhere()
{
    const Tree tree;
    tree.config(u"a"_s, u"mne"_s);
    QVERIFY(QFile::link(tree.path(), tree.path(u"a/round"_s)));
    const Result<FolderFinds> finds = findToOpen(tree.path());
    QCOMPARE(told(tree, finds->configurations), QStringList{u"a: mne"_s});
    QVERIFY(finds->complete);
    QVERIFY(finds->looked < 5);
    // But whoever points at one means where it leads.
    QVERIFY(QFile::link(tree.path(u"a"_s), tree.path(u"link"_s)));
    QCOMPARE(findToOpen(tree.path(u"link"_s))->configurations.size(), 1);
}

void FolderSearchTest::cancelled()
{
    const Tree tree;
    for (int i = 0; i < 10; ++i)
        tree.config(u"%1"_s.arg(i), u"mne"_s);
    std::stop_source stop;
    int looked = 0;
    const Result<FolderFinds> finds = findToOpen(
        tree.path(), {},
        [&](int folders) {
            looked = folders;
            if (folders == 3)
                stop.request_stop();
        },
        stop.get_token());
    QVERIFY(!finds.ok() && finds.error().isCancelled());
    QCOMPARE(looked, 3);
}

void FolderSearchTest::unreadable()
{
    if (!tests::giveUpRootsRights())
        QSKIP("skipped: root may read everything");
    const Tree tree;
    tree.config(u"a"_s, u"mne"_s);
    const QString shut = tree.path(u"shut"_s);
    QVERIFY(QDir().mkpath(shut));
    QVERIFY(QFile::setPermissions(shut, QFileDevice::WriteOwner));
    const Result<FolderFinds> finds = findToOpen(shut);
    QVERIFY(!finds.ok());
    QCOMPARE(finds.error().kind, ErrorKind::ReadOnly);
    QCOMPARE(findToOpen(tree.path())->configurations.size(), 1); // the rest is found
    QVERIFY(QFile::setPermissions(shut,
                                  QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner));
}

QTEST_GUILESS_MAIN(FolderSearchTest)
#include "foldersearch.moc"
