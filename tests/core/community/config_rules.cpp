// Every rule for a configuration's values: something it accepts without a word and something it refuses, with
// the key, the line, the column and the words.
#include "Scratch.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper::community;

class TestConfigRules final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void accepted_data();
    void accepted();
    void refused_data();
    void refused();
    void warned_data();
    void warned();

private:
    static LoadedCommunity loadBelowId(const QString &text)
    {
        return Scratch().load("id: pond\n" + text.toUtf8());
    }
    static void check(Problem::Severity severity);
};

void TestConfigRules::accepted_data()
{
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, const QString &text) {
        QTest::newRow(name) << text;
    };
    row("repository", u"github: {repos: [a/b, A-1_2.3/x.y]}"_s);
    row("repository with spaces around", u"github: {repos: [' a/b ']}"_s);
    row("DOI", u"citations: {dois: [10.1038/sdata.2016.44, 10.1000.10/123, \"10.1234/a(b)<c>;d\"]}"_s);
    row("DOI of an address", u"citations: {dois: ['http://dx.doi.org/10.1234/x', 'doi.org/10.1234/y']}"_s);
    row("query", u"citations: {queries: ['EEG: ICA', Überblick, '2024']}"_s);
    row("forum", u"discourse: [{url: 'https://forum.example.org/community'}]"_s);
    row("forum on this machine",
        u"discourse: [{url: 'http://localhost:3000'}, {url: 'http://127.0.0.1'}, {url: 'http://[::1]:80'}]"_s);
    row("category", u"discourse: [{url: 'https://f.example', categories: [{slug: a-1, id: 1}]}]"_s);
    row("category's number in quotes",
        u"discourse: [{url: 'https://f.example', categories: [{slug: a, id: '7'}]}]"_s);
    row("branch", u"docstrings: {repos: [{repo: a/b, branch: release/1.x}]}"_s);
    row("languages", u"docstrings: {repos: [{repo: a/b, languages: [matlab, python]}]}"_s);
    row("list",
        u"mailman: [{list_name: a.b-c, base_url: 'https://l.example/pipermail/x', start_year: 1999}]"_s);
    row("link", u"links: {homepage: 'https://example.org/?lang=en#top'}"_s);
    row("link not there yet", u"links: {homepage: , demo: ''}"_s);
    row("cron", u"sync: {github: {cron: '*/5 0-6 1 jan mon'}}"_s);
    row("maintainers", u"maintainers: [a, b-c, D9]"_s);
    row("merged keys", u"base: &b {branch: dev, languages: [python]}\n"
                       "docstrings: {repos: [{repo: a/b, <<: *b}]}"_s);
}

void TestConfigRules::accepted()
{
    QFETCH(QString, text);
    const LoadedCommunity loaded = loadBelowId(text);
    QVERIFY2(loaded.problems.isEmpty(), saidOf(loaded.problems).constData());
    QVERIFY(!loaded.broken());
}

void TestConfigRules::check(Problem::Severity severity)
{
    QFETCH(QString, text);
    QFETCH(int, line);
    QFETCH(int, column);
    QFETCH(QString, key);
    QFETCH(QString, said);
    const LoadedCommunity loaded = loadBelowId(text);
    QVERIFY2(loaded.problems.size() == 1, saidOf(loaded.problems).constData());
    const Problem &problem = loaded.problems.first();
    QCOMPARE(problem.text, said);
    QCOMPARE(problem.key, key);
    QCOMPARE(problem.line, line);
    QCOMPARE(problem.column, column);
    QVERIFY(!problem.hint.isEmpty());
    QCOMPARE(problem.severity, severity);
    QCOMPARE(loaded.broken(), severity == Problem::Severity::Error);
}

