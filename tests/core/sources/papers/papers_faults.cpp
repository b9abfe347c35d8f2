// What goes wrong between the papers' services and us: the kind of error, its words, and that what was stored
// before stays as it was.
#include "PaperSite.h"

#include "tests/support/Sqlite.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::tests;
using demo::HttpAnswer;

namespace {
const QStringList names{QStringLiteral("openalex:eeg"), QStringLiteral("semanticscholar:eeg"),
                        QStringLiteral("pubmed:eeg"), QStringLiteral("citing_10.5555/x")};

void fill(PaperSite &site, int papers)
{
    site.setWorks(generatedWorks(papers));
    site.setScholarPapers(generatedScholarPapers(papers));
    site.setWorkOfDoi(u"10.5555/x"_s, u"W9"_s);
    QMap<QString, QString> records;
    QStringList order;
    for (int i = 1; i <= papers; ++i) {
        order.append(QString::number(i));
        records.insert(order.last(), generatedRecord(i));
    }
    site.setRecords(records, order);
}

QStringList everything(const PaperFixture &fixture)
{
    Sqlite look(fixture.databasePath());
    return look.rows(u"SELECT * FROM papers"_s) + look.rows(u"SELECT * FROM sync_metadata"_s) +
           look.rows(u"SELECT * FROM lockkeeper_cursors"_s) +
           look.rows(u"SELECT * FROM lockkeeper_skipped"_s);
}

HttpAnswer html(int status)
{
    return answerOf(status, "text/html", "<!DOCTYPE html><title>Down for maintenance</title>");
}
} // namespace

class PapersFaultsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersGoWrong_data();
    void answersGoWrong();
    void recordsGoWrong_data();
    void recordsGoWrong();
    void limitsAreWaitedFor();
    void limitsTooLongAreToldWithAHint();
    void countsWithoutPapers();
    void listingsWithoutAnEnd();
    void passingFaultsAreMet();
    void textIsCleaned();
};

void PapersFaultsTest::answersGoWrong_data()
{
    QTest::addColumn<HttpAnswer>("answer");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<int>("tries");
    QTest::newRow("HTML instead of JSON") << html(200) << u"bad_answer"_s << 1;
    QTest::newRow("a list") << jsonAnswer(200, "[]") << u"bad_answer"_s << 1;
    QTest::newRow("another object") << jsonAnswer(200, R"({"hello": "there"})") << u"bad_answer"_s << 1;
    QTest::newRow("broken JSON") << jsonAnswer(200, R"({"results" "data"})") << u"bad_answer"_s << 1;
    HttpAnswer cut = jsonAnswer(200, R"({"results": [)" + QByteArray(5000, ' '));
    cut.fault = HttpAnswer::Fault::CloseMidBody;
    QTest::newRow("gone in the middle") << cut << u"network"_s << 5;
    QTest::newRow("server error") << jsonAnswer(503, "{}") << u"http"_s << 5;
    QTest::newRow("question refused")
        << jsonAnswer(400, R"({"error": "Unrecognized fields"})") << u"http"_s << 1;
    QTest::newRow("key refused") << jsonAnswer(403, R"({"message": "Forbidden"})") << u"auth"_s << 1;
    HttpAnswer endless = jsonAnswer(200, "{");
    endless.fault = HttpAnswer::Fault::EndlessBody;
    endless.endlessBytes = 40LL * 1024 * 1024;
    QTest::newRow("endless") << endless << u"bad_answer"_s << 1;
}

void PapersFaultsTest::answersGoWrong()
{
    QFETCH(HttpAnswer, answer);
    QFETCH(QString, kind);
    QFETCH(int, tries);
    PaperFixture fixture;
    fill(fixture.site(), 20);
    for (const QString &name : names)
        QVERIFY(fixture.run(name).result);
    const QStringList before = everything(fixture);
    fixture.site().setInterceptor([answer](const demo::HttpRequest &) { return std::optional(answer); });
    for (const QString &name : names) {
        const SyncOutcome run = fixture.run(name, true);
        QVERIFY(!run.result);
        const Error &error = run.result.error();
        QCOMPARE(QString(errorKindName(error.kind)), kind);
        QVERIFY(!error.text.isEmpty());
        QVERIFY2(error.url.startsWith(fixture.server().url().toString()), qPrintable(error.url));
        if (kind == "bad_answer"_L1)
            QCOMPARE(error.status, 200);
        QVERIFY2(kind != "auth"_L1 || error.hint.contains(u"_API_KEY"), qPrintable(error.hint));
        QCOMPARE(run.requests, tries);
    }
    QCOMPARE(everything(fixture), before);
    fixture.site().setInterceptor({});
    for (const QString &name : names)
        QVERIFY(fixture.run(name).result);
}

