// What becomes of a configuration's values: the id, repeats, prefixes, secrets, and how much is said.
#include "community/Community.h"

#include "Scratch.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper::community;

class TestConfigValues final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void identity_data();
    void identity();
    void repeatsAreDropped();
    void emptySections();
    void normalised();
    void secretsAreNotRepeated_data();
    void secretsAreNotRepeated();
    void names();
    void problemsAreBounded();

private:
    static LoadedCommunity loadBelowId(const QString &text)
    {
        return Scratch().load("id: pond\n" + text.toUtf8());
    }
};

void TestConfigValues::identity_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("line");
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("said");
    QTest::newRow("missing") << QByteArray("# a pond\nname: x\n") << 2 << 1 << u"'id' is missing."_s;
    QTest::newRow("nothing") << QByteArray("name: x\nid:\n") << 2 << 1 << u"'id' is empty."_s;
    QTest::newRow("empty") << QByteArray("id: \"\"\n") << 1 << 5 << u"'id' is empty."_s;
    QTest::newRow("spaces") << QByteArray("id: '  '\n") << 1 << 5 << u"'id' is empty."_s;
    QTest::newRow("other") << QByteArray("id: lake\n") << 1 << 5
                           << u"The id is 'lake', but the folder is called 'pond'."_s;
    QTest::newRow("capitals") << QByteArray("id: Pond\n") << 1 << 5
                              << u"'Pond' cannot be a community's id."_s;
    QTest::newRow("path") << QByteArray("id: ../pond\n") << 1 << 5
                          << u"'../pond' cannot be a community's id."_s;
    QTest::newRow("hyphens") << QByteArray("id: my--pond\n") << 1 << 5
                             << u"'my--pond' cannot be a community's id."_s;
    QTest::newRow("list") << QByteArray("id: [pond]\n") << 1 << 5
                          << u"Expected a text, but here is a list."_s;
}

void TestConfigValues::identity()
{
    QFETCH(QByteArray, text);
    const LoadedCommunity loaded = Scratch().load(text);
    QVERIFY(loaded.broken());
    QVERIFY2(loaded.problems.size() == 1, saidOf(loaded.problems).constData());
    QCOMPARE(loaded.problems.first().key, u"id"_s);
    QTEST(loaded.problems.first().text, "said");
    QTEST(loaded.problems.first().line, "line");
    QTEST(loaded.problems.first().column, "column");
    QVERIFY(!loaded.problems.first().hint.isEmpty());
    QCOMPARE(loaded.id, u"pond"_s);
}

void TestConfigValues::repeatsAreDropped()
{
    const LoadedCommunity loaded = loadBelowId(
        u"github: {repos: [a/b, A/b, c/d]}\n"
        "citations: {dois: [10.1234/x, 'https://doi.org/10.1234/X', 10.1234/y], queries: [q, q]}\n"
        "docstrings: {repos: [{repo: a/b, branch: one}, {repo: a/b, branch: two}]}"_s);
    QVERIFY(!loaded.broken());
    QCOMPARE(loaded.community->githubRepositories, QStringList({u"a/b"_s, u"c/d"_s}));
    QCOMPARE(loaded.community->citationDois, QStringList({u"10.1234/x"_s, u"10.1234/y"_s}));
    QCOMPARE(loaded.community->citationQueries, QStringList(u"q"_s));
    QCOMPARE(loaded.community->docstrings.size(), 1);
    QCOMPARE(loaded.community->docstrings.first().branch, u"one"_s);
    QCOMPARE(loaded.problems.size(), 4);
}

void TestConfigValues::emptySections()
{
    const LoadedCommunity loaded = loadBelowId(
        u"name:\nlinks:\nmaintainers:\nsync: {github: }\ngithub:\ncitations: {queries: , dois: ~}\n"
        "discourse: null\ndocstrings: {repos: []}\nmailman: []"_s);
    QVERIFY2(loaded.problems.isEmpty(), saidOf(loaded.problems).constData());
    QVERIFY(!loaded.broken());
    QCOMPARE(loaded.community->name, u"pond"_s);
}

