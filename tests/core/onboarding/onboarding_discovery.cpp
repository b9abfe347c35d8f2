// What a pasted text is, and what it leads to.
#include "Remotes.h"

#include "onboarding/Discovery.h"

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::onboarding;
using tests::found;
using tests::Remotes;

namespace {

void putOwner(Remotes &remotes)
{
    remotes.putJson(
        u"api.github.com/users/deepreef"_s,
        R"({"login": "deepreef", "type": "Organization", "name": "Deep Reef", "blog": "reef.example",
                        "public_repos": 130})");
    remotes.putJson(u"api.github.com/users/deepreef/repos"_s, R"([
        {"full_name": "deepreef/old", "pushed_at": "2011-01-01T00:00:00Z"},
        {"full_name": "deepreef/buoy", "pushed_at": "2126-01-01T00:00:00Z", "stargazers_count": 7},
        {"full_name": "deepreef/shut", "pushed_at": "2125-01-01T00:00:00Z", "archived": true},
        {"full_name": "../..", "pushed_at": "2126-01-01T00:00:00Z"}, 17])");
}

constexpr auto homepage =
    "<!doctype html><title>Deep Reef &mdash; Deep Reef 2.1 documentation</title>\n"
    "<meta name='description' content='Listens to reefs.'>\n"
    "<script>document.write(`<a href=\"https://github.com/not/this\">`)</script>\n"
    "<a href='https://github.com/deepreef/buoy/issues'>Issues</a> <a "
    "href='https://github.com/deepreef/buoy'>Code</a>\n"
    "<a href='https://github.com/features'>GitHub</a> <a href='/handbook'>Handbook</a>\n"
    "<a href='https://forum.reef.example/t/welcome/5'>Forum</a> <a href='mailto:a\"b.example'>Mail</a>\n"
    "<a href='https://lists.reef.example/mailman/listinfo/reef-users'>List</a>\n";

constexpr auto forumPage = "<html><head><title>Reef</title><meta name='generator' content='Discourse 3.3.0'>"
                           "<meta id='data-discourse-setup' data-base-uri='/community'></head>";

} // namespace

