// What a check says of repositories and of an owner's, and what it asks for that.
#include "Remotes.h"

#include "tests/support/Samples.h"

#include <QDateTime>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::onboarding;
using tests::found;
using tests::HttpAnswer;
using tests::Remotes;

namespace {

const QString api = u"api.github.com/repos/deepreef/buoy"_s;

QByteArray repository(const QByteArray &more = {}, const QByteArray &name = "deepreef/buoy")
{
    return R"({"full_name": ")" + name +
           R"(", "default_branch": "main", "description": " Reads\n buoys. ", "stargazers_count": 1200,
              "homepage": "https://buoy.example", "open_issues_count": 12, "language": "Python", "size": 2048)" +
           more + '}';
}

HttpAnswer oneOfMany(const QByteArray &last)
{
    HttpAnswer answer{.status = 200, .headers = {}, .body = R"([{"number": 5}])"};
    answer.set("Content-Type", "application/json");
    answer.set("Link", "<https://api.github.com/repositories/1/issues?page=2>; rel=\"next\", "
                       "<https://api.github.com/repositories/1/issues?page=" +
                           last + ">; rel=\"last\"");
    return answer;
}

void fill(Remotes &remotes)
{
    remotes.putJson(api, repository());
    remotes.put(api + u"/issues"_s, oneOfMany("1240"));
    remotes.putJson(api + u"/languages"_s, R"({"C": 5, "Python": 900, "MATLAB": 300, "odd": "text"})");
}

} // namespace

