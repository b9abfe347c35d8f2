// The text of a proposal: which files of its pull request, from where, and that each is whole.
#include "BepFixture.h"

#include "sources/beps/PullContent.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using demo::BepPull;
using demo::HttpAnswer;
using demo::HttpRequest;
using lockkeeper::tests::BepFixture;
using lockkeeper::tests::SyncOutcome;

namespace {
QString content(BepFixture &fixture)
{
    return fixture.value(u"SELECT content FROM bep_items WHERE bep_number = '001'"_s);
}

bool isMarkdown(const HttpRequest &request)
{
    return request.url.path().endsWith(u".md"_s);
}
} // namespace

class BepContentTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void markdownOfSrcAlone();
    void moreThanAHundredFiles();
    void deletedFork();
    void forkComesBack();
    void namesThatWantEscaping();
    void textIsCleaned();
    void theListsTextIsCleaned();
    void staleBranchIsNotTaken();
    void staleBranchWithoutItsCommit();
    void cutShort_data();
    void cutShort();
    void neverTheSameTwice();
    void tooMuchText();
};

void BepContentTest::markdownOfSrcAlone()
{
    BepFixture fixture;
    fixture.addOpen(u"001"_s, 1);
    fixture.site().changePull(1, [](BepPull &pull) {
        pull.files = {{u"src/a.md"_s, "# A\n"},           {u"src/deep/er/b.md"_s, "# B\n"},
                      {u"src/schema/c.yaml"_s, "c: 1\n"}, {u"README.md"_s, "# Readme\n"},
                      {u"src/d.MD"_s, "# D\n"},           {u"tools/src/e.md"_s, "# E\n"}};
        pull.removed = {u"src/old.md"_s};
    });
    const SyncOutcome run = fixture.sync();
    QVERIFY(run.result);
    QCOMPARE(run.skipped, 0);
    QCOMPARE(content(fixture),
             u"<!-- File: src/a.md -->\n# A\n\n\n---\n\n<!-- File: src/deep/er/b.md -->\n# B\n"_s);
    QCOMPARE(run.requests, 3 + 2);
}

void BepContentTest::moreThanAHundredFiles()
{
    BepFixture fixture;
    fixture.addOpen(u"001"_s, 1);
    fixture.site().changePull(1, [](BepPull &pull) {
        pull.files.clear();
        for (int i = 0; i < 250; ++i)
            pull.files.insert(
                u"src/%1.%2"_s.arg(i, 3, 10, QLatin1Char('0')).arg(i % 50 == 0 ? u"md"_s : u"json"_s),
                QByteArray::number(i));
    });
    const SyncOutcome run = fixture.sync();
    QVERIFY(run.result);
    QCOMPARE(content(fixture).count(u"<!-- File: src/"_s), 5);
    QVERIFY(content(fixture).endsWith(u"<!-- File: src/200.md -->\n200"_s));
    QCOMPARE(run.requests, 2 + 3 + 5);
}

void BepContentTest::deletedFork()
{
    BepFixture fixture;
    fixture.addOpen(u"001"_s, 1);
    fixture.site().changePull(1, [](BepPull &pull) { pull.repository.clear(); });
    const SyncOutcome run = fixture.sync();
    QVERIFY(run.result);
    QCOMPARE(run.skipped, 0);
    QCOMPARE(run.requests, 2);
    QCOMPARE(fixture.value(u"SELECT status, pull_request_number, content FROM bep_items"_s),
             u"proposed|1|NULL"_s);
    QCOMPARE(fixture.sync().notModified, 2);
}

void BepContentTest::forkComesBack()
{
    BepFixture fixture;
    fixture.addOpen(u"001"_s, 1);
    fixture.site().changePull(1, [](BepPull &pull) { pull.repository.clear(); });
    QVERIFY(fixture.sync().result);
    fixture.addOpen(u"001"_s, 1); // the same commit
    QVERIFY(fixture.sync().result);
    QCOMPARE(content(fixture), u"<!-- File: src/bep-001.md -->\n# BEP 001\n"_s);
    fixture.site().changePull(1, [](BepPull &pull) { pull.repository.clear(); });
    QVERIFY(fixture.sync().result);
    QCOMPARE(content(fixture), u"NULL"_s);
}

