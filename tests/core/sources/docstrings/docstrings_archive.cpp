// Archives as they come, cut, and made to do harm.
#include "demo/code/Tarball.h"
#include "sources/docstrings/Archive.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using demo::tarball;
using demo::TarEntry;
using sources::docstrings::LanguageFiles;
using sources::docstrings::readArchive;
using sources::docstrings::SourceTree;

namespace {
const QStringList both{u"matlab"_s, u"python"_s};

QStringList pathsOf(const LanguageFiles &files)
{
    QStringList paths;
    for (const sources::docstrings::SourceFile &file : files.files)
        paths.append(file.path);
    return paths;
}

QStringList keysOf(const LanguageFiles &files)
{
    QStringList keys;
    for (const store::SkippedItem &item : files.skipped)
        keys.append(item.key);
    return keys;
}
} // namespace

class DocstringsArchiveTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTheLanguagesFiles();
    void readsOnlyWhatIsWanted();
    void longNames();
    void hostileNames();
    void linksAndLargeFiles();
    void everyCutIsNoticed_data();
    void everyCutIsNoticed();
    void notAnArchive_data();
    void notAnArchive();
    void hugeCounts();
    void aBomb();
    void stops();
};

void DocstringsArchiveTest::readsTheLanguagesFiles()
{
    const QByteArray archive = tarball({{.name = "top/b.py", .content = "'b'"},
                                        {.name = "top/a/x.m", .content = "% x"},
                                        {.name = "top/a/x.mm", .content = "no"},
                                        {.name = "top/a.py", .content = ""},
                                        {.name = "top/README", .content = "no"},
                                        {.name = "top/b.py", .content = "'again'"}});
    const Result<SourceTree> tree = readArchive(archive, both, {});
    QVERIFY(tree);
    QCOMPARE(pathsOf(tree->value(u"python"_s)), (QStringList{u"a.py"_s, u"b.py"_s}));
    QCOMPARE(tree->value(u"python"_s).files.at(1).bytes,
             QByteArray("'again'")); // as unpacking it would leave it
    QCOMPARE(pathsOf(tree->value(u"matlab"_s)), QStringList{u"a/x.m"_s});
    QVERIFY(keysOf(tree->value(u"matlab"_s)).isEmpty());
}

void DocstringsArchiveTest::readsOnlyWhatIsWanted()
{
    const QByteArray archive =
        tarball({{.name = "top/b.py", .content = "'b'"}, {.name = "top/x.m", .content = "%"}});
    const Result<SourceTree> tree = readArchive(archive, {u"matlab"_s}, {});
    QVERIFY(tree);
    QCOMPARE(tree->keys(), QStringList{u"matlab"_s});
    QCOMPARE(pathsOf(tree->value(u"matlab"_s)), QStringList{u"x.m"_s});
}

void DocstringsArchiveTest::longNames()
{
    const QByteArray folder = QByteArray("folder/").repeated(40);
    const Result<SourceTree> tree =
        readArchive(tarball({{.name = "top/" + folder + "long.py", .content = "'d'"},
                             {.name = "top/t\xc3\xa9st.py", .content = "'d'"}}),
                    both, {});
    QVERIFY(tree);
    QCOMPARE(pathsOf(tree->value(u"python"_s)),
             (QStringList{QString::fromLatin1(folder) + u"long.py"_s, u"tést.py"_s}));
}

void DocstringsArchiveTest::hostileNames()
{
    const Result<SourceTree> tree =
        readArchive(tarball({{.name = "top/../../etc/cron.py", .content = "'d'"},
                             {.name = "/etc/cron.py", .content = "'d'"},
                             {.name = "top/./a.py", .content = "'d'"},
                             {.name = "top//b.py", .content = "'d'"},
                             {.name = "alone.py", .content = "'d'"},
                             {.name = "top/\x1b[31m.py", .content = "'d'"},
                             {.name = "top/" + QByteArray(3000, 'x') + ".py", .content = "'d'"},
                             {.name = "top/fine.py", .content = "'d'"}}),
                    both, {});
    QVERIFY(tree);
    const LanguageFiles &python = (*tree)[u"python"_s];
    QCOMPARE(pathsOf(python), QStringList{u"fine.py"_s});
    QCOMPARE(python.skipped.size(), 7U);
    for (const store::SkippedItem &item : python.skipped) {
        QVERIFY(item.key.size() <= 200);
        QVERIFY2(item.reason.contains(u"name"_s), qPrintable(item.reason));
    }
}

