// YAML itself: what is wrong with it is said in words and with its place, and tricks neither crash nor take
// for ever.
#include "Scratch.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper::community;

class TestConfigYaml final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void syntax_data();
    void syntax();
    void nothing_data();
    void nothing();
    void otherTop_data();
    void otherTop();
    void documents();
    void endOfDocument();
    void deepNesting_data();
    void deepNesting();
    void aliases();
    void aliasBomb();
    void wideAliases();
    void mergedBomb();
    void aliasInItself_data();
    void aliasInItself();
    void strangeKeys();
    void escapedCharacters();
    void manyKeys();
};

void TestConfigYaml::syntax_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("line");
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("said");
    const auto row = [](const char *name, const QByteArray &text, int line, int column, const QString &said) {
        QTest::newRow(name) << text << line << column << said;
    };
    row("tab", "id: pond\ngithub:\n\trepos: [a/b]\n", 3, 1,
        u"A tab is used to indent this line; YAML allows only spaces."_s);
    row("tab behind spaces", "id: pond\ngithub:\n  repos:\n  \t- a/b\n", 4, 3,
        u"A tab is used to indent this line; YAML allows only spaces."_s);
    row("list not closed", "id: pond\ntags: [a, b\n", 2, 12, u"A list that begins with '[' is not closed."_s);
    row("map not closed", "id: pond\nlinks: {a: b\n", 2, 13, u"A map that begins with '{' is not closed."_s);
    row("closed twice", "id: pond\nlinks: {a: b}}\n", 2, 14,
        u"There is a closing ']' or '}' without its opening one."_s);
    row("value in a value", "id: pond\nname: Pond: life\n", 2, 11, u"A 'key: value' cannot stand here."_s);
    row("behind umlauts", "id: pond\nname: \xC3\xBC\xC3\xBC: life\n", 2, 9,
        u"A 'key: value' cannot stand here."_s);
    row("indented too far", "id: pond\n  name: x\n", 2, 7, u"A 'key: value' cannot stand here."_s);
    row("indented too little", "id: pond\ngithub:\n    repos: [a/b]\n  more: x\n", 4, 3,
        u"This line is neither 'key: value' nor part of what is above it."_s);
    row("quote not closed", "id: pond\nname: \"Pond\ngithub:\n  repos: [a/b]\n", 4, 15,
        u"A quoted text that begins further up is not closed."_s);
    row("single quote not closed", "id: pond\nname: 'Pond\n", 2, 12,
        u"A quoted text that begins further up is not closed."_s);
    row("unknown alias", "id: *pond\n", 1, 5,
        u"An alias ('*name') names an anchor that is not defined above."_s);
    row("unknown escape", "id: pond\nname: \"C:\\pond\"\n", 2, 12,
        u"A backslash in double quotes is followed by an unknown character."_s);
    row("surrogate escape", "id: pond\nname: \"\\uD800\"\n", 2, 14,
        u"An escape in double quotes means no character."_s);
    row("at sign", "id: pond\nmaintainers:\n  - @newt\n", 3, 5, u"No value can begin with this character."_s);
    row("without our words", "%YAML 1.2 3\n---\nid: pond\n", 1, 1,
        u"This is not valid YAML: YAML directives must have exactly one argument."_s);
}

void TestConfigYaml::syntax()
{
    QFETCH(QByteArray, text);
    const LoadedCommunity loaded = Scratch().load(text);
    QVERIFY(loaded.broken());
    QVERIFY2(loaded.problems.size() == 1, saidOf(loaded.problems).constData());
    const Problem &problem = loaded.problems.first();
    QTEST(problem.text, "said");
    QTEST(problem.line, "line");
    QTEST(problem.column, "column");
    QVERIFY(problem.key.isEmpty());
    QVERIFY(!problem.hint.isEmpty());
}

void TestConfigYaml::nothing_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("space") << QByteArray(" \n\n  \n");
    QTest::newRow("comments") << QByteArray("# id: pond\n");
    QTest::newRow("separator") << QByteArray("---\n");
    QTest::newRow("end") << QByteArray("...\n");
    QTest::newRow("null") << QByteArray("~\n");
    QTest::newRow("byte order mark") << QByteArray("\xEF\xBB\xBF");
}

