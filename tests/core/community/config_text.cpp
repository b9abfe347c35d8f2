// A new community's text: it loads back to the same values without a word, whatever they are.
#include "community/CommunityCheck.h"
#include "community/CommunityIds.h"
#include "community/ConfigText.h"
#include "community/YamlScalar.h"

#include "Scratch.h"

#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::community;

class TestConfigText final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whole();
    void least();
    void texts_data();
    void texts();
    void plainOnlyWhereSafe();
    void rules();
    void ids_data();
    void ids();

private:
    static Community full()
    {
        Community c;
        c.id = u"salt-marsh"_s;
        c.name = u"Salt Marsh: a lab"_s;
        c.description = u"What grows between the tides.\n\nAnd what eats it."_s;
        c.status = u"available"_s;
        c.links = {{u"homepage"_s, u"https://marsh.example.org/#top"_s}};
        c.maintainers = {u"heron"_s, u"0x12"_s};
        c.sync = {{u"github"_s, u"0 2 * * *"_s}, {u"papers"_s, u"*/5 3 1,15 jan-mar sun"_s}};
        c.githubRepositories = {u"marsh/plants"_s, u"1e5/007"_s};
        c.citationQueries = {u"salt marsh: zonation"_s, u"#tide"_s, u"2024"_s};
        c.citationDois = {u"10.5555/(SICI)1097-0258%2819%29"_s};
        c.forums = {{.url = QUrl(u"https://forum.example.org/sub"_s),
                     .tags = {u"low tide"_s, u"no"_s},
                     .categories = {{.slug = u"gear"_s, .id = 4}, {.slug = u"007"_s, .id = 12}}}};
        c.docstrings = {
            {.repository = u"marsh/plants"_s, .branch = u"1.0"_s, .languages = {u"python"_s}},
            {.repository = u"marsh/eels"_s, .branch = u"main"_s, .languages = {u"matlab"_s, u"python"_s}}};
        c.mailingLists = {{.name = u"marshlist"_s,
                           .baseUrl = QUrl(u"https://lists.example.org/pipermail/marshlist/"_s),
                           .displayName = u"The Marsh, weekly"_s,
                           .startYear = 2004},
                          {.name = u"on"_s,
                           .baseUrl = QUrl(u"http://127.0.0.1:8081/pipermail/on/"_s),
                           .displayName = u"on"_s,
                           .startYear = 0}};
        return c;
    }
    static void comesBack(const Community &community)
    {
        const Result<Community> checked = checkedCommunity(community);
        QVERIFY2(checked.ok(), checked ? "" : qPrintable(checked.error().text));
        const QByteArray text = newConfig(*checked);
        const LoadedCommunity loaded = loadText(text, community.id);
        QVERIFY2(loaded.problems.isEmpty(), (saidOf(loaded.problems) + text).constData());
        QVERIFY2(*loaded.community == *checked, text.constData());
        QVERIFY(text.endsWith('\n') && !text.contains('\r'));
    }
};

void TestConfigText::whole()
{
    comesBack(full());
    const QByteArray text = newConfig(full());
    QVERIFY(text.contains("\n    cron: \"0 2 * * *\"\n"));
    QVERIFY(text.contains("\ndescription: |-\n  What grows between the tides.\n\n  And what eats it.\n"));
    QVERIFY(text.contains("\n    - \"10.5555/(SICI)1097-0258%2819%29\"\n"));
    QVERIFY(text.contains("\n    tags: [low tide, \"no\"]\n"));
}

void TestConfigText::least()
{
    Community c;
    c.id = u"fen"_s;
    comesBack(c);
    QCOMPARE(newConfig(*checkedCommunity(c)),
             QByteArray("# The community fen: what its assistant knows, and where that is synced from\n\n"
                        "id: fen\nname: fen\ndescription: \"\"\n"));
}

void TestConfigText::texts_data()
{
    QTest::addColumn<QString>("text");
    const QStringList all{u"plain words"_s,
                          u"a: b"_s,
                          u"ends with:"_s,
                          u"a #b"_s,
                          u"- item"_s,
                          u"? key"_s,
                          u"*alias"_s,
                          u"&anchor"_s,
                          u"!tag"_s,
                          u"|"_s,
                          u">-"_s,
                          u"%dir"_s,
                          u"@at"_s,
                          u"`tick`"_s,
                          u"'single' \"double\""_s,
                          u"back\\slash"_s,
                          u"[a, b]"_s,
                          u"{a: b}"_s,
                          u"a, b"_s,
                          u"---"_s,
                          u"..."_s,
                          u"--- a"_s,
                          u"~"_s,
                          u"NULL"_s,
                          u"Yes"_s,
                          u"off"_s,
                          u"12"_s,
                          u"1_000"_s,
                          u"0o17"_s,
                          u"1e5"_s,
                          u".5"_s,
                          u".inf"_s,
                          u"12:30"_s,
                          u"2024-02-29"_s,
                          u"+1"_s,
                          u"="_s,
                          u"<<"_s,
                          u"Ünïcödé – 日本語 🦀"_s,
                          u"🦀 first"_s,
                          u"tab\there"_s,
                          u"line\nbreak"_s,
                          u"two\n\n  indented\n# no comment\n- no item"_s,
                          u"odd\u0085\u2028\u00A0\uFEFFmarks"_s,
                          u"bell\u0007"_s,
                          u"two  spaces"_s,
                          u"trailing \nspace"_s,
                          u"\\n"_s};
    for (const QString &text : all)
        QTest::newRow(text.toUtf8().toPercentEncoding().constData()) << text;
}

