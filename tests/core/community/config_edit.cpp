// Single changes of a configuration, each with the lines that come of it.
#include "EditFiles.h"

#include "community/ConfigEdit.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::community;

class TestConfigEdit final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void changes_data();
    void changes();
    void nothingToDo();
    void keptComments();
    void refused_data();
    void refused();
    void sectionsFindTheirPlace();

private:
    static Result<EditedConfig> edit(const QByteArray &text, const std::function<void(Community &)> &change)
    {
        Community after = EditFile{.id = u"pond"_s, .text = text}.community();
        change(after);
        return editConfig(text, after);
    }
};

void TestConfigEdit::changes_data()
{
    QTest::addColumn<QByteArray>("before"); // behind "id: pond\n"
    QTest::addColumn<std::function<void(Community &)>>("change");
    QTest::addColumn<QByteArray>("after");
    const auto row = [](const char *what, const char *before, std::function<void(Community &)> change,
                        const char *after) {
        QTest::newRow(what) << QByteArray(before) << std::move(change) << QByteArray(after);
    };
    const auto repositories = [](const QStringList &names) {
        return [names](Community &c) {
            c.githubRepositories = names;
        };
    };
    row(
        "its own quotes", "name: 'Pond'  # a\n", [](Community &c) { c.name = u"It's"_s; },
        "name: 'It''s'  # a\n");
    row(
        "quotes where needed", "name: Pond\n", [](Community &c) { c.name = u"a: b"_s; }, "name: \"a: b\"\n");
    row(
        "a folded text", "description: >-  # long\n  a b\n  c\nname: x\n",
        [](Community &c) { c.description = u"d e"_s; }, "description: >-  # long\n  d e\nname: x\n");
    row(
        "one line to several", "description: one\nname: x\n", [](Community &c) { c.description = u"a\nb"_s; },
        "description: |-\n  a\n  b\nname: x\n");
    row("a comment of the item's own", "github:\n  repos:\n    - a/a\n    # why b\n    - b/b  # b\n",
        repositories({u"a/a"_s}), "github:\n  repos:\n    - a/a\n");
    row("a comment that heads a group", "github:\n  repos:\n    # all\n    - a/a\n    - b/b\n",
        repositories({u"b/b"_s}), "github:\n  repos:\n    # all\n    - b/b\n");
    row("a new first one", "github:\n  repos:\n    # all\n    - a/a\n", repositories({u"n/n"_s, u"a/a"_s}),
        "github:\n  repos:\n    - n/n\n    # all\n    - a/a\n");
    row("above what is commented out", "github:\n  repos:\n    - a/a\n    # - b/b\n",
        repositories({u"a/a"_s, u"n/n"_s}), "github:\n  repos:\n    - a/a\n    - n/n\n    # - b/b\n");
    row("the neighbours' quotes", "github:\n  repos:\n  - 'a/a'\n", repositories({u"a/a"_s, u"n/n"_s}),
        "github:\n  repos:\n  - 'a/a'\n  - 'n/n'\n");
    row("moved with its comment", "github:\n  repos:\n    - a/a\n    # why b\n    - b/b\n",
        repositories({u"b/b"_s, u"a/a"_s}), "github:\n  repos:\n    # why b\n    - b/b\n    - a/a\n");
    row("capitals only", "github:\n  repos:\n    - a/a # x\n", repositories({u"A/a"_s}),
        "github:\n  repos:\n    - A/a # x\n");
    row("repeats go together", "github:\n  repos: [a/a, b/b, A/A]\n", repositories({u"b/b"_s}),
        "github:\n  repos: [b/b]\n");
    row("the last of a block",
        "name: x\n\n# Repositories\ngithub:\n  repos:\n    - a/a\n\n# else\nbudget: {}\n", repositories({}),
        "name: x\n\n# else\nbudget: {}\n");
    row("the last of brackets", "github:\n  repos: [ a/a ]\n", repositories({}), "github:\n  repos: [  ]\n");
    row(
        "what others read stays", "citations:\n  queries:\n    - a\n  live_search: true\n",
        [](Community &c) { c.citationQueries.clear(); }, "citations:\n  live_search: true\n");
    row("nothing said", "github:   # none yet\nname: x\n", repositories({u"a/a"_s}),
        "github:   # none yet\n  repos:\n    - a/a\nname: x\n");
    row("null", "github:\n  repos: ~  # none\n", repositories({u"a/a"_s}),
        "github:\n  repos:  # none\n    - a/a\n");
    row("the file's steps", "links:\n    homepage: https://a.example\n", repositories({u"a/a"_s}),
        "links:\n    homepage: https://a.example\n\ngithub:\n    repos:\n        - a/a\n");
    row("no line end", "name: x", repositories({u"a/a"_s}), "name: x\n\ngithub:\n  repos:\n    - a/a");
    row(
        "a cron line", "sync:\n  papers: {cron: 0 3 * * 0}\n",
        [](Community &c) { c.sync[u"papers"_s] = u"0 4 * * 1"_s; }, "sync:\n  papers: {cron: 0 4 * * 1}\n");
    row(
        "a new schedule", "sync:\n  github:\n    cron: \"0 2 * * *\" # daily\n",
        [](Community &c) { c.sync[u"papers"_s] = u"0 4 * * 1"_s; },
        "sync:\n  github:\n    cron: \"0 2 * * *\" # daily\n  papers:\n    cron: \"0 4 * * 1\"\n");
    row(
        "a forum's address", "discourse:\n  - url: https://a.example/ # ours\n    tags: [x]\n",
        [](Community &c) { c.forums.first().url = QUrl(u"https://b.example"_s); },
        "discourse:\n  - url: https://b.example # ours\n    tags: [x]\n");
    row(
        "categories", "discourse:\n  - url: https://a.example\n    categories:\n      - {slug: a, id: 4}\n",
        [](Community &c) { c.forums.first().categories.append({.slug = u"b"_s, .id = 7}); },
        "discourse:\n  - url: https://a.example\n    categories:\n      - {slug: a, id: 4}\n"
        "      - {slug: b, id: 7}\n");
    row(
        "a branch that was not said", "docstrings:\n  repos:\n    - repo: a/a\n      languages: [python]\n",
        [](Community &c) { c.docstrings.first().branch = u"dev"_s; },
        "docstrings:\n  repos:\n    - repo: a/a\n      branch: dev\n      languages: [python]\n");
    row(
        "a year less", "mailman:\n  - start_year: 1999\n    list_name: l\n    base_url: https://l.example/\n",
        [](Community &c) { c.mailingLists.first().startYear = 0; },
        "mailman:\n  - list_name: l\n    base_url: https://l.example/\n");
}