void TestConfigRules::refused_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("line");
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("said");
    const auto row = [](const char *name, const QString &text, int line, int column, const QString &key,
                        const QString &said) {
        QTest::newRow(name) << text << line << column << key << said;
    };

    // Types.
    row("text for a list", u"github:\n  repos: a/b"_s, 3, 10, u"github.repos"_s,
        u"Expected a list, but here is a text."_s);
    row("map for a list", u"github:\n  repos:\n    a: b"_s, 4, 5, u"github.repos"_s,
        u"Expected a list, but here is a map of keys and values."_s);
    row("map for a text", u"github:\n  repos:\n    - a/b\n    - repo: c/d"_s, 5, 7, u"github.repos[1]"_s,
        u"Expected a text, but here is a map of keys and values."_s);
    row("list for a text", u"description: [a]"_s, 2, 14, u"description"_s,
        u"Expected a text, but here is a list."_s);
    row("list for a map", u"github:\n  - a/b"_s, 3, 3, u"github"_s,
        u"Expected a map of keys and values, but here is a list."_s);
    row("text for a map", u"docstrings:\n  repos:\n    - a/b"_s, 4, 7, u"docstrings.repos[0]"_s,
        u"Expected a map of keys and values, but here is a text."_s);
    row("map for the forums", u"discourse:\n  url: https://f.example"_s, 3, 3, u"discourse"_s,
        u"Expected a list, but here is a map of keys and values."_s);
    row("schedule without cron", u"sync:\n  github: 0 2 * * *"_s, 3, 11, u"sync.github"_s,
        u"Expected a map of keys and values, but here is a text."_s);
    row("list for a number", u"mailman: [{list_name: a, base_url: 'https://l.example', start_year: [1]}]"_s,
        2, 69, u"mailman[0].start_year"_s, u"Expected a number, but here is a list."_s);

    // Repositories.
    row("repository without owner", u"github:\n  repos: [net]"_s, 3, 11, u"github.repos[0]"_s,
        u"'net' is not a repository's name."_s);
    row("repository as address", u"github: {repos: ['https://github.com/a/b']}"_s, 2, 18,
        u"github.repos[0]"_s, u"'https://github.com/a/b' is not a repository's name."_s);
    row("repository that climbs", u"github: {repos: [a/..]}"_s, 2, 18, u"github.repos[0]"_s,
        u"'a/..' is not a repository's name."_s);
    row("repository with umlaut", u"github: {repos: [ä/ö, ü/x y]}"_s.replace(u", ü/x y"_s, QString()), 2, 18,
        u"github.repos[0]"_s, u"'ä/ö' is not a repository's name."_s);
    row("column in characters", u"citations: {queries: [äöü, y]}\nname: é\nstatus: [ä]"_s, 4, 9, u"status"_s,
        u"Expected a text, but here is a list."_s);
    row("column behind umlauts", u"citations: {queries: [äöü], dois: [x]}"_s, 2, 36, u"citations.dois[0]"_s,
        u"'x' is not a DOI."_s);
    row("empty repository", u"github:\n  repos:\n    - a/b\n    - # one more?\n\n# until here\nname: x"_s, 5,
        5, u"github.repos[1]"_s, u"'' is not a repository's name."_s);

    row("empty repository at the end", u"github:\n  repos:\n    - a/b\n    -\n"_s, 5, 5, u"github.repos[1]"_s,
        u"'' is not a repository's name."_s);

    // DOIs.
    row("DOI without prefix", u"citations:\n  dois:\n    - 11.1038/x"_s, 4, 7, u"citations.dois[0]"_s,
        u"'11.1038/x' is not a DOI."_s);
    row("DOI without suffix", u"citations: {dois: [10.1038/]}"_s, 2, 20, u"citations.dois[0]"_s,
        u"'10.1038/' is not a DOI."_s);
    row("DOI with a space", u"citations: {dois: ['10.1038/a b']}"_s, 2, 20, u"citations.dois[0]"_s,
        u"'10.1038/a b' is not a DOI."_s);
    row("short registrant", u"citations: {dois: ['10.103/ab']}"_s, 2, 20, u"citations.dois[0]"_s,
        u"'10.103/ab' is not a DOI."_s);
    row("address of another site", u"citations: {dois: ['https://doi.example.org/10.1038/x']}"_s, 2, 20,
        u"citations.dois[0]"_s, u"'https://doi.example.org/10.1038/x' is not a DOI."_s);

    // Addresses.
    row("ftp", u"discourse:\n  - url: ftp://f.example"_s, 3, 10, u"discourse[0].url"_s,
        u"'ftp://f.example' does not begin with http:// or https://."_s);
    row("javascript", u"links: {homepage: 'javascript:alert(1)'}"_s, 2, 19, u"links.homepage"_s,
        u"'javascript:alert(1)' does not begin with http:// or https://."_s);
    row("no scheme", u"discourse:\n  - url: f.example/x"_s, 3, 10, u"discourse[0].url"_s,
        u"'f.example/x' is not a web address."_s);
    row("no host", u"links: {homepage: 'https:///x'}"_s, 2, 19, u"links.homepage"_s,
        u"'https:///x' names no host."_s);
    row("space in address", u"links: {homepage: 'https://a b.example'}"_s, 2, 19, u"links.homepage"_s,
        u"'https://a b.example' is not a web address."_s);
    row("query in a base", u"discourse:\n  - url: https://f.example/?page=2"_s, 3, 10, u"discourse[0].url"_s,
        u"The address has a '?' or '#'; requests cannot be built upon it."_s);
    row("user in address", u"links: {homepage: 'https://me@f.example'}"_s, 2, 19, u"links.homepage"_s,
        u"An address here must not hold a user name or password."_s);
    row("forum without address", u"discourse:\n  - tags: [a]"_s, 3, 5, u"discourse[0].url"_s,
        u"'url' is missing."_s);
    row("forum with empty address", u"discourse:\n  - url:\n    tags: []"_s, 3, 5, u"discourse[0].url"_s,
        u"'url' is empty."_s);

    // Categories.
    row("slug", u"discourse: [{url: 'https://f.example', categories: [{slug: My Slug, id: 1}]}]"_s, 2, 60,
        u"discourse[0].categories[0].slug"_s, u"'My Slug' is not a category's slug."_s);
    row("slug missing", u"discourse: [{url: 'https://f.example', categories: [{id: 1}]}]"_s, 2, 53,
        u"discourse[0].categories[0].slug"_s, u"'slug' is missing."_s);
    row("category's id missing", u"discourse: [{url: 'https://f.example', categories: [{slug: a}]}]"_s, 2, 53,
        u"discourse[0].categories[0].id"_s, u"'id' is missing."_s);
    row("category's id 0", u"discourse: [{url: 'https://f.example', categories: [{slug: a, id: 0}]}]"_s, 2,
        67, u"discourse[0].categories[0].id"_s, u"'0' is outside the range from 1 to 2147483647."_s);
    row("category's id too large",
        u"discourse: [{url: 'https://f.example', categories: [{slug: a, id: 2147483648}]}]"_s, 2, 67,
        u"discourse[0].categories[0].id"_s, u"'2147483648' is outside the range from 1 to 2147483647."_s);
    row("category's id a fraction",
        u"discourse: [{url: 'https://f.example', categories: [{slug: a, id: 1.5}]}]"_s, 2, 67,
        u"discourse[0].categories[0].id"_s, u"'1.5' is not a whole number."_s);

    // Docstrings.
    row("language", u"docstrings:\n  repos:\n    - repo: a/b\n      languages: [python, Julia]"_s, 5, 27,
        u"docstrings.repos[0].languages[1]"_s, u"'Julia' is not a language whose docstrings can be read."_s);
    row("language in capitals", u"docstrings: {repos: [{repo: a/b, languages: [Python]}]}"_s, 2, 46,
        u"docstrings.repos[0].languages[0]"_s, u"'Python' is not a language whose docstrings can be read."_s);
    row("language not in a list", u"docstrings: {repos: [{repo: a/b, languages: python}]}"_s, 2, 45,
        u"docstrings.repos[0].languages"_s, u"Expected a list, but here is a text."_s);
    row("branch with a space", u"docstrings: {repos: [{repo: a/b, branch: my branch}]}"_s, 2, 42,
        u"docstrings.repos[0].branch"_s, u"'my branch' is not a branch's name."_s);
    row("branch that climbs", u"docstrings: {repos: [{repo: a/b, branch: ../x}]}"_s, 2, 42,
        u"docstrings.repos[0].branch"_s, u"'../x' is not a branch's name."_s);
    row("docstrings without repository", u"docstrings:\n  repos:\n    - branch: main"_s, 4, 7,
        u"docstrings.repos[0].repo"_s, u"'repo' is missing."_s);
    row("docstrings' repository", u"docstrings: {repos: [{repo: a}]}"_s, 2, 29, u"docstrings.repos[0].repo"_s,
        u"'a' is not a repository's name."_s);

    // Mailing lists.
    row("list's name missing", u"mailman:\n  - base_url: https://l.example/x"_s, 3, 5,
        u"mailman[0].list_name"_s, u"'list_name' is missing."_s);
    row("list's name a path", u"mailman: [{list_name: a/b, base_url: 'https://l.example'}]"_s, 2, 23,
        u"mailman[0].list_name"_s, u"'a/b' is not a mailing list's name."_s);
    row("list's address missing", u"mailman:\n  - list_name: a"_s, 3, 5, u"mailman[0].base_url"_s,
        u"'base_url' is missing."_s);
    row("year as a word", u"mailman: [{list_name: a, base_url: 'https://l.example', start_year: early}]"_s, 2,
        69, u"mailman[0].start_year"_s, u"'early' is not a whole number."_s);

    // Schedules.
    row("cron", u"sync:\n  github:\n    cron: 0 25 * * *"_s, 4, 11, u"sync.github.cron"_s,
        u"The field hour goes from 0 to 23; 25 is outside."_s);
    row("cron missing", u"sync:\n  github: {}"_s, 3, 11, u"sync.github.cron"_s, u"'cron' is missing."_s);
    row("cron empty", u"sync:\n  github:\n    cron: ''"_s, 4, 11, u"sync.github.cron"_s,
        u"'cron' is empty."_s);

    // Keys.
    row("key twice", u"github: {repos: [a/b]}\nname: x\ngithub: {repos: [c/d]}"_s, 4, 1, u"github"_s,
        u"The key 'github' stands twice in the same place."_s);
    row("nested key twice", u"discourse:\n  - url: https://f.example\n    tags: [a]\n    tags: [b]"_s, 5, 5,
        u"discourse[0].tags"_s, u"The key 'tags' stands twice in the same place."_s);
    row("key twice where nothing is read", u"widget: {a: 1, b: {c: 1, 'c': 2}}"_s, 2, 26, u"widget.b.c"_s,
        u"The key 'c' stands twice in the same place."_s);
}