void BepContentTest::namesThatWantEscaping()
{
    BepFixture fixture;
    fixture.addOpen(u"001"_s, 1);
    fixture.site().changePull(1, [](BepPull &pull) {
        pull.branch = u"fix/50%#1?"_s;
        pull.files = {{u"src/a b+ü%41.md"_s, "text\n"}};
    });
    QVERIFY(fixture.sync().result);
    QCOMPARE(content(fixture), u"<!-- File: src/a b+ü%41.md -->\ntext\n"_s);
}

void BepContentTest::textIsCleaned()
{
    BepFixture fixture;
    fixture.addOpen(u"001"_s, 1);
    fixture.site().changePull(1, [](BepPull &pull) {
        pull.files = {{u"src/a.md"_s, QByteArray("a\0b\xed\xa0\x80"
                                                 "c \xf0\x9f\x90\x9f\n",
                                                 13)}};
    });
    QVERIFY(fixture.sync().result);
    const QString text = content(fixture);
    QVERIFY(text.startsWith(u"<!-- File: src/a.md -->\nab"_s));
    QVERIFY(text.endsWith(u"c \U0001F41F\n"_s));
    QVERIFY(!text.contains(QChar(0xd800)));
}

// What an escape brings in, and what is no UTF-8.
void BepContentTest::theListsTextIsCleaned()
{
    BepFixture fixture;
    fixture.site().setList(
        "- number: 1\n  title: \"a\\0b\xed\xa0\x80 c\"\n  leads: [\"A\\0da\xed\xa0\x80\"]\n");
    const SyncOutcome run = fixture.sync();
    QVERIFY2(run.result, run.result ? "" : qPrintable(run.result.error().text));
    QCOMPARE(fixture.value(u"SELECT count(*) FROM bep_items WHERE instr(title || leads, char(0)) > 0 OR "
                           "instr(CAST(title || leads AS BLOB), x'eda080') > 0"_s),
             u"0"_s);
    const QString title = fixture.value(u"SELECT title FROM bep_items"_s);
    QVERIFY2(title.startsWith(u"ab"_s) && title.endsWith(u" c"_s), qPrintable(title));
    QVERIFY(fixture.value(u"SELECT leads FROM bep_items"_s).startsWith(u"[\"Ada"_s));
}

// The branch is served from a cache, minutes old; the list of files and the commit are not.
void BepContentTest::staleBranchIsNotTaken()
{
    BepFixture fixture;
    fixture.addOpen(u"001"_s, 1);
    QVERIFY(fixture.sync().result);
    fixture.site().changePull(1, [](BepPull &pull) { pull.files[u"src/bep-001.md"_s] = "# New\n"; });
    fixture.site().setInterceptor([](const HttpRequest &request) -> std::optional<HttpAnswer> {
        if (request.url.path().contains(u"/bep001/"_s))
            return BepFixture::text("# BEP 001\n");
        return {};
    });
    const SyncOutcome run = fixture.sync();
    QVERIFY(run.result);
    QCOMPARE(run.requests, 3 + 2);
    QCOMPARE(content(fixture), u"<!-- File: src/bep-001.md -->\n# New\n"_s);
}

void BepContentTest::staleBranchWithoutItsCommit()
{
    BepFixture fixture;
    fixture.addOpen(u"001"_s, 1);
    fixture.site().setInterceptor([](const HttpRequest &request) -> std::optional<HttpAnswer> {
        if (request.url.path().contains(u"/bep001/"_s))
            return BepFixture::text("whole, but another\n");
        if (isMarkdown(request))
            return BepFixture::text("404: Not Found", 404);
        return {};
    });
    const SyncOutcome run = fixture.sync();
    QVERIFY(run.result);
    QCOMPARE(run.skipped, 0);
    QCOMPARE(content(fixture), u"<!-- File: src/bep-001.md -->\nwhole, but another\n"_s);
    QCOMPARE(fixture.sync().requests, 2);
}

// Half of the body, then the end: of the list and of a file, named by its length, chunked or compressed.
void BepContentTest::cutShort_data()
{
    QTest::addColumn<bool>("ofList");
    QTest::addColumn<bool>("chunked");
    for (const bool ofList : {true, false}) {
        for (const bool chunked : {true, false}) {
            QTest::addRow("%s, %s", ofList ? "list" : "file", chunked ? "chunked" : "with its length")
                << ofList << chunked;
        }
    }
}