void PapersFaultsTest::recordsGoWrong_data()
{
    QTest::addColumn<HttpAnswer>("answer");
    QTest::addColumn<QString>("says");
    const QByteArray whole = "<PubmedArticleSet>" + generatedRecord(1).toUtf8() + "</PubmedArticleSet>";
    QTest::newRow("HTML") << html(200) << u"XML was expected"_s;
    QTest::newRow("cut behind a record") << xmlAnswer(whole.chopped(19)) << u"breaks off"_s;
    QTest::newRow("cut within a record") << xmlAnswer(whole.left(80)) << u"breaks off"_s;
    QTest::newRow("empty") << xmlAnswer({}) << u"breaks off"_s;
    QTest::newRow("an error message")
        << xmlAnswer("<eFetchResult><ERROR>Busy</ERROR></eFetchResult>") << u"Busy"_s;
    QTest::newRow("another document") << xmlAnswer("<opml/>") << u"opml"_s;
}

void PapersFaultsTest::recordsGoWrong()
{
    QFETCH(HttpAnswer, answer);
    QFETCH(QString, says);
    PaperFixture fixture;
    fill(fixture.site(), 20);
    fixture.site().setInterceptor([answer](const demo::HttpRequest &request) {
        return request.method == "POST" ? std::optional(answer) : std::nullopt;
    });
    const SyncOutcome run = fixture.run(u"pubmed:eeg"_s);
    QVERIFY(!run.result);
    QCOMPARE(run.result.error().kind, ErrorKind::BadAnswer);
    QVERIFY2(run.result.error().text.contains(says), qPrintable(run.result.error().text));
    QVERIFY(run.result.error().url.endsWith(u"/efetch.fcgi"));
    QCOMPARE(everything(fixture), QStringList());
    fixture.site().setInterceptor({});
    QCOMPARE(fixture.run(u"pubmed:eeg"_s).counts.added, 20);
}

void PapersFaultsTest::limitsAreWaitedFor()
{
    PaperFixture fixture;
    fill(fixture.site(), 20);
    fixture.job().clientConfig().limitWait = std::chrono::milliseconds(10);
    for (const QString &name : names) {
        fixture.site().setInterceptor(
            [seen = std::make_shared<int>(0)](const demo::HttpRequest &) -> std::optional<HttpAnswer> {
                return ++*seen <= 2 ? std::optional(jsonAnswer(429, R"({"message": "Too Many Requests"})"))
                                    : std::nullopt;
            });
        const SyncOutcome run = fixture.run(name);
        QVERIFY2(run.result, run.result ? "" : qPrintable(run.result.error().text));
        QCOMPARE(run.counts.added + run.counts.unchanged, 20);
    }
}

void PapersFaultsTest::limitsTooLongAreToldWithAHint()
{
    for (const QString &name : names) {
        PaperFixture fixture;
        fill(fixture.site(), 20);
        fixture.site().setInterceptor([](const demo::HttpRequest &) {
            HttpAnswer answer = jsonAnswer(429, "{}");
            answer.set("Retry-After", "3600");
            return std::optional(answer);
        });
        const SyncOutcome run = fixture.run(name);
        QVERIFY(!run.result);
        QCOMPARE(run.result.error().kind, ErrorKind::RateLimited);
        QVERIFY2(run.result.error().hint.contains(u"_API_KEY"), qPrintable(run.result.error().hint));
        QCOMPARE(everything(fixture), QStringList());
    }
}