void TestConfigRules::refused()
{
    check(Problem::Severity::Error);
}

void TestConfigRules::warned_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("line");
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("said");
    const auto row = [](const char *name, const QString &text, int line, int column, const QString &key,
                        const QString &said) {
        QTest::newRow(name) << text << line << column << key << said;
    };

    row("repository twice", u"github:\n  repos:\n    - a/b\n    - A/B"_s, 5, 7, u"github.repos[1]"_s,
        u"'A/B' stands here already; this one is left out."_s);
    row("DOI twice", u"citations: {dois: [10.1234/Ab, 'https://doi.org/10.1234/aB']}"_s, 2, 32,
        u"citations.dois[1]"_s, u"'10.1234/aB' stands here already; this one is left out."_s);
    row("query twice", u"citations: {queries: [pond life, Pond life]}"_s, 2, 34, u"citations.queries[1]"_s,
        u"'Pond life' stands here already; this one is left out."_s);
    row("tag twice", u"discourse: [{url: 'https://f.example', tags: [a, a]}]"_s, 2, 50,
        u"discourse[0].tags[1]"_s, u"'a' stands here already; this one is left out."_s);
    row("category twice",
        u"discourse: [{url: 'https://f.example', categories: [{slug: a, id: 1}, {slug: b, id: 1}]}]"_s, 2, 85,
        u"discourse[0].categories[1].id"_s, u"'1' stands here already; this one is left out."_s);
    row("forum twice", u"discourse:\n  - url: https://f.example\n  - url: https://F.example/"_s, 4, 10,
        u"discourse[1].url"_s, u"'https://f.example' stands here already; this one is left out."_s);
    row("docstrings twice", u"docstrings: {repos: [{repo: a/b}, {repo: a/b, branch: dev}]}"_s, 2, 42,
        u"docstrings.repos[1].repo"_s, u"'a/b' stands here already; this one is left out."_s);
    row("language twice", u"docstrings: {repos: [{repo: a/b, languages: [python, python]}]}"_s, 2, 54,
        u"docstrings.repos[0].languages[1]"_s, u"'python' stands here already; this one is left out."_s);
    row("list twice",
        u"mailman:\n  - {list_name: a, base_url: 'https://l.example/a'}\n"
        "  - {list_name: A, base_url: 'https://l.example/b'}"_s,
        4, 17, u"mailman[1].list_name"_s, u"'A' stands here already; this one is left out."_s);
    row("http", u"discourse:\n  - url: http://f.example"_s, 3, 10, u"discourse[0].url"_s,
        u"The address begins with http://: what comes from it can be read and changed on the way."_s);
    row("http that looks like this machine", u"links: {demo: 'http://127.0.0.1.example'}"_s, 2, 15,
        u"links.demo"_s,
        u"The address begins with http://: what comes from it can be read and changed on the way."_s);
    row("empty query", u"citations: {queries: [a, '']}"_s, 2, 26, u"citations.queries[1]"_s,
        u"This item is empty and left out."_s);
    row("no languages", u"docstrings: {repos: [{repo: a/b, languages: []}]}"_s, 2, 45,
        u"docstrings.repos[0].languages"_s,
        u"No language is named, so nothing is read from this repository."_s);
    row("not a user", u"maintainers: ['@newt', toad]"_s, 2, 15, u"maintainers[0]"_s,
        u"'@newt' is not a GitHub user name."_s);
    row("number for a text", u"name: 2024"_s, 2, 7, u"name"_s,
        u"Other programs read '2024' as a number, a date or a truth value."_s);
    row("truth value for a text", u"citations: {queries: [on]}"_s, 2, 23, u"citations.queries[0]"_s,
        u"Other programs read 'on' as a number, a date or a truth value."_s);
}

void TestConfigRules::warned()
{
    check(Problem::Severity::Warning);
}

QTEST_GUILESS_MAIN(TestConfigRules)
#include "config_rules.moc"