void TestConfigValues::normalised()
{
    const LoadedCommunity loaded =
        loadBelowId(u"github: {repos: [' a/b']}\n"
                    "citations: {dois: ['HTTPS://DX.DOI.ORG/10.1234/a%2Fb', 'DOI: 10.1234/c']}\n"
                    "discourse: [{url: 'https://F.example/sub//'}]\n"
                    "base: &base {branch: dev, languages: [python]}\n"
                    "docstrings: {repos: [{<<: *base, repo: a/b, branch: own}]}"_s);
    QVERIFY2(loaded.problems.isEmpty(), saidOf(loaded.problems).constData());
    const Community &c = *loaded.community;
    QCOMPARE(c.githubRepositories, QStringList(u"a/b"_s));
    QCOMPARE(c.citationDois, QStringList({u"10.1234/a/b"_s, u"10.1234/c"_s}));
    QCOMPARE(c.forums.first().url.toString(), u"https://f.example/sub"_s);
    QCOMPARE(c.docstrings.first().branch, u"own"_s);
    QCOMPARE(c.docstrings.first().languages, QStringList(u"python"_s));
}

void TestConfigValues::secretsAreNotRepeated_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("forum") << u"discourse: [{url: 'https://newt:hunter2@f.example/'}]"_s;
    QTest::newRow("forum's key") << u"discourse: [{url: 'https://f.example/?api_key=hunter2'}]"_s;
    QTest::newRow("bad address") << u"links: {homepage: 'ftp://newt:hunter2@f.example'}"_s;
    QTest::newRow("bad address with a key") << u"links: {homepage: 'ftp://f.example?key=hunter2'}"_s;
    QTest::newRow("no scheme") << u"links: {homepage: 'newt:hunter2@f.example'}"_s;
    QTest::newRow("repository") << u"github: {repos: ['https://hunter2@github.com/a/b']}"_s;
    QTest::newRow("list")
        << u"mailman: [{list_name: 'newt:hunter2@l.example/x', base_url: 'https://l.example'}]"_s;
}

void TestConfigValues::secretsAreNotRepeated()
{
    QFETCH(QString, text);
    const LoadedCommunity loaded = loadBelowId(text);
    QVERIFY(loaded.broken());
    const QByteArray said = saidOf(loaded.problems);
    QVERIFY2(!said.contains("hunter2"), said.constData());
}

void TestConfigValues::names()
{
    QVERIFY(isCommunityId(u"a"_s));
    QVERIFY(isCommunityId(u"9-lives-2"_s));
    for (const QString &id : {u""_s, u"-a"_s, u"a-"_s, u"a--b"_s, u"a_b"_s, u"A"_s, u"a b"_s, u"é"_s,
                              u"a/b"_s, u"."_s, u"a\n"_s, QString(101, u'a')})
        QVERIFY2(!isCommunityId(id), qPrintable(id));
    QVERIFY(isRepositoryName(u"a/b"_s));
    QVERIFY(isRepositoryName(u".github/.github"_s));
    for (const QString &name : {u""_s, u"a"_s, u"/b"_s, u"a/"_s, u"a/b/c"_s, u"a/."_s, u"../b"_s, u"a/b "_s,
                                u"a/b\n"_s, u"a/é"_s, u"a/"_s + QString(300, u'b')})
        QVERIFY2(!isRepositoryName(name), qPrintable(name));
}

void TestConfigValues::problemsAreBounded()
{
    QString text = u"github:\n  repos:\n"_s;
    for (int i = 0; i < 5000; ++i)
        text += u"    - nothing\n"_s;
    const LoadedCommunity loaded = loadBelowId(text);
    QVERIFY(loaded.broken());
    QCOMPARE(loaded.problems.size(), 101);
    QVERIFY(loaded.problems.last().text.startsWith("4900 further"_L1));
    QCOMPARE(loaded.problems.last().severity, Problem::Severity::Error);
}

QTEST_GUILESS_MAIN(TestConfigValues)
#include "config_values.moc"