class OnboardingDiscovery final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(resources::installTranslations(*QCoreApplication::instance())); }

    void recognises_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("what");
        const auto row = [](const char *text, Pasted::Kind kind, const QString &what) {
            QTest::newRow(text) << QString::fromUtf8(text) << int(kind) << what;
        };
        using Kind = Pasted::Kind;
        row("mne-tools", Kind::Owner, u"mne-tools"_s);
        row(" @mne-tools ", Kind::Owner, u"mne-tools"_s);
        row("https://github.com/mne-tools", Kind::Owner, u"mne-tools"_s);
        row("https://github.com/orgs/mne-tools/repositories", Kind::Owner, u"mne-tools"_s);
        row("mne-tools/mne-python", Kind::Repository, u"mne-tools/mne-python"_s);
        row("github.com/mne-tools/mne-python", Kind::Repository, u"mne-tools/mne-python"_s);
        row("https://www.github.com/mne-tools/mne-python.git", Kind::Repository, u"mne-tools/mne-python"_s);
        row("https://github.com/mne-tools/mne-python/issues?q=is%3Aopen", Kind::Repository,
            u"mne-tools/mne-python"_s);
        row("git@github.com:mne-tools/mne-python.git", Kind::Repository, u"mne-tools/mne-python"_s);
        row("mne.tools", Kind::Address, u"https://mne.tools"_s);
        row("https://mne.discourse.group/latest", Kind::Address, u"https://mne.discourse.group/latest"_s);
        row("https://user:secret@mne.tools/#top", Kind::Address, u"https://mne.tools/"_s);
        row("https://github.com/features", Kind::Address, u"https://github.com/features"_s);
        row("", Kind::Nothing, {});
        row("two words", Kind::Nothing, {});
        row("ftp://mne.tools", Kind::Nothing, {});
        row("git@elsewhere.example:a/b.git", Kind::Nothing, {});
        row("../..", Kind::Nothing, {});
    }
    void recognises()
    {
        QFETCH(QString, text);
        const Pasted pasted = recognised(text);
        QTEST(int(pasted.kind), "kind");
        const QString what = pasted.kind == Pasted::Kind::Owner        ? pasted.owner
                             : pasted.kind == Pasted::Kind::Repository ? pasted.repository
                                                                       : pasted.address.toString();
        QTEST(what, "what");
    }

    void anOwnGithubsHost()
    {
        http::ClientConfig config;
        QVERIFY(config.endpoints.setUrl(u"github"_s, u"https://git.reef.example/api/v3"_s));
        Remotes remotes(config);
        QCOMPARE(remotes.checks.githubHost(), u"git.reef.example"_s);
        const QString page = u"https://git.reef.example/deepreef/buoy"_s;
        QCOMPARE(recognised(page).kind, Pasted::Kind::Address);
        QCOMPARE(recognised(page, remotes.checks.githubHost()).repository, u"deepreef/buoy"_s);
    }

    void anOwnersRepositoriesByActivity()
    {
        Remotes remotes;
        putOwner(remotes);
        const Discovery discovery = found(remotes.checks.discover(u"https://github.com/deepreef"_s, {}));
        QCOMPARE(discovery.verdict, Verdict::Fine);
        QCOMPARE(discovery.kind, Discovery::Kind::Owner);
        QCOMPARE(discovery.name, u"Deep Reef"_s);
        QCOMPARE(discovery.id, u"deepreef"_s);
        QCOMPARE(discovery.homepage, QUrl(u"https://reef.example"_s));
        QCOMPARE(discovery.repositories.size(), 3);
        QCOMPARE(discovery.repositories.at(0).name, u"deepreef/buoy"_s);
        QVERIFY(discovery.repositories.at(0).ticked);
        QVERIFY(discovery.repositories.at(1).archived && !discovery.repositories.at(1).ticked);
        QVERIFY(!discovery.repositories.at(2).ticked);
        QCOMPARE(discovery.repositoriesLeftOut, 127);
        QCOMPARE(remotes.server.requestCount(), 2);
    }

    void aHomepageLinksToAll()
    {
        Remotes remotes;
        putOwner(remotes);
        remotes.putPage(u"reef.example/"_s, homepage);
        const Discovery discovery = found(remotes.checks.discover(u"reef.example"_s, {}));
        QCOMPARE(discovery.verdict, Verdict::Fine);
        QCOMPARE(discovery.kind, Discovery::Kind::Homepage);
        QCOMPARE(discovery.name, u"Deep Reef"_s);
        QCOMPARE(discovery.id, u"deep-reef"_s);
        QCOMPARE(discovery.description, u"Listens to reefs."_s);
        QCOMPARE(discovery.repositories.size(), 3); // the owner's, as all links lead to one
        QCOMPARE(discovery.forums.size(), 1);
        QCOMPARE(discovery.forums.first().url, QUrl(u"https://forum.reef.example"_s));
        QCOMPARE(discovery.lists.size(), 1);
        QCOMPARE(discovery.lists.first().url, QUrl(u"https://lists.reef.example/pipermail/reef-users/"_s));
        QCOMPARE(remotes.asked().count(u"reef.example/"_s), 1);
        QCOMPARE(remotes.server.requestCount(), 3);
    }

    void linksOnlyWhereGithubIsOutOfReach()
    {
        Remotes remotes;
        remotes.putPage(u"reef.example/"_s, homepage);
        const Discovery discovery = found(remotes.checks.discover(u"https://reef.example/"_s, {}));
        QCOMPARE(discovery.repositories.size(), 1);
        QCOMPARE(discovery.repositories.first().name, u"deepreef/buoy"_s);
    }

    void aForumsPage()
    {
        Remotes remotes;
        remotes.putPage(u"talk.reef.example/community/"_s, forumPage);
        const Discovery discovery =
            found(remotes.checks.discover(u"https://talk.reef.example/community/"_s, {}));
        QCOMPARE(discovery.kind, Discovery::Kind::Forum);
        QVERIFY(discovery.forums.first().certain);
        QCOMPARE(discovery.forums.first().url, QUrl(u"https://talk.reef.example/community"_s));
    }

    void aListsArchive()
    {
        Remotes remotes;
        remotes.putPage(
            u"lists.reef.example/pipermail/reef-users/"_s,
            R"(<html><title>The reef-users Archives</title><a href="2024-May/thread.html">x</a>)");
        const Discovery discovery =
            found(remotes.checks.discover(u"https://lists.reef.example/pipermail/reef-users/"_s, {}));
        QCOMPARE(discovery.kind, Discovery::Kind::MailingList);
        QCOMPARE(discovery.lists.first().name, u"reef-users"_s);
    }

    void whatLeadsNowhere()
    {
        Remotes remotes;
        remotes.putPage(u"empty.example/"_s, "<html>Nothing here</html>");
        remotes.putPage(u"large.example/"_s, QByteArray(3 * 1024 * 1024, ' '));
        const auto verdict = [&remotes](const QString &text) {
            return found(remotes.checks.discover(text, {})).verdict;
        };
        QCOMPARE(verdict(u"what is this"_s), Verdict::Error);
        QCOMPARE(verdict(u"nobody-there"_s), Verdict::Error);
        QCOMPARE(verdict(u"https://none.example"_s), Verdict::Error);
        QCOMPARE(verdict(u"https://empty.example"_s), Verdict::Warning);
        QCOMPARE(verdict(u"https://large.example"_s), Verdict::NotChecked);
    }

    void aPageOfBrokenTagsEnds()
    {
        Remotes remotes;
        remotes.putPage(u"odd.example/"_s, QByteArray("<a href='x' <title <meta name=").repeated(50'000));
        (void)found(remotes.checks.discover(u"odd.example"_s, {}));
        QCOMPARE(remotes.server.requestCount(), 1);
    }
};

QTEST_GUILESS_MAIN(OnboardingDiscovery)
#include "onboarding_discovery.moc"