class OnboardingGithub final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(resources::installTranslations(*QCoreApplication::instance())); }

    void tellsWhatARepositoryIs()
    {
        Remotes remotes;
        fill(remotes);
        const RepositoryFinding finding = found(remotes.checks.repository(u" deepreef/buoy "_s, {}));
        QCOMPARE(finding.verdict, Verdict::Fine);
        QCOMPARE(finding.text,
                 u"About 1,240 issues and pull requests; default branch “main”; Python, MATLAB, C."_s);
        QCOMPARE(finding.items, 1240);
        QCOMPARE(finding.defaultBranch, u"main"_s);
        QCOMPARE(finding.description, u"Reads buoys."_s);
        QCOMPARE(finding.homepage, QUrl(u"https://buoy.example"_s));
        QCOMPARE(finding.languages, (QStringList{u"Python"_s, u"MATLAB"_s, u"C"_s}));
        QCOMPARE(finding.stars, 1200);
        QVERIFY(finding.newName.isEmpty());
        QCOMPARE(remotes.server.requestCount(), 3);
    }

    void asksOnceInAFewMinutes()
    {
        Remotes remotes;
        fill(remotes);
        (void)found(remotes.checks.repository(u"deepreef/buoy"_s, {}));
        (void)found(remotes.checks.repository(u"deepreef/buoy"_s, {}));
        QCOMPARE(remotes.server.requestCount(), 3);
        remotes.checks.forget();
        (void)found(remotes.checks.repository(u"deepreef/buoy"_s, {}));
        QCOMPARE(remotes.server.requestCount(), 6);
    }

    void asksConditionallyAfterThat()
    {
        Remotes remotes({}, {.patience = std::chrono::seconds(15), .kept = std::chrono::seconds(0)});
        fill(remotes);
        HttpAnswer tagged{.status = 200, .headers = {}, .body = repository()};
        tagged.set("Content-Type", "application/json");
        tagged.set("ETag", "\"one\"");
        remotes.put(api, tagged);
        QCOMPARE(found(remotes.checks.repository(u"deepreef/buoy"_s, {})).stars, 1200);
        remotes.put(api, {.status = 304});
        QCOMPARE(found(remotes.checks.repository(u"deepreef/buoy"_s, {})).stars, 1200);
        QCOMPARE(remotes.server.requests().at(3).header("If-None-Match"), QByteArray("\"one\""));
    }

    void findsANewName()
    {
        Remotes remotes;
        fill(remotes);
        HttpAnswer moved{.status = 301};
        moved.set("Location", "https://api.github.com/repositories/77");
        remotes.put(u"api.github.com/repos/old/name"_s, moved);
        remotes.putJson(u"api.github.com/repositories/77"_s, repository());
        const RepositoryFinding finding = found(remotes.checks.repository(u"old/name"_s, {}));
        QCOMPARE(finding.verdict, Verdict::Warning);
        QCOMPARE(finding.newName, u"deepreef/buoy"_s);
        QVERIFY2(finding.text.startsWith(u"It is called deepreef/buoy now."_s), qPrintable(finding.text));
        QCOMPARE(finding.items, 1240); // asked under the new name
    }

    void capitalsMakeNoNewName()
    {
        Remotes remotes;
        fill(remotes);
        remotes.putJson(u"api.github.com/repos/DeepReef/Buoy"_s, repository());
        const RepositoryFinding finding = found(remotes.checks.repository(u"DeepReef/Buoy"_s, {}));
        QCOMPARE(finding.verdict, Verdict::Fine);
        QVERIFY(finding.newName.isEmpty());
    }

    void refusals_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<int>("verdict");
        QTest::newRow("404") << 404 << int(Verdict::Error);
        QTest::newRow("451") << 451 << int(Verdict::Error);
        QTest::newRow("401") << 401 << int(Verdict::NotChecked);
        QTest::newRow("403") << 403 << int(Verdict::NotChecked);
        QTest::newRow("502") << 502 << int(Verdict::NotChecked);
    }
    void refusals()
    {
        QFETCH(int, status);
        Remotes remotes;
        remotes.putJson(api, R"({"message": "no"})", status);
        const RepositoryFinding finding = found(remotes.checks.repository(u"deepreef/buoy"_s, {}));
        QTEST(int(finding.verdict), "verdict");
        QVERIFY(!finding.text.isEmpty());
        QCOMPARE(finding.text.startsWith(u"Not checked: "_s), finding.verdict == Verdict::NotChecked);
        QCOMPARE(remotes.server.requestCount(), status >= 500 ? 2 : 1); // tried twice, no more
    }

    void aNameThatIsNoneAsksNobody()
    {
        Remotes remotes;
        const RepositoryFinding finding = found(remotes.checks.repository(u"../../user"_s, {}));
        QCOMPARE(finding.verdict, Verdict::Error);
        QVERIFY(!finding.hint.isEmpty());
        QCOMPARE(remotes.server.requestCount(), 0);
    }

    void oddAnswers_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("a page") << QByteArray("text/html") << QByteArray("<html>Sign in</html>");
        QTest::newRow("a list") << QByteArray("application/json") << QByteArray("[]");
        QTest::newRow("no name") << QByteArray("application/json") << QByteArray(R"({"full_name": 7})");
        QTest::newRow("a name that climbs")
            << QByteArray("application/json") << QByteArray(R"({"full_name": "../.."})");
        QTest::newRow("too large") << QByteArray("application/json") << QByteArray(5 * 1024 * 1024, ' ');
    }
    void oddAnswers()
    {
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, body);
        Remotes remotes;
        HttpAnswer answer{.status = 200, .headers = {}, .body = body};
        answer.set("Content-Type", type);
        remotes.put(api, answer);
        const RepositoryFinding finding = found(remotes.checks.repository(u"deepreef/buoy"_s, {}));
        QCOMPARE(finding.verdict, Verdict::NotChecked);
        QVERIFY2(finding.text.startsWith(u"Not checked: "_s), qPrintable(finding.text));
    }

    void warnsOfArchivedOnes()
    {
        Remotes remotes;
        fill(remotes);
        remotes.putJson(api, repository(R"(, "archived": true)"));
        const RepositoryFinding finding = found(remotes.checks.repository(u"deepreef/buoy"_s, {}));
        QCOMPARE(finding.verdict, Verdict::Warning);
        QVERIFY(finding.archived);
    }

    void asksLessWhenTheHourIsNearlyUsedUp()
    {
        Remotes remotes;
        fill(remotes);
        HttpAnswer last{.status = 200, .headers = {}, .body = repository()};
        last.set("Content-Type", "application/json");
        last.set("x-ratelimit-limit", "60");
        last.set("x-ratelimit-remaining", "3");
        last.set("x-ratelimit-reset", QByteArray::number(QDateTime::currentSecsSinceEpoch() + 600));
        remotes.put(api, last);
        const RepositoryFinding finding = found(remotes.checks.repository(u"deepreef/buoy"_s, {}));
        QCOMPARE(finding.verdict, Verdict::Fine);
        QCOMPARE(finding.items, -1);
        QCOMPARE(finding.languages, QStringList{u"Python"_s});
        QCOMPARE(remotes.server.requestCount(), 1);
    }

    void recordedAnswers_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("verdict");
        QTest::addColumn<QString>("branch");
        QTest::newRow("there") << u"repo-hub4j-github-api"_s << int(Verdict::Warning)
                               << u"main"_s; // other name
        QTest::newRow("missing") << u"error-404-repo"_s << int(Verdict::Error) << QString();
        QTest::newRow("used up") << u"error-403-primary-rate-limit"_s << int(Verdict::NotChecked)
                                 << QString();
        QTest::newRow("bad token") << u"error-401-bad-credentials"_s << int(Verdict::NotChecked) << QString();
    }
    void recordedAnswers()
    {
        QFETCH(QString, name);
        const HttpAnswer recorded = tests::recordedAnswer(QStringLiteral(LOCKKEEPER_SAMPLES "/github"), name);
        if (recorded.body.isEmpty())
            QSKIP("skipped: no samples");
        Remotes remotes;
        remotes.put(api, recorded);
        const RepositoryFinding finding = found(remotes.checks.repository(u"deepreef/buoy"_s, {}));
        QTEST(int(finding.verdict), "verdict");
        QTEST(finding.defaultBranch, "branch");
    }

    void docstrings_data()
    {
        QTest::addColumn<QString>("branch");
        QTest::addColumn<QStringList>("languages");
        QTest::addColumn<int>("verdict");
        QTest::addColumn<int>("requests");
        const QStringList both{u"matlab"_s, u"python"_s};
        QTest::newRow("default branch") << u"main"_s << both << int(Verdict::Fine) << 2;
        QTest::newRow("none named") << QString() << both << int(Verdict::Fine) << 2;
        QTest::newRow("another") << u"dev"_s << both << int(Verdict::Fine) << 3;
        QTest::newRow("none there") << u"gone"_s << both << int(Verdict::Error) << 3;
        QTest::newRow("no branch's name") << u"a..b"_s << both << int(Verdict::Error) << 0;
    }
    void docstrings()
    {
        QFETCH(QString, branch);
        QFETCH(QStringList, languages);
        Remotes remotes;
        fill(remotes);
        remotes.putJson(api + u"/commits/dev"_s, R"({"sha": "1"})");
        remotes.putJson(api + u"/commits/gone"_s, R"({"message": "No commit found"})", 422);
        const DocstringFinding finding = found(remotes.checks.docstrings(
            {.repository = u"deepreef/buoy"_s, .branch = branch, .languages = languages}, {}));
        QTEST(int(finding.verdict), "verdict");
        QTEST(remotes.server.requestCount(), "requests");
        if (finding.verdict == Verdict::Fine)
            QCOMPARE(finding.languages, (QStringList{u"matlab"_s, u"python"_s}));
        if (branch == u"gone"_s)
            QVERIFY2(finding.hint.contains(u"main"_s), qPrintable(finding.hint));
    }

    void warnsOfALanguageThatIsNotThere()
    {
        Remotes remotes;
        fill(remotes);
        remotes.putJson(api + u"/languages"_s, R"({"Python": 900, "C++": 20})");
        const DocstringFinding finding = found(remotes.checks.docstrings(
            {.repository = u"deepreef/buoy"_s, .branch = u"main"_s, .languages = {u"matlab"_s}}, {}));
        QCOMPARE(finding.verdict, Verdict::Warning);
        QCOMPARE(finding.languages, QStringList{u"python"_s});
    }
};

QTEST_GUILESS_MAIN(OnboardingGithub)
#include "onboarding_github.moc"