void TestConfigYaml::nothing()
{
    QFETCH(QByteArray, text);
    const LoadedCommunity loaded = Scratch().load(text);
    QVERIFY(loaded.broken());
    QCOMPARE(loaded.problems.size(), 1);
    QCOMPARE(loaded.problems.first().text, u"The file holds no configuration."_s);
    QCOMPARE(loaded.problems.first().line, 0);
}

void TestConfigYaml::otherTop_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("said");
    QTest::newRow("list") << QByteArray("- id: pond\n")
                          << u"Expected a map of keys and values, but here is a list."_s;
    QTest::newRow("text") << QByteArray("pond\n")
                          << u"Expected a map of keys and values, but here is a text."_s;
}

void TestConfigYaml::otherTop()
{
    QFETCH(QByteArray, text);
    const LoadedCommunity loaded = Scratch().load(text);
    QVERIFY(loaded.broken());
    QCOMPARE(loaded.problems.size(), 1);
    QTEST(loaded.problems.first().text, "said");
    QCOMPARE(loaded.problems.first().line, 1);
    QCOMPARE(loaded.problems.first().column, 1);
}

void TestConfigYaml::documents()
{
    const LoadedCommunity loaded = Scratch().load("id: pond\n---\nid: lake\n");
    QVERIFY(loaded.broken());
    QCOMPARE(loaded.problems.size(), 1);
    QCOMPARE(loaded.problems.first().line, 2);
    QCOMPARE(loaded.problems.first().text, u"A second document begins here; a configuration is one."_s);
}

void TestConfigYaml::endOfDocument()
{
    for (const QByteArray &text : {QByteArray("---\nid: pond\n"), QByteArray("---\nid: pond\n...\n"),
                                   QByteArray("id: pond"), QByteArray("id: pond # no line end"),
                                   QByteArray("id: pond\nname: |\n  x"), QByteArray("{id: pond}")}) {
        const LoadedCommunity loaded = Scratch().load(text);
        QVERIFY2(!loaded.broken(), saidOf(loaded.problems).constData());
    }
}