void TestConfigText::texts()
{
    QFETCH(QString, text);
    Community c;
    c.id = u"fen"_s;
    c.name = text;
    c.description = text;
    c.citationQueries = {text, u"after"_s};
    c.maintainers = {};
    c.forums = {{.url = QUrl(u"https://forum.example.org"_s), .tags = {text, u"after"_s}, .categories = {}}};
    comesBack(c);

    for (const Quote quote : {Quote::Plain, Quote::Single, Quote::Double}) {
        const QByteArray yaml = "id: fen\nname: " + yamlScalar(text, quote) + "\ncitations: {queries: [" +
                                yamlScalar(text, quote) + ", x]}\n";
        const LoadedCommunity loaded = loadText(yaml, u"fen"_s);
        QVERIFY2(!loaded.broken(), (saidOf(loaded.problems) + yaml).constData());
        QCOMPARE(loaded.community->name, text);
        QCOMPARE(loaded.community->citationQueries.first(), text);
    }
    for (const QByteArray &block :
         {yamlBlock(text, "  ", "\n"), yamlFolded(text, "  ", "\n", 10), yamlBlock(text, "  ", "\r\n")}) {
        const QByteArray yaml = "id: fen\ndescription: " + block + "\n# end\nname: x\n";
        const LoadedCommunity loaded = loadText(yaml, u"fen"_s);
        QVERIFY2(!loaded.broken(), (saidOf(loaded.problems) + yaml).constData());
        QCOMPARE(QString(loaded.community->description).remove(u'\r'), text);
        QCOMPARE(loaded.community->name, u"x"_s);
    }
}

void TestConfigText::plainOnlyWhereSafe()
{
    QCOMPARE(yamlScalar(u"mne-tools/mne-python"_s), "mne-tools/mne-python");
    QCOMPARE(yamlScalar(u"https://a.example/b?c=d"_s), "https://a.example/b?c=d");
    QCOMPARE(yamlScalar(u"0 2 * * *"_s, Quote::Double), "\"0 2 * * *\"");
    QCOMPARE(yamlScalar(u"it's"_s, Quote::Single), "'it''s'");
    QCOMPARE(yamlScalar(u"2024"_s), "\"2024\"");
}

void TestConfigText::rules()
{
    Community c = full();
    c.name = u"  "_s;
    c.githubRepositories = {u" marsh/plants "_s, u"MARSH/Plants"_s, u""_s};
    c.citationDois = {u"https://doi.org/10.5555/a"_s};
    c.forums.first().url = QUrl(u"https://forum.example.org/"_s);
    c.docstrings.first().branch.clear();
    const auto checked = checkedCommunity(c);
    QVERIFY(checked);
    QCOMPARE(checked->name, u"salt-marsh"_s);
    QCOMPARE(checked->githubRepositories, QStringList(u"marsh/plants"_s));
    QCOMPARE(checked->citationDois, QStringList(u"10.5555/a"_s));
    QCOMPARE(checked->forums.first().url, QUrl(u"https://forum.example.org"_s));
    QCOMPARE(checked->docstrings.first().branch, u"main"_s);

    const auto refused = [](auto change) {
        Community bad = full();
        change(bad);
        const auto result = checkedCommunity(bad);
        return !result && result.error().kind == ErrorKind::Config && !result.error().hint.isEmpty();
    };
    QVERIFY(refused([](Community &bad) { bad.id = u"../up"_s; }));
    QVERIFY(refused([](Community &bad) { bad.githubRepositories.append(u"only-owner"_s); }));
    QVERIFY(refused([](Community &bad) { bad.sync[u"github"_s] = u"61 * * * *"_s; }));
    QVERIFY(refused([](Community &bad) { bad.mailingLists.first().startYear = 1700; }));
    QVERIFY(refused([](Community &bad) { bad.forums.first().categories.first().id = 0; }));
    QVERIFY(refused([](Community &bad) { bad.links[u"demo"_s] = u"no address"_s; }));
}

void TestConfigText::ids_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("id");
    QTest::newRow("words") << u"MNE Python"_s << u"mne-python"_s;
    QTest::newRow("marks") << u"  HED (Hierarchical…)  "_s << u"hed-hierarchical"_s;
    QTest::newRow("letters") << u"Göttingen Straße"_s << u"gottingen-strasse"_s;
    QTest::newRow("nothing") << u"日本"_s << u"community"_s;
    QTest::newRow("empty") << QString() << u"community"_s;
    QTest::newRow("long") << u"a word "_s.repeated(30) << u"a-word-a-word-a-word-a-word-a-word-a"_s;
    QTest::newRow("one long") << QString(500, u'x') << QString(40, u'x');
}

void TestConfigText::ids()
{
    QFETCH(QString, name);
    QFETCH(QString, id);
    QCOMPARE(idFromName(name), id);
    QVERIFY(isCommunityId(id));
    QCOMPARE(freeId(name, {id.toUpper(), id + u"-2"_s}), id + u"-3"_s);
    const Scratch scratch;
    QVERIFY(!scratch.write(id, "id: x").isEmpty());
    QCOMPARE(freeId(name, takenIds(scratch.path())), id + u"-2"_s);
}

QTEST_GUILESS_MAIN(TestConfigText)
#include "config_text.moc"
