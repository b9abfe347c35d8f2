// The demo's mailing list: what it holds, what days change, and what a sync of it costs.
#include "demo/content/MailmanPart.h"
#include "sources/mailman/MailmanSource.h"
#include "tests/support/JobFixture.h"
#include "tests/support/Sqlite.h"

#include <QTest>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using demo::Mail;
using demo::MailmanPart;
using lockkeeper::tests::JobFixture;
using lockkeeper::tests::Sqlite;
using lockkeeper::tests::SyncOutcome;
using store::CommitCounts;

namespace {
constexpr qint64 day = 86'400;
const std::array<qint64, 4> beginnings{1'764'000'000, 1'709'280'000,
                                       1'767'225'600 /* a year's first second */, 1'740'700'000};

std::vector<Mail> mailsOf(const MailmanPart &part)
{
    return part.archive().mails();
}

community::MailingList theList()
{
    return {.name = u"quillcue-discuss"_s,
            .baseUrl = QUrl(u"https://lists.quillcue.example/pipermail/quillcue-discuss/"_s),
            .displayName = u"Quillcue Discussion"_s,
            .startYear = 2020};
}
} // namespace

class MailmanDemoTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void looksLikeAList_data();
    void looksLikeAList();
    void theSameAllDay();
    void daysBringMails();
    void othersAreNotAnswered();
    void aFirstSyncAndTheNext();
};

void MailmanDemoTest::looksLikeAList_data()
{
    QTest::addColumn<qint64>("began");
    for (const qint64 began : beginnings)
        QTest::addRow("%lld", static_cast<long long>(began)) << began;
}

void MailmanDemoTest::looksLikeAList()
{
    QFETCH(qint64, began);
    MailmanPart part;
    part.begin(began);
    const std::vector<Mail> mails = mailsOf(part);
    QVERIFY2(mails.size() > 110 && mails.size() < 220, qPrintable(QString::number(mails.size())));
    const qsizetype periods = part.archive().periods().size();
    QVERIFY2(periods == 18 || periods == 17,
             qPrintable(QString::number(periods))); // a month may be too young
    qint64 last = 0;
    int replies = 0;
    int roots = 0;
    int accents = 0;
    for (const Mail &mail : mails) {
        const qint64 at = mail.date.toSecsSinceEpoch();
        QVERIFY(at >= last && at <= began);
        last = at;
        (mail.references.isEmpty() ? roots : replies) += 1;
        QCOMPARE(mail.references.isEmpty(), !mail.subject.startsWith(u"Re: "));
        QVERIFY(mail.references.isEmpty() || mail.body.contains(u" wrote:\n> "_s));
        QVERIFY2(!mail.author.contains(u"=>") && mail.email.endsWith(u".example"), qPrintable(mail.email));
        QVERIFY2(!mail.body.contains(u'{') && !mail.subject.contains(u'{'), qPrintable(mail.body));
        QVERIFY(mail.subject.startsWith(u"[quillcue-discuss] ") ||
                mail.subject.startsWith(u"Re: [quillcue-"));
        accents +=
            std::any_of(mail.author.cbegin(), mail.author.cend(), [](QChar c) { return c > QChar(127); });
    }
    QVERIFY(roots > 30 && replies > 60 && accents > 20);

    MailmanPart again;
    again.begin(began);
    for (const QString &period : part.archive().periods())
        QCOMPARE(again.archive().pagesOf(period).mbox(again.archive().mails(period)),
                 part.archive().pagesOf(period).mbox(part.archive().mails(period)));
}

