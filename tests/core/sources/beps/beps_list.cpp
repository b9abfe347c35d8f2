// beps.yml and pull requests as values: what is read, what is refused, and for which community at all.
#include "sources/beps/BepCursor.h"
#include "sources/beps/BepList.h"
#include "sources/beps/BepSource.h"
#include "sources/beps/PullRequest.h"
#include "sources/beps/RawFile.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::sources::beps;

namespace {
QByteArray ownList()
{
    QFile file(QStringLiteral(LOCKKEEPER_TEST_DATA "/beps/beps.yml"));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}
} // namespace

class BepListTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsEveryForm();
    void addressesInUpperCase();
    void namesWhatItCannotRead();
    void refusesWhatIsNoList_data();
    void refusesWhatIsNoList();
    void deepAndWideInput();
    void readsPullRequests_data();
    void readsPullRequests();
    void knowsGitsIds();
    void cursorSurvivesItsText();
    void runsForBidsOnly();
};

void BepListTest::readsEveryForm()
{
    const BepList list = readBepList(ownList());
    QCOMPARE(list.problem, QString());
    QCOMPARE(list.entries.size(), std::size_t(4));
    const BepEntry &draft = list.entries.at(0);
    QCOMPARE(draft.row, (store::BepItem{.number = u"007"_s,
                                        .title = u"Gait, and other \"steady\" movement"_s,
                                        .status = {},
                                        .pullRequestUrl = {},
                                        .pullRequestNumber = {},
                                        .htmlPreviewUrl = {},
                                        .googleDocUrl = u"https://docs.example/gait"_s,
                                        .leads = {}, // nothing but blanks
                                        .content = {}}));
    QVERIFY(!draft.asks);
    QVERIFY(draft.row.pullRequestUrl.isNull());
    const BepEntry &breathing = list.entries.at(1);
    QCOMPARE(breathing.row.number, u"012"_s);
    QCOMPARE(breathing.row.title, u"Tidal breathing and its derivatives"_s);
    QCOMPARE(breathing.row.pullRequestNumber, 519);
    QCOMPARE(breathing.row.htmlPreviewUrl, u"https://preview.example/519/breathing.html"_s);
    QCOMPARE(breathing.row.leads, u"[\"Ana-Lucía Méndez Šarić\",\"Bo Lind\",\"Cleo Marsh\"]"_s);
    QVERIFY(breathing.asks);
    const BepEntry &elsewhere = list.entries.at(2);
    QCOMPARE(elsewhere.row.number, u"031"_s);
    QCOMPARE(elsewhere.row.pullRequestNumber, 3);
    QVERIFY(elsewhere.row.googleDocUrl.isNull()); // no web address
    QVERIFY(!elsewhere.asks);                     // a pull request of another repository
    const BepEntry &large = list.entries.at(3);
    QCOMPARE(large.row.number, u"1000"_s); // by their text, as the database orders them
    QCOMPARE(large.row.title, u"Beyond three digits"_s);
    QVERIFY(large.asks);
}

// Found by the fuzzer: schemes and hosts are upper and lower case alike (RFC 3986, 6.2.2.1).
void BepListTest::addressesInUpperCase()
{
    const BepList list =
        readBepList("- number: 1\n  title: t\n  google_doc: Https://docs.example/1\n"
                    "  pull_request: HTTPS://GitHub.com/bids-standard/bids-specification/pull/7\n");
    QCOMPARE(list.entries.size(), std::size_t(1));
    QVERIFY(list.entries.front().asks);
    QCOMPARE(list.entries.front().row.pullRequestNumber, 7);
    QCOMPARE(list.entries.front().row.googleDocUrl, u"Https://docs.example/1"_s);
}

void BepListTest::namesWhatItCannotRead()
{
    const BepList list = readBepList(ownList());
    QStringList malformed;
    for (const store::SkippedItem &item : list.malformed)
        malformed.append(item.key + u": "_s + item.reason);
    QCOMPARE(malformed,
             (QStringList{u"entry 3: entry 3 of beps.yml has no number"_s,
                          u"entry 4: entry 4 of beps.yml is BEP 012 once more"_s,
                          u"020: BEP 020 has no title"_s, u"entry 7: entry 7 of beps.yml has no number"_s}));
    QVERIFY(!list.numbersKnown); // one of them may be one that is stored
}

void BepListTest::refusesWhatIsNoList_data()
{
    QTest::addColumn<QByteArray>("yaml");
    QTest::addColumn<QString>("problem");
    const QString list = u"a list of proposals was expected"_s;
    QTest::newRow("nothing") << QByteArray() << list;
    QTest::newRow("an empty list") << QByteArray("[]") << list;
    QTest::newRow("a map") << QByteArray("number: '001'\ntitle: a") << list;
    QTest::newRow("a page") << QByteArray("<html><body>busy</body></html>") << list;
    QTest::newRow("broken") << QByteArray("- {number: '001'\n- x\n") << u"the YAML is broken in line"_s;
    QTest::newRow("tabs") << QByteArray("-\tnumber: '001'\n\ttitle: a\n") << u"the YAML is broken in line"_s;
    QTest::newRow("an unknown alias") << QByteArray("- *nobody\n") << u"the YAML is broken in line"_s;
}

