// Keys nobody knows: named with their place and the one that was probably meant; the assistant's own keys are
// none of them.
#include "Scratch.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper::community;

class TestConfigKeys final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void unknown_data();
    void unknown();
    void places();
    void knownOnes();
    void mergedKeys();
    void theReadmesExample();
};

void TestConfigKeys::unknown_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("hint");
    const auto row = [](const char *name, const char *text, const QString &key, const QString &hint) {
        QTest::newRow(name) << QByteArray(text) << key << hint;
    };
    row("misspelt", "gihub: {repos: [a/b]}", u"gihub"_s, u"Did you mean 'github'?"_s);
    row("capital", "GitHub: {repos: [a/b]}", u"GitHub"_s, u"Did you mean 'github'?"_s);
    row("the source's name", "papers: {queries: [x]}", u"papers"_s, u"Did you mean 'citations'?"_s);
    row("another word", "mailing-lists: []", u"mailing-lists"_s, u"Did you mean 'mailman'?"_s);
    row("the assistant's, misspelt", "system_promt: x", u"system_promt"_s,
        u"Did you mean 'system_prompt'?"_s);
    row("nothing like it", "frobnicate: 1", u"frobnicate"_s,
        u"Known here: id, name, description, status, links, maintainers, sync, github, citations, "
        "discourse, docstrings, mailman."_s);
    row("below github", "github: {repositories: [a/b]}", u"github.repositories"_s,
        u"Did you mean 'repos'?"_s);
    row("below citations", "citations: {doi: [10.1234/x]}", u"citations.doi"_s, u"Did you mean 'dois'?"_s);
    row("of a forum", "discourse: [{url: 'https://a.example', tag: [x]}]", u"discourse[0].tag"_s,
        u"Did you mean 'tags'?"_s);
    row("of a category",
        "discourse: [{url: 'https://a.example', categories: [{slug: x, id: 1, colour: red}]}]",
        u"discourse[0].categories[0].colour"_s, u"Known here: slug, id."_s);
    row("below docstrings", "docstrings: {repo: []}", u"docstrings.repo"_s, u"Did you mean 'repos'?"_s);
    row("of a repository", "docstrings: {repos: [{repo: a/b, language: [python]}]}",
        u"docstrings.repos[0].language"_s, u"Did you mean 'languages'?"_s);
    row("of a list", "mailman: [{list_name: x, base_url: 'https://a.example/x', star_year: 2001}]",
        u"mailman[0].star_year"_s, u"Did you mean 'start_year'?"_s);
    row("of a schedule", "sync: {citations: {cron: '0 2 * * *'}}", u"sync.citations"_s,
        u"Did you mean 'papers'?"_s);
    row("of a cron line", "sync: {github: {cron: '0 2 * * *', every: day}}", u"sync.github.every"_s,
        u"Known here: cron."_s);
}

void TestConfigKeys::unknown()
{
    QFETCH(QByteArray, text);
    const LoadedCommunity loaded = Scratch().load("id: pond\n" + text + '\n');
    QVERIFY2(loaded.problems.size() == 1, saidOf(loaded.problems).constData());
    const Problem &problem = loaded.problems.first();
    QCOMPARE(problem.severity, Problem::Severity::Warning);
    QVERIFY(!loaded.broken());
    QTEST(problem.key, "key");
    QTEST(problem.hint, "hint");
    QCOMPARE(problem.line, 2);
}

void TestConfigKeys::places() // of the key, not of what stands behind it
{
    const LoadedCommunity loaded = Scratch().load("id: pond\n"
                                                  "gihub:\n"
                                                  "  repos: [a/b]\n"
                                                  "docstrings:\n"
                                                  "  repos:\n"
                                                  "    - repo: a/b\n"
                                                  "      brnach:\n"
                                                  "        main\n");
    QCOMPARE(loaded.problems.size(), 2);
    QCOMPARE(loaded.problems[0].describe(),
             loaded.file + u":2:1: warning: gihub: This key is not known, so what it holds is not read."_s);
    QCOMPARE(loaded.problems[1].line, 7);
    QCOMPARE(loaded.problems[1].column, 7);
}

void TestConfigKeys::knownOnes() // each of the assistant's at the top, and what may stand below ours
{
    const LoadedCommunity loaded =
        Scratch().load("id: pond\n"
                       "anthropic_api_key_env_var: X\n"
                       "budget: {any: 1}\n"
                       "cors_origins: []\n"
                       "default_model: x\n"
                       "default_model_provider: x\n"
                       "documentation: [{any: x}]\n"
                       "enable_page_context: true\n"
                       "extensions: {any: []}\n"
                       "faq_generation: {any: x}\n"
                       "model_instructions: {any: x}\n"
                       "notebook: {any: x}\n"
                       "openrouter_api_key_env_var: X\n"
                       "public_feeds: {any: x}\n"
                       "reasoning_effort: high\n"
                       "runtime: {any: x}\n"
                       "system_prompt: x\n"
                       "widget: {any: x}\n"
                       "links: {anything: 'https://a.example'}\n"
                       "citations: {live_search: true, paper_labels: {}, aliases: {}}\n"
                       "sync: {faq: {cron: '0 2 * * *'}, beps: {cron: '0 2 * * *'}}\n");
    QVERIFY2(loaded.problems.isEmpty(), saidOf(loaded.problems).constData());
}

void TestConfigKeys::mergedKeys() // keys merged from an anchor are the item's own
{
    const LoadedCommunity loaded = Scratch().load("id: pond\n"
                                                  "docstrings:\n"
                                                  "  repos:\n"
                                                  "    - &first {repo: a/b, branch: develop}\n"
                                                  "    - {<<: *first, repo: a/c}\n"
                                                  "shared: &repos [a/b]\n"
                                                  "github: {repos: *repos}\n");
    QVERIFY2(loaded.problems.isEmpty(), saidOf(loaded.problems).constData());
    QCOMPARE(loaded.community->docstrings[1].branch, u"develop"_s);
}

void TestConfigKeys::theReadmesExample()
{
    QFile readme(QStringLiteral(LOCKKEEPER_TEST_DATA) + u"/../../README.md"_s);
    QVERIFY(readme.open(QIODevice::ReadOnly));
    const QByteArray text = readme.readAll();
    const qsizetype begin = text.indexOf("```yaml\n") + 8;
    const QByteArray example = text.sliced(begin, text.indexOf("```", begin) - begin);
    QVERIFY(begin > 8 && !example.isEmpty());
    const Scratch scratch;
    const LoadedCommunity loaded = loadFile(scratch.write(u"my-lab"_s, example));
    QVERIFY2(loaded.problems.isEmpty(), saidOf(loaded.problems).constData());
    const Community &c = *loaded.community;
    QVERIFY(!c.githubRepositories.isEmpty() && !c.docstrings.isEmpty() && !c.forums.isEmpty());
    QVERIFY(!c.citationQueries.isEmpty() && !c.citationDois.isEmpty() && !c.mailingLists.isEmpty());
    QVERIFY(!c.forums[0].categories.isEmpty() && !c.sync.isEmpty());
}

QTEST_GUILESS_MAIN(TestConfigKeys)
#include "config_keys.moc"