void MailmanDemoTest::theSameAllDay() // or a first run's total would depend on the clock
{
    for (const qint64 began : beginnings) {
        const qint64 midnight = began - began % day;
        MailmanPart first;
        first.begin(midnight);
        for (const qint64 later : {midnight + 1, midnight + 4'000, midnight + day / 2, midnight + day - 1}) {
            MailmanPart part;
            part.begin(later);
            QCOMPARE(mailsOf(part).size(), mailsOf(first).size());
            QCOMPARE(mailsOf(part).back().date, mailsOf(first).back().date);
            QCOMPARE(part.archive().periods(), first.archive().periods());
        }
    }
}

void MailmanDemoTest::daysBringMails()
{
    for (const qint64 began : beginnings) {
        MailmanPart part;
        part.begin(began);
        std::size_t before = mailsOf(part).size();
        qint64 from = began;
        for (int step = 1; step <= 3; ++step) {
            const qint64 to = step == 2 ? from : from + 5 * day; // clocks may stand still
            part.passDays(step, from, to);
            const std::vector<Mail> mails = mailsOf(part);
            QVERIFY(mails.size() >= before + 3);
            QSet<QString> ids;
            for (std::size_t i = 0; i < mails.size(); ++i) {
                ids.insert(mails[i].messageId);
                const qint64 at = mails[i].date.toSecsSinceEpoch();
                QVERIFY(i < before ? at <= from : at <= to && at >= from);
            }
            QCOMPARE(static_cast<std::size_t>(ids.size()), mails.size());
            before = mails.size();
            from = to;
        }
    }
}

void MailmanDemoTest::othersAreNotAnswered()
{
    MailmanPart part;
    part.begin(beginnings[0]);
    const auto asked = [&](const char *host, const QString &path) {
        return part.answer({.method = "GET", .url = QUrl(path), .headers = {{"Host", host}}, .body = {}});
    };
    QVERIFY(!asked("api.github.example", u"/pipermail/quillcue-discuss/"_s));
    QVERIFY(!asked("lists.quillcue.example", u"/pipermail/other/"_s));
    QCOMPARE(asked("lists.quillcue.example", u"/pipermail/quillcue-discuss/"_s)->status, 200);
    QCOMPARE(asked("lists.quillcue.example", u"/pipermail/quillcue-discuss/1999/thread.html"_s)->status, 404);
}

void MailmanDemoTest::aFirstSyncAndTheNext()
{
    const qint64 began = QDateTime(QDate(2025, 11, 24), QTime(12, 0), Qt::UTC).toSecsSinceEpoch();
    MailmanPart part;
    part.begin(began);
    JobFixture fixture([&part](const demo::HttpRequest &request) {
        return part.answer(request).value_or(demo::HttpAnswer{.status = 404});
    });
    fixture.clientConfig().gateway = fixture.server().url();
    community::Community community;
    community.mailingLists = {theList()};
    const sources::Remote remote = sources::mailman::source().remotes(community).first();
    const SyncOutcome first = fixture.run(remote);
    QVERIFY2(first.result, first.result ? "" : qPrintable(first.result.error().text));
    const auto count = static_cast<qint64>(mailsOf(part).size());
    QCOMPARE(first.counts, (CommitCounts{.added = count}));
    QCOMPARE(first.skipped, 0);
    // The index, a listing and an mbox file a month; of the month without a file, its pages.
    qint64 pages = 0;
    for (const Mail &mail : mailsOf(part))
        pages += mail.date.date().toString(u"yyyy-MM"_s) == u"2024-11"_s;
    QVERIFY(pages > 2);
    QCOMPARE(first.requests, 1 + 18 * 2 + pages);
    QVERIFY2(first.requests * 3 < count, qPrintable(u"%1 of %2"_s.arg(first.requests).arg(count)));
    qInfo("%lld mails, %lld requests, one an item would be %lld", static_cast<long long>(count),
          static_cast<long long>(first.requests), static_cast<long long>(count + 19));

    // Every mail as it was written, whatever its charset and whichever way it came; each in its thread.
    Sqlite look(fixture.databasePath());
    const QStringList rows = look.rows(
        u"SELECT subject || '|' || author || '|' || author_email || '|' || body || '|' || thread_id "
        "FROM mailing_list_messages ORDER BY message_id"_s);
    QCOMPARE(rows.size(), count);
    QHash<QString, QString> numbers;
    for (const Mail &mail : mailsOf(part)) {
        const QString number = QString::number(mail.number).rightJustified(6, u'0');
        numbers.insert(mail.messageId, number);
        const QString thread = mail.references.isEmpty() ? number : numbers.value(mail.references.first());
        QCOMPARE(rows.at(mail.number - 1),
                 (QStringList{mail.subject, mail.author, mail.email, mail.body, thread}.join(u'|')));
    }
    QVERIFY(look.value(u"SELECT count(*) FROM mailing_list_messages a JOIN mailing_list_messages b "
                       "ON a.thread_id = b.message_id AND substr(a.date, 1, 7) != substr(b.date, 1, 7)"_s)
                .toInt() > 3); // threads that cross months

    fixture.server().clearRequests();
    const SyncOutcome second = fixture.run(remote);
    QCOMPARE(second.counts, CommitCounts{});
    QCOMPARE(second.requests, 3); // the index and the listings of the two youngest months, unchanged
    QCOMPARE(second.notModified, 3);

    part.passDays(1, began, began + 3 * day);
    const SyncOutcome third = fixture.run(remote);
    QVERIFY(third.result);
    QCOMPARE(third.counts, (CommitCounts{.added = static_cast<qint64>(mailsOf(part).size()) - count}));
    QVERIFY(third.counts.added >= 3);
    QVERIFY(third.requests <= 5);
}

QTEST_GUILESS_MAIN(MailmanDemoTest)
#include "mailman_demo.moc"