void BepListTest::refusesWhatIsNoList()
{
    QFETCH(QByteArray, yaml);
    QFETCH(QString, problem);
    const BepList list = readBepList(yaml);
    QVERIFY2(list.problem.startsWith(problem), qPrintable(list.problem));
    QVERIFY(list.entries.empty());
    QVERIFY(list.malformed.empty());
    QVERIFY(list.problem.size() < 300);
}

void BepListTest::deepAndWideInput()
{
    QVERIFY(!readBepList(QByteArray(100'000, '[')).problem.isEmpty());
    QVERIFY(!readBepList(QByteArray("- ").repeated(50'000)).problem.isEmpty());
    // Aliases that stand for more and more of each other: nobody unfolds them.
    QByteArray bomb = "- &a [x,x,x,x,x,x,x,x]\n";
    for (char c = 'b'; c <= 'z'; ++c)
        bomb += QByteArray("- &") + c + " [" +
                QByteArray(7, ' ').replace(" ", QByteArray("*") + char(c - 1) + ",") + "]\n";
    QCOMPARE(readBepList(bomb).malformed.size(), std::size_t(26));
    const BepList wide = readBepList("- number: '1'\n  title: " + QByteArray(100'000, 't') + "\n  leads: [" +
                                     QByteArray("a,").repeated(5000) + "]\n");
    QCOMPARE(wide.entries.front().row.title.size(), 1024);
    QCOMPARE(QJsonDocument::fromJson(wide.entries.front().row.leads.toUtf8()).array().size(), 200);
}

void BepListTest::readsPullRequests_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<bool>("isPull");
    QTest::addColumn<QString>("version");
    QTest::newRow("open")
        << QByteArray(
               R"({"number":7,"state":"open","head":{"sha":"abc","ref":"a/b","repo":{"full_name":"o/r"}}})")
        << true << u"abc"_s;
    QTest::newRow("deleted fork")
        << QByteArray(R"({"number":7,"state":"open","head":{"sha":"abc","ref":"b","repo":null}})") << true
        << u"-abc"_s;
    QTest::newRow("closed, fork deleted")
        << QByteArray(R"({"number":7,"state":"closed","head":{"repo":null}})") << true << u"-"_s;
    QTest::newRow("another's") << QByteArray(R"({"number":8,"state":"closed","head":{}})") << false
                               << QString();
    QTest::newRow("no state") << QByteArray(R"({"number":7,"head":{}})") << false << QString();
    QTest::newRow("no head") << QByteArray(R"({"number":7,"state":"open"})") << false << QString();
    QTest::newRow("no commit")
        << QByteArray(R"({"number":7,"state":"open","head":{"ref":"b","repo":{"full_name":"o/r"}}})") << false
        << QString();
    QTest::newRow("a branch that climbs")
        << QByteArray(
               R"({"number":7,"state":"open","head":{"sha":"abc","ref":"../../x","repo":{"full_name":"o/r"}}})")
        << false << QString();
    QTest::newRow("a repository that climbs")
        << QByteArray(
               R"({"number":7,"state":"open","head":{"sha":"abc","ref":"b","repo":{"full_name":"../.."}}})")
        << false << QString();
}

void BepListTest::readsPullRequests()
{
    QFETCH(QByteArray, json);
    QFETCH(bool, isPull);
    QFETCH(QString, version);
    QString problem;
    const auto pull = readPullRequest(QJsonDocument::fromJson(json).object(), 7, problem);
    QCOMPARE(pull.has_value(), isPull);
    QCOMPARE(problem.isEmpty(), isPull);
    QCOMPARE(pull ? pull->version() : QString(), version);
}

void BepListTest::knowsGitsIds()
{
    QCOMPARE(blobId({}), u"e69de29bb2d1d6434b8b29ae775ad8c2e48c5391"_s); // git hash-object /dev/null
    QCOMPARE(blobId("hello\n"), u"ce013625030ba8dba906f756967f9e9ca394464a"_s);
}

void BepListTest::cursorSurvivesItsText()
{
    const BepCursor cursor{
        .etag = "W/\"list\"",
        .pages = {"\"one\"", {}},
        .pulls = {{u"004"_s, {.number = 5, .etag = "\"e\"", .version = u"abc"_s, .open = true}},
                  {u"012"_s, {.number = 6, .etag = {}, .version = {}, .open = false}}},
        .print = "0123",
        .through = u"004"_s};
    QCOMPARE(BepCursor::fromText(cursor.toText()), cursor);
    for (const QString &text : {QString(), u"{"_s, u"[]"_s, u"{\"pulls\":[1],\"pages\":{}}"_s})
        QCOMPARE(BepCursor::fromText(text), BepCursor{});
}

void BepListTest::runsForBidsOnly()
{
    community::Community community;
    for (const char *id : {"mne", "bids-demo", ""}) {
        community.id = QString::fromLatin1(id);
        QVERIFY(sources::beps::source().remotes(community).isEmpty());
    }
    community.id = u"bids"_s;
    QCOMPARE(sources::beps::source().remotes(community).size(), 1);
    QCOMPARE(sources::beps::source().remotes(community).first().name, u"bids-website"_s); // as OSA names it
}

QTEST_GUILESS_MAIN(BepListTest)
#include "beps_list.moc"
