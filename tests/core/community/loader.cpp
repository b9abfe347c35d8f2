// Files and folders: what is read, what is passed over, and what an unreadable one says.
#include "community/Loader.h"

#include "Scratch.h"
#include "tests/support/FileRights.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::community;

class TestLoader final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everything();
    void least();
    void brokenBesideHealthy();
    void allProblemsOfAFile();
    void folderThatIsNone_data();
    void folderThatIsNone();
    void passedOver();
    void symlinks();
    void unreadableFile();
    void unreadableFolder();
    void notAFile();
    void tooLarge();
    void justNotTooLarge();
    void notText_data();
    void notText();
    void byteOrderMark();
    void windowsLines();
    void missingFile();
    void relativePath();
    void describe();

private:
    static QString data() { return QStringLiteral(LOCKKEEPER_TEST_DATA) + u"/communities"_s; }
};

void TestLoader::everything()
{
    const LoadedCommunity loaded = loadFile(data() + u"/tide-pool/config.yaml"_s);
    QVERIFY2(loaded.problems.isEmpty(), saidOf(loaded.problems).constData());
    QVERIFY(!loaded.broken());
    QCOMPARE(loaded.id, u"tide-pool"_s);
    const Community &c = *loaded.community;
    QCOMPARE(c.id, u"tide-pool"_s);
    QCOMPARE(c.name, u"Tide Pool: shore ecology"_s);
    QCOMPARE(c.description, u"Counting what lives between the tide marks."_s);
    QCOMPARE(c.status, u"available"_s);
    QCOMPARE(c.links.size(), 3);
    QCOMPARE(c.links.value(u"documentation"_s), u"https://docs.tide-pool.example.org/en/stable/"_s);
    QCOMPARE(c.maintainers, QStringList({u"shore-walker"_s, u"Limpet42"_s}));
    const QMap<QString, QString> sync{
        {u"github"_s, u"15 1 * * *"_s}, {u"papers"_s, u"30 3 * * sun"_s}, {u"mailman"_s, u"0 5 1,15 * *"_s}};
    QCOMPARE(c.sync, sync);
    QCOMPARE(c.githubRepositories, QStringList({u"tide-pool/counts"_s, u"tide-pool/Tide.Tables_2"_s}));
    QCOMPARE(c.citationQueries, QStringList({u"rocky shore transect"_s, u"limpet: homing"_s}));
    QCOMPARE(c.citationDois, QStringList({u"10.5555/tide.2019.0042"_s, u"10.5555/(SICI)1097-0258(19)"_s,
                                          u"10.55555/pool/7"_s}));

    QCOMPARE(c.forums.size(), 1);
    QCOMPARE(c.forums[0].url, QUrl(u"https://forum.tide-pool.example.org"_s, QUrl::StrictMode));
    QCOMPARE(c.forums[0].tags, QStringList({u"sampling"_s, u"low tide"_s}));
    QCOMPARE(c.forums[0].categories.size(), 2);
    QCOMPARE(c.forums[0].categories[1].slug, u"gear"_s);
    QCOMPARE(c.forums[0].categories[1].id, 12);

    QCOMPARE(c.docstrings.size(), 2);
    QCOMPARE(c.docstrings[0].repository, u"tide-pool/counts"_s);
    QCOMPARE(c.docstrings[0].branch, u"develop"_s);
    QCOMPARE(c.docstrings[0].languages, QStringList(u"python"_s));
    QCOMPARE(c.docstrings[1].branch, u"main"_s);
    QCOMPARE(c.docstrings[1].languages, QStringList({u"matlab"_s, u"python"_s}));

    QCOMPARE(c.mailingLists.size(), 2);
    QCOMPARE(c.mailingLists[0].name, u"shorelist"_s);
    QCOMPARE(c.mailingLists[0].baseUrl.toString(), u"http://127.0.0.1:8081/pipermail/shorelist/"_s);
    QCOMPARE(c.mailingLists[0].displayName, u"The shore list"_s);
    QCOMPARE(c.mailingLists[0].startYear, 2009);
    QCOMPARE(c.mailingLists[1].baseUrl.toString(), u"https://lists.example.org/pipermail/rocks/"_s);
    QCOMPARE(c.mailingLists[1].displayName, u"rocks"_s);
    QCOMPARE(c.mailingLists[1].startYear, 0);
}