void TestConfigEdit::changes()
{
    QFETCH(QByteArray, before);
    QFETCH(std::function<void(Community &)>, change);
    QFETCH(QByteArray, after);
    const auto edited = edit("id: pond\n" + before, change);
    if (!edited)
        QFAIL(qPrintable(edited.error().text));
    QCOMPARE(edited->text, "id: pond\n" + after);
}

void TestConfigEdit::nothingToDo()
{
    for (const EditFile &file : editFiles()) {
        const auto edited = editConfig(file.text, file.community());
        QVERIFY(edited);
        QCOMPARE(edited->text, file.text);
        QVERIFY(edited->keptComments.isEmpty());
    }
}

void TestConfigEdit::keptComments()
{
    const auto edited = edit("id: pond\nsync:\n  github:\n    cron: \"0 2 * * *\"  # daily at 2am UTC\n",
                             [](Community &c) { c.sync[u"github"_s] = u"0 4 * * *"_s; });
    QVERIFY(edited);
    QCOMPARE(edited->keptComments,
             QList<KeptComment>({{.key = u"sync.github.cron"_s, .comment = u"daily at 2am UTC"_s}}));
}

void TestConfigEdit::refused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("line"); // named in what is said; empty: none
    QTest::newRow("aliased list") << QByteArray("id: pond\ngithub:\n  repos: &all\n    - a/a\nmine: *all\n")
                                  << u"Line 3"_s;
    QTest::newRow("alias in the list")
        << QByteArray("id: pond\nmine: &a a/a\ngithub:\n  repos:\n    - *a\n") << u"Line 5"_s;
    QTest::newRow("merged section") << QByteArray(
                                           "id: pond\nbase: &b\n  repos:\n    - a/a\ngithub:\n  <<: *b\n")
                                    << u"Line"_s;
    QTest::newRow("tag") << QByteArray("id: pond\ngithub:\n  repos:\n    - !!str a/a\n") << u"Line 4"_s;
    QTest::newRow("an error of its own")
        << QByteArray("id: pond\ngithub:\n  repos:\n    - a\n") << u"line 4"_s;
    QTest::newRow("another community") << QByteArray("id: fen\n") << u"line 1"_s;
    QTest::newRow("no YAML") << QByteArray("id: pond\n\tx") << u"line 2"_s;
    QTest::newRow("empty") << QByteArray() << QString();
}

void TestConfigEdit::refused()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, line);
    Community after;
    after.id = u"pond"_s;
    after.githubRepositories = {u"n/n"_s};
    const auto edited = editConfig(text, after);
    QVERIFY(!edited);
    QCOMPARE(edited.error().kind, ErrorKind::Config);
    QVERIFY2(edited.error().text.contains(line), qPrintable(edited.error().text));
    QVERIFY(!edited.error().hint.isEmpty());
}

void TestConfigEdit::sectionsFindTheirPlace()
{
    const EditFile kelp = madeUp(u"kelp"_s);
    Community without = kelp.community();
    without.forums.clear();
    const auto edited = editConfig(kelp.text, without);
    QVERIFY(edited);
    QVERIFY(!edited->text.contains("discourse") && !edited->text.contains("Discourse forum"));
    const auto back = editConfig(edited->text, kelp.community());
    QVERIFY(back);
    // Behind the papers again, before the docstrings' comment.
    QVERIFY(back->text.contains("[\"10.5555/preprint.3\"]\n\ndiscourse:\n  - url: "
                                "https://forum.kelp.example.org\n\n# Docstring extraction\n"));

    Community less = kelp.community();
    less.citationDois.removeLast();
    const auto refused = editConfig(kelp.text, less);
    QVERIFY(!refused && refused.error().text.contains(u"10.5555/kelp.3"_s));
}

QTEST_GUILESS_MAIN(TestConfigEdit)
#include "config_edit.moc"