void DocstringsArchiveTest::linksAndLargeFiles()
{
    const Result<SourceTree> tree = readArchive(
        tarball({{.name = "top/link.py", .content = {}, .linkTo = "/etc/passwd"},
                 {.name = "top/large.py", .content = QByteArray(sources::docstrings::largestFile + 1, '\n')},
                 {.name = "top/just.py", .content = QByteArray(sources::docstrings::largestFile, '\n')}}),
        both, {});
    QVERIFY(tree);
    QCOMPARE(pathsOf(tree->value(u"python"_s)), QStringList{u"just.py"_s});
    QCOMPARE(keysOf(tree->value(u"python"_s)), QStringList{u"large.py"_s});
}

void DocstringsArchiveTest::everyCutIsNoticed_data()
{
    QTest::addColumn<bool>("packed");
    QTest::newRow("gzip") << true;
    QTest::newRow("plain") << false; // unpacked on its way
}

void DocstringsArchiveTest::everyCutIsNoticed()
{
    QFETCH(bool, packed);
    QList<TarEntry> entries;
    for (int i = 0; i < 20; ++i)
        entries.append({.name = "top/f" + QByteArray::number(i) + ".py",
                        .content = "'doc " + QByteArray::number(i * i) + "'\n" + QByteArray(i * 40, ' ')});
    const QByteArray archive = tarball(entries, packed);
    const Result<SourceTree> whole = readArchive(archive, both, {});
    QVERIFY2(whole, whole ? "" : qPrintable(whole.error().text));
    QCOMPARE(whole->value(u"python"_s).files.size(), 20U);
    int noticed = 0;
    for (qsizetype length = 0; length < archive.size(); length += packed ? 1 : 64) {
        const Result<SourceTree> cut = readArchive(archive.left(length), both, {});
        // Behind the last entry's end and the mark of the archive's, a cut takes nothing away.
        if (cut)
            QCOMPARE(cut->value(u"python"_s).files.size(), 20U);
        else
            QCOMPARE(cut.error().kind, ErrorKind::BadAnswer);
        noticed += cut ? 0 : 1;
    }
    QVERIFY(noticed > 10);
}

void DocstringsArchiveTest::notAnArchive_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("HTML") << QByteArray("<!DOCTYPE html><title>Sign in</title>");
    QTest::newRow("a text") << QByteArray(4096, 'x');
    QTest::newRow("zeros") << QByteArray(10240, '\0');
    QTest::newRow("packed text") << QByteArray("\x1f\x8b\x08\0\0\0\0\0\0\x03", 10) + QByteArray(100, 'x');
    QTest::newRow("zip") << QByteArray("PK\x03\x04") + QByteArray(100, '\0');
}

void DocstringsArchiveTest::notAnArchive()
{
    QFETCH(QByteArray, bytes);
    const Result<SourceTree> tree = readArchive(bytes, both, {});
    QVERIFY(!tree);
    QCOMPARE(tree.error().kind, ErrorKind::BadAnswer);
    QVERIFY(!tree.error().text.isEmpty());
}

void DocstringsArchiveTest::hugeCounts()
{
    QList<TarEntry> entries;
    for (int i = 0; i < 3000; ++i)
        entries.append({.name = "top/f" + QByteArray::number(i) + ".py", .content = "x = 1\n"});
    const QByteArray archive = tarball(entries);
    QVERIFY(readArchive(archive, both, {}, {.entries = 3000, .files = 3000, .bytes = 18'000}));
    for (const sources::docstrings::ArchiveLimits &limits :
         {sources::docstrings::ArchiveLimits{.entries = 2999},
          sources::docstrings::ArchiveLimits{.files = 2999},
          sources::docstrings::ArchiveLimits{.bytes = 17'999},
          sources::docstrings::ArchiveLimits{.unpacked = 17'999}}) {
        const Result<SourceTree> tree = readArchive(archive, both, {}, limits);
        QVERIFY(!tree);
        QCOMPARE(tree.error().kind, ErrorKind::BadAnswer);
    }
}

void DocstringsArchiveTest::aBomb()
{
    // Some kilobytes that unpack to 300 MB, in a file that nobody asked for.
    QByteArray archive = tarball({{.name = "top/zeros.bin", .content = QByteArray(300'000'000, '\0')},
                                  {.name = "top/a.py", .content = "'d'"}});
    QVERIFY(archive.size() < 1'000'000);
    QVERIFY(readArchive(archive, both, {}));
    const Result<SourceTree> tree = readArchive(archive, both, {}, {.unpacked = 100'000'000});
    QVERIFY(!tree);
    QCOMPARE(tree.error().kind, ErrorKind::BadAnswer);
}

void DocstringsArchiveTest::stops()
{
    std::stop_source stop;
    stop.request_stop();
    const Result<SourceTree> tree =
        readArchive(tarball({{.name = "top/a.py", .content = "'d'"}}), both, stop.get_token());
    QVERIFY(!tree);
    QVERIFY(tree.error().isCancelled());
}

QTEST_GUILESS_MAIN(DocstringsArchiveTest)
#include "docstrings_archive.moc"