void TestConfigYaml::deepNesting_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("brackets") << QByteArray(200'000, '[');
    QTest::newRow("braces") << QByteArray(200'000, '{');
    QTest::newRow("items") << QByteArray("- ").repeated(200'000);
    QTest::newRow("keys") << QByteArray("? ").repeated(200'000);
    QByteArray stairs;
    for (int i = 0; i < 900; ++i)
        stairs += QByteArray(i, ' ') + "a:\n";
    QTest::newRow("stairs") << stairs;
}

void TestConfigYaml::deepNesting()
{
    QFETCH(QByteArray, text);
    const LoadedCommunity loaded = Scratch().load(text);
    QVERIFY(loaded.broken());
    QVERIFY(loaded.problems.last().text.startsWith("Lists and maps are nested too deeply"_L1));
}

void TestConfigYaml::aliases()
{
    const LoadedCommunity loaded = Scratch().load("id: &id pond\n"
                                                  "name: *id\n"
                                                  "shared: &repos [a/b, c/d]\n"
                                                  "github: {repos: *repos}\n"
                                                  "docstrings: {repos: [{repo: e}]}\n");
    QCOMPARE(loaded.problems.size(), 1);
    const LoadedCommunity good = Scratch().load("id: &id pond\nname: *id\nshared: &repos [a/b, c/d]\n"
                                                "github: {repos: *repos}\n");
    QVERIFY(!good.broken());
    QCOMPARE(good.community->name, u"pond"_s);
    QCOMPARE(good.community->githubRepositories, QStringList({u"a/b"_s, u"c/d"_s}));
    // A mistake is shown where its text stands, not where it is used.
    const LoadedCommunity bad = Scratch().load("id: pond\nshared: &repos\n  - a\ngithub: {repos: *repos}\n");
    QCOMPARE(bad.problems.size(), 1);
    QCOMPARE(bad.problems.first().line, 3);
    QCOMPARE(bad.problems.first().key, u"github.repos[0]"_s);
}

void TestConfigYaml::aliasBomb()
{
    QByteArray text = "id: pond\na0: &a0 [a/b, a/b]\n";
    for (int i = 1; i < 40; ++i) {
        const QByteArray last = "*a" + QByteArray::number(i - 1);
        text +=
            "a" + QByteArray::number(i) + ": &a" + QByteArray::number(i) + " [" + last + ", " + last + "]\n";
    }
    text += "github: {repos: *a39}\n";
    const LoadedCommunity loaded = Scratch().load(text);
    QVERIFY(loaded.broken());
    QCOMPARE(loaded.problems.size(), 2);
    QCOMPARE(loaded.problems.first().text, u"Expected a text, but here is a list."_s);
}

void TestConfigYaml::wideAliases()
{
    QByteArray text = "id: pond\nforum: &f\n  url: https://f.example\n  tags: [";
    for (int i = 0; i < 20'000; ++i)
        text += "t" + QByteArray::number(i) + ",";
    text += "]\ndiscourse: [" + QByteArray("*f,").repeated(20'000) + "]\n";
    const LoadedCommunity loaded = Scratch().load(text);
    QVERIFY(loaded.broken());
    const auto isLimit = [](const Problem &p) {
        return p.text.contains("holds more than 100000 values"_L1);
    };
    QCOMPARE(std::count_if(loaded.problems.begin(), loaded.problems.end(), isLimit), 1);
}

void TestConfigYaml::mergedBomb()
{
    QByteArray text = "id: pond\nm0: &m0 {cron: 0 2 * * *}\n";
    for (int i = 1; i < 30; ++i) {
        const QByteArray last = "*m" + QByteArray::number(i - 1);
        text += "m" + QByteArray::number(i) + ": &m" + QByteArray::number(i) + " {<<: [" + last + ", " +
                last + "]}\n";
    }
    text += "sync: {github: *m29}\n";
    const LoadedCommunity loaded = Scratch().load(text);
    QVERIFY2(!loaded.broken(), saidOf(loaded.problems).constData());
    QCOMPARE(loaded.community->sync.value(u"github"_s), u"0 2 * * *"_s);
}

void TestConfigYaml::aliasInItself_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("list") << QByteArray("github: {repos: &r [a/b, *r]}\n");
    QTest::newRow("map") << QByteArray("discourse: &d [{url: *d}]\n");
    QTest::newRow("whole") << QByteArray("docstrings: &d {repos: [*d]}\n");
    QTest::newRow("key") << QByteArray("links: &l {*l : a}\n");
}

void TestConfigYaml::aliasInItself()
{
    QFETCH(QByteArray, text);
    const LoadedCommunity loaded = Scratch().load("id: pond\n" + text);
    QVERIFY(!loaded.broken() || !loaded.problems.isEmpty());
    const LoadedCommunity merged =
        Scratch().load("id: pond\nsync: {github: &g {<<: [*g, [*g]], cron: 0 2 * * *}}\n");
    QVERIFY(!merged.broken());
}

void TestConfigYaml::strangeKeys()
{
    const LoadedCommunity loaded =
        Scratch().load("? [a, b]\n: c\n? {id: x}\n: d\n~: e\n1: f\n? |\n  g\n: h\nid: pond\n");
    QVERIFY2(!loaded.broken(), saidOf(loaded.problems).constData());
}

void TestConfigYaml::escapedCharacters()
{
    const LoadedCommunity loaded = Scratch().load("id: pond\nname: \"P\\0on\\x64 \\U0001F438\"\n");
    QVERIFY2(!loaded.broken(), saidOf(loaded.problems).constData());
    QCOMPARE(loaded.community->name, u"Pond \U0001F438"_s); // NUL is removed
}

void TestConfigYaml::manyKeys()
{
    QByteArray text = "id: pond\nother:\n";
    for (int i = 0; i < 60'000; ++i)
        text += "  k" + QByteArray::number(i) + ": v\n";
    const LoadedCommunity loaded = Scratch().load(text);
    QVERIFY2(!loaded.broken(), saidOf(loaded.problems).constData());
}

QTEST_GUILESS_MAIN(TestConfigYaml)
#include "config_yaml.moc"