void TestLoader::least()
{
    const LoadedCommunity loaded = Scratch().load("id: pond\n");
    QVERIFY2(loaded.problems.isEmpty(), saidOf(loaded.problems).constData());
    QVERIFY(!loaded.broken());
    QCOMPARE(loaded.community->name, u"pond"_s);
    QVERIFY(loaded.community->githubRepositories.isEmpty());
    QVERIFY(loaded.community->sync.isEmpty());
}

void TestLoader::brokenBesideHealthy()
{
    const auto loaded = loadFolder(data());
    QVERIFY(loaded.ok());
    QStringList ids;
    QStringList broken;
    for (const LoadedCommunity &one : *loaded) {
        ids.append(one.id);
        QCOMPARE(one.file, data() + u'/' + one.id + u"/config.yaml"_s);
        if (one.broken())
            broken.append(one.id);
    }
    QCOMPARE(ids, QStringList({u"moss-map"_s, u"rusty-gate"_s, u"tide-pool"_s}));
    QCOMPARE(broken, QStringList(u"rusty-gate"_s));
}

void TestLoader::allProblemsOfAFile()
{
    const LoadedCommunity loaded = loadFile(data() + u"/rusty-gate/config.yaml"_s);
    QVERIFY(loaded.broken());
    QStringList places;
    for (const Problem &problem : loaded.problems) {
        QCOMPARE(problem.file, loaded.file);
        QVERIFY(!problem.text.isEmpty());
        QVERIFY(!problem.hint.isEmpty());
        places.append(u"%1:%2 %3"_s.arg(problem.line).arg(problem.column).arg(problem.key));
    }
    const QStringList expected{u"2:5 id"_s,
                               u"3:7 name"_s,
                               u"6:11 sync.github.cron"_s,
                               u"10:7 github.repos[1]"_s,
                               u"11:7 github.repos[2]"_s,
                               u"12:12 citations"_s,
                               u"14:10 discourse[0].url"_s,
                               u"17:7 docstrings.repos[0]"_s,
                               u"19:5 mailman[0].base_url"_s};
    QCOMPARE(places, expected);
    QCOMPARE(loaded.problems[4].severity, Problem::Severity::Warning);
}

void TestLoader::folderThatIsNone_data()
{
    QTest::addColumn<QString>("folder");
    QTest::addColumn<QString>("text");
    QTest::newRow("missing") << data() + u"/nowhere"_s << u"does not exist"_s;
    QTest::newRow("a file") << data() + u"/notes.txt"_s << u"is not a folder"_s;
    QTest::newRow("nothing") << QString() << u"does not exist"_s;
}

void TestLoader::folderThatIsNone()
{
    QFETCH(QString, folder);
    QFETCH(QString, text);
    const auto loaded = loadFolder(folder);
    QVERIFY(!loaded.ok());
    QCOMPARE(loaded.error().kind, ErrorKind::Config);
    QVERIFY2(loaded.error().text.contains(text), qPrintable(loaded.error().text));
    QVERIFY(!loaded.error().hint.isEmpty());
}

void TestLoader::passedOver()
{
    const Scratch scratch;
    const QDir folder(scratch.path());
    QVERIFY(!scratch.write(u"pond"_s, "id: pond\n").isEmpty());
    QVERIFY(!scratch.write(u".hidden"_s, "id: hidden\n").isEmpty());
    QVERIFY(folder.mkpath(u"empty"_s));
    QFile plain(folder.filePath(u"config.yaml"_s));
    QVERIFY(plain.open(QIODevice::WriteOnly));

    const auto loaded = loadFolder(scratch.path());
    QVERIFY(loaded.ok());
    QCOMPARE(loaded->size(), 1);
    QCOMPARE(loaded->first().id, u"pond"_s);
}