void BepContentTest::cutShort()
{
    QFETCH(bool, ofList);
    QFETCH(bool, chunked);
    BepFixture fixture;
    fixture.addOpen(u"001"_s, 1);
    // Lines of one form, so that half of it reads as well as the whole.
    QByteArray list;
    for (int i = 1; i <= 40; ++i)
        list += "- {number: " + QByteArray::number(i) + ", title: Proposal}\n";
    list.replace("number: 1,",
                 "pull_request: 'https://github.com/bids-standard/bids-specification/pull/1', number: 1,");
    fixture.site().setList(list);
    fixture.site().changePull(
        1, [](BepPull &pull) { pull.files[u"src/bep-001.md"_s] = QByteArray("line\n").repeated(400); });
    auto cuts = std::make_shared<int>(0);
    fixture.site().setInterceptor(
        [ofList, chunked, cuts, list](const HttpRequest &request) -> std::optional<HttpAnswer> {
            const bool isList = request.url.path().endsWith(u"beps.yml"_s);
            if (isList != ofList || (!isList && !isMarkdown(request)) || ++*cuts > 3)
                return {};
            HttpAnswer cut = BepFixture::text(isList ? list : QByteArray("line\n").repeated(400));
            if (chunked)
                cut.set("Transfer-Encoding", "chunked");
            cut.fault = HttpAnswer::Fault::CloseMidBody;
            return cut;
        });
    SyncOutcome run = fixture.sync();
    // Either it is asked for until it is whole, or it is refused: never is half of it stored.
    for (int again = 0; again < 5 && (!run.result || run.skipped > 0); ++again) {
        if (ofList)
            QCOMPARE(fixture.value(u"SELECT count(*) FROM bep_items"_s), u"0"_s);
        else
            QVERIFY2(content(fixture) == u"NULL"_s || content(fixture).isEmpty(),
                     qPrintable(content(fixture)));
        run = fixture.sync();
    }
    QVERIFY(run.result);
    QVERIFY(*cuts > 3);
    QCOMPARE(fixture.value(u"SELECT count(*) FROM bep_items"_s), u"40"_s);
    QCOMPARE(content(fixture).count(u"line\n"_s), 400);
    QCOMPARE(fixture.value(u"SELECT count(*) FROM lockkeeper_skipped"_s), u"0"_s);
}

// Without a length, and another every time: nobody knows what is whole.
void BepContentTest::neverTheSameTwice()
{
    BepFixture fixture;
    fixture.addOpen(u"001"_s, 1);
    fixture.site().setInterceptor([count = std::make_shared<int>(0)](
                                      const HttpRequest &request) -> std::optional<HttpAnswer> {
        if (!request.url.path().endsWith(u"beps.yml"_s))
            return {};
        HttpAnswer answer = BepFixture::text("- {number: 1, title: t" + QByteArray::number(++*count) + "}\n");
        answer.set("Transfer-Encoding", "chunked");
        return answer;
    });
    const SyncOutcome run = fixture.sync();
    QVERIFY(!run.result);
    QCOMPARE(run.result.error().kind, ErrorKind::BadAnswer);
    QVERIFY(run.result.error().text.contains(u"asked for twice it differs"_s));
    QCOMPARE(run.requests, 2);
    QCOMPARE(fixture.value(u"SELECT count(*) FROM bep_items"_s), u"0"_s);
}

void BepContentTest::tooMuchText()
{
    BepFixture fixture;
    fixture.addOpen(u"001"_s, 1);
    fixture.site().changePull(1, [](BepPull &pull) {
        pull.files.clear();
        for (int i = 0; i < 4; ++i)
            pull.files.insert(u"src/%1.md"_s.arg(i), QByteArray(900'000, 'a'));
    });
    const SyncOutcome run = fixture.sync();
    QVERIFY(run.result);
    QCOMPARE(run.skipped, 0); // left out for good: trying again would not help
    QCOMPARE(run.notices, QStringList{u"#1 changes more text than is kept; its last files are left out."_s});
    QCOMPARE(content(fixture).count(u"<!-- File: "_s), 2);
    QVERIFY(content(fixture).size() < sources::beps::mostContent);
    QCOMPARE(fixture.sync().requests, 2);
}

QTEST_GUILESS_MAIN(BepContentTest)
#include "beps_content.moc"