void PapersFaultsTest::countsWithoutPapers()
{
    const QList<QByteArray> bodies{R"({"meta": {"count": 40, "next_cursor": "x"}, "results": []})",
                                   R"({"total": 40, "offset": 0, "data": []})",
                                   R"({"esearchresult": {"count": "40", "idlist": []}})"};
    for (qsizetype i = 0; i < bodies.size(); ++i) {
        PaperFixture fixture;
        fixture.site().setInterceptor([body = bodies.at(i)](const demo::HttpRequest &) {
            return std::optional(jsonAnswer(200, body));
        });
        const SyncOutcome run = fixture.run(names.at(i));
        QVERIFY(!run.result);
        QCOMPARE(run.result.error().kind, ErrorKind::BadAnswer);
        QVERIFY2(run.result.error().text.contains(u"lists none"), qPrintable(run.result.error().text));
        QCOMPARE(everything(fixture), QStringList());
    }
}

void PapersFaultsTest::listingsWithoutAnEnd()
{
    PaperFixture fixture;
    fixture.setResults(5000);
    fixture.site().setInterceptor([](const demo::HttpRequest &request) {
        return std::optional(jsonAnswer(
            200, R"({"meta": {"count": 9000, "next_cursor": "*"}, "total": 9000, "next": )" +
                     request.query("offset").toLatin1() +
                     R"(, "results": [{"id": "https://openalex.org/W1", "title": "One"}], "data": []})"));
    });
    const SyncOutcome works = fixture.run(names.at(0));
    QVERIFY(!works.result);
    QCOMPARE(works.result.error().kind, ErrorKind::BadAnswer);
}

void PapersFaultsTest::passingFaultsAreMet()
{
    PaperFixture fixture;
    fill(fixture.site(), 20);
    HttpAnswer closed;
    closed.fault = HttpAnswer::Fault::CloseBeforeAnswer;
    for (const QString &name : names) {
        fixture.site().setInterceptor([closed, seen = std::make_shared<int>(0)](
                                          const demo::HttpRequest &) -> std::optional<HttpAnswer> {
            ++*seen;
            if (*seen == 1)
                return html(500);
            return *seen == 2 ? std::optional(closed) : std::nullopt;
        });
        const SyncOutcome run = fixture.run(name);
        QVERIFY2(run.result, run.result ? "" : qPrintable(run.result.error().text));
    }
}

// NUL would end a text in SQLite, half a surrogate pair has no UTF-8: neither arrives. PubMed's XML can hold
// neither (papers_pubmed).
void PapersFaultsTest::textIsCleaned()
{
    for (const QString &name : {names.at(0), names.at(1), names.at(3)}) {
        PaperFixture fixture;
        PaperSite site;
        const QString dirty = u"a\0b(high)c"_s;
        site.setWorkOfDoi(u"10.5555/x"_s, u"W9"_s);
        QJsonObject work = generatedWorks(1).at(0).toObject();
        work[u"title"_s] = dirty;
        work[u"doi"_s] = "https://doi.org/10.5555/"_L1 + dirty;
        work[u"abstract_inverted_index"_s] = QJsonObject{{dirty, QJsonArray{0}}};
        site.setWorks({work});
        QJsonObject paper = generatedScholarPapers(1).at(0).toObject();
        for (const char *member : {"title", "abstract"})
            paper[QLatin1StringView(member)] = dirty;
        paper[u"url"_s] = "https://papers.example/"_L1 + dirty;
        site.setScholarPapers({paper});
        fixture.site().setInterceptor([&site](const demo::HttpRequest &request) {
            HttpAnswer answer = site.handle(request);
            answer.body.replace("(high)", "\\ud800");
            return std::optional(answer);
        });
        const SyncOutcome run = fixture.run(name);
        QVERIFY2(run.result, run.result ? "" : qPrintable(run.result.error().text));
        QCOMPARE(run.counts.added, 1);
        // The bytes as SQLite has them: no NUL, no half of a pair.
        QCOMPARE(Sqlite(fixture.databasePath())
                     .rows(u"SELECT hex(title), hex(first_message), hex(substr(url, -3)) FROM papers"_s),
                 QStringList{u"616263|616263|616263"_s});
    }
}

QTEST_GUILESS_MAIN(PapersFaultsTest)
#include "papers_faults.moc"