void TestLoader::symlinks()
{
    const Scratch elsewhere;
    const Scratch scratch;
    const QDir folder(scratch.path());
    QVERIFY(!elsewhere.write(u"pond"_s, "id: pond\n").isEmpty());
    QVERIFY(QFile::link(elsewhere.path() + u"/pond"_s, folder.filePath(u"pond"_s)));
    QVERIFY(QFile::link(elsewhere.path() + u"/pond/config.yaml"_s, folder.filePath(u"linked-file"_s)));
    QVERIFY(QFile::link(elsewhere.path() + u"/nowhere"_s, folder.filePath(u"dangling"_s)));
    QVERIFY(folder.mkpath(u"lake"_s));
    QVERIFY(QFile::link(elsewhere.path() + u"/nowhere"_s, folder.filePath(u"lake/config.yaml"_s)));

    const auto loaded = loadFolder(scratch.path());
    QVERIFY(loaded.ok());
    QCOMPARE(loaded->size(), 2);
    QCOMPARE(loaded->at(0).id, u"lake"_s); // whose configuration is a link to nowhere
    QVERIFY(loaded->at(0).broken());
    QVERIFY(loaded->at(0).problems.first().text.startsWith("The file cannot be read"_L1));
    QVERIFY(!loaded->at(1).broken()); // a folder may be a link
}

void TestLoader::unreadableFile()
{
    if (!tests::giveUpRootsRights())
        QSKIP("skipped: root may read everything");
    const Scratch scratch;
    const QString path = scratch.write(u"pond"_s, "id: pond\n");
    QVERIFY(QFile::setPermissions(path, QFileDevice::WriteOwner));
    const LoadedCommunity loaded = loadFile(path);
    QVERIFY(loaded.broken());
    QCOMPARE(loaded.problems.size(), 1);
    QVERIFY(loaded.problems.first().text.startsWith("The file cannot be read"_L1));
    QCOMPARE(loaded.problems.first().line, 0);
}

void TestLoader::unreadableFolder()
{
    if (!tests::giveUpRootsRights())
        QSKIP("skipped: root may read everything");
    const Scratch scratch;
    QVERIFY(!scratch.write(u"pond"_s, "id: pond\n").isEmpty());
    QVERIFY(!scratch.write(u"shut"_s, "id: shut\n").isEmpty());
    const QString shut = scratch.path() + u"/shut"_s;
    QVERIFY(QFile::setPermissions(shut, QFileDevice::ReadOwner));
    const auto loaded = loadFolder(scratch.path());
    QVERIFY(QFile::setPermissions(shut,
                                  QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner));
    QVERIFY(loaded.ok());
    QCOMPARE(loaded->size(), 2);
    QVERIFY(!loaded->at(0).broken());
    QVERIFY(loaded->at(1).broken());
    QVERIFY(loaded->at(1).problems.first().text.startsWith("The file cannot be read"_L1));
}

void TestLoader::notAFile()
{
    const Scratch scratch;
    const QDir folder(scratch.path());
    QVERIFY(folder.mkpath(u"pond/config.yaml"_s));
    QVERIFY(folder.mkpath(u"pipe"_s));
    QCOMPARE(::mkfifo(QFile::encodeName(folder.filePath(u"pipe/config.yaml"_s)).constData(), 0600), 0);
    QVERIFY(folder.mkpath(u"zero"_s));
    QVERIFY(QFile::link(u"/dev/zero"_s, folder.filePath(u"zero/config.yaml"_s)));

    const auto loaded = loadFolder(scratch.path()); // would hang if it opened the pipe
    QVERIFY(loaded.ok());
    QCOMPARE(loaded->size(), 3);
    for (const LoadedCommunity &one : *loaded) {
        QVERIFY(one.broken());
        QCOMPARE(one.problems.first().text, u"This is not a file."_s);
    }
}

void TestLoader::tooLarge()
{
    const LoadedCommunity loaded = Scratch().load("id: pond\n#" + QByteArray(1024 * 1024, 'x'));
    QVERIFY(loaded.broken());
    QCOMPARE(loaded.problems.size(), 1);
    QCOMPARE(loaded.problems.first().line, 0);
    QVERIFY(loaded.problems.first().text.contains("larger than 1 MiB"_L1));
}

void TestLoader::justNotTooLarge()
{
    const QByteArray begin = "id: pond\n#";
    const LoadedCommunity loaded = Scratch().load(begin + QByteArray(1024 * 1024 - begin.size(), 'x'));
    QVERIFY2(!loaded.broken(), saidOf(loaded.problems).constData());
}

void TestLoader::notText_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("line");
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("said");
    const QString notUtf8 = u"The text is not UTF-8 from here on."_s;
    const QString control = u"A control character stands here, which YAML does not allow."_s;
    QTest::newRow("Latin-1") << QByteArray("id: pond\nname: \xC3\xA9t\xE9\n") << 2 << 9 << notUtf8;
    QTest::newRow("UTF-16") << QByteArray("\xFF\xFEi\0d\0:\0", 8) << 1 << 1 << notUtf8;
    QTest::newRow("cut off") << QByteArray("id: pond\nname: \xE2\x82") << 2 << 7 << notUtf8;
    QTest::newRow("surrogate") << QByteArray("name: \xED\xA0\x80\n") << 1 << 7 << notUtf8;
    QTest::newRow("overlong") << QByteArray("name: \xC0\x80\n") << 1 << 7 << notUtf8;
    QTest::newRow("UTF-16 without a mark") << QByteArray("i\0d\0:\0", 6) << 1 << 2 << control;
    QTest::newRow("end of transmission")
        << QByteArray("id: pond\ngithub: \x04\n  repos: 5\n") << 2 << 9 << control;
    QTest::newRow("escape") << QByteArray("name: \xC3\xA9\x1B[31m\n") << 1 << 8 << control;
}

void TestLoader::notText()
{
    QFETCH(QByteArray, text);
    const LoadedCommunity loaded = Scratch().load(text);
    QVERIFY(loaded.broken());
    QCOMPARE(loaded.problems.size(), 1);
    QTEST(loaded.problems.first().line, "line");
    QTEST(loaded.problems.first().column, "column");
    QTEST(loaded.problems.first().text, "said");
}

void TestLoader::byteOrderMark()
{
    const LoadedCommunity loaded = Scratch().load("\xEF\xBB\xBFid: Pond\n");
    QCOMPARE(loaded.problems.size(), 1);
    QCOMPARE(loaded.problems.first().key, u"id"_s);
    QCOMPARE(loaded.problems.first().column, 5);
}

void TestLoader::windowsLines()
{
    const LoadedCommunity loaded =
        Scratch().load("id: pond\r\ngithub:\r\n  repos:\r\n    - pond/\xC3\xA4rm\r\n    - pond/net\r\n");
    QCOMPARE(loaded.problems.size(), 1);
    QCOMPARE(loaded.problems.first().line, 4);
    QCOMPARE(loaded.problems.first().column, 7);
}

void TestLoader::missingFile()
{
    const Scratch scratch;
    const LoadedCommunity loaded = loadFile(scratch.path() + u"/pond/config.yaml"_s);
    QCOMPARE(loaded.id, u"pond"_s);
    QVERIFY(loaded.broken());
    QCOMPARE(loaded.problems.size(), 1);
    QVERIFY(loaded.problems.first().text.startsWith("The file cannot be read"_L1));
}

void TestLoader::relativePath()
{
    const QString before = QDir::currentPath();
    QVERIFY(QDir::setCurrent(data() + u"/moss-map"_s));
    const LoadedCommunity loaded = loadFile(u"config.yaml"_s);
    QVERIFY(QDir::setCurrent(before));
    QCOMPARE(loaded.id, u"moss-map"_s);
    QCOMPARE(loaded.file, u"config.yaml"_s);
    QVERIFY(!loaded.broken());
}

void TestLoader::describe()
{
    Problem problem{.severity = Problem::Severity::Error,
                    .file = u"pond/config.yaml"_s,
                    .line = 12,
                    .column = 5,
                    .key = u"github.repos[2]"_s,
                    .text = u"Wrong."_s,
                    .hint = u"Right it."_s};
    QCOMPARE(problem.describe(), u"pond/config.yaml:12:5: github.repos[2]: Wrong."_s);
    problem.severity = Problem::Severity::Warning;
    QCOMPARE(problem.describe(), u"pond/config.yaml:12:5: warning: github.repos[2]: Wrong."_s);
    problem.severity = Problem::Severity::Error;
    problem.key.clear();
    QCOMPARE(problem.describe(), u"pond/config.yaml:12:5: Wrong."_s);
    problem.line = 0;
    QCOMPARE(problem.describe(), u"pond/config.yaml: Wrong."_s);
}

QTEST_GUILESS_MAIN(TestLoader)
#include "loader.moc"
