// Pipermail's pages, read: index, listings, messages; periods of every form.
#include "sources/mailman/ArchiveIndex.h"
#include "sources/mailman/HtmlTokens.h"
#include "sources/mailman/ListCursor.h"
#include "sources/mailman/MessagePage.h"
#include "sources/mailman/Page.h"
#include "sources/mailman/PeriodListing.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::sources::mailman;

namespace {
QString written(const QString &name)
{
    QFile file(QStringLiteral(LOCKKEEPER_TEST_DATA "/mailman/") + name);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QByteArray printOf(const PeriodListing &listing, qint64 through)
{
    return ListingPrint(listing).through(through);
}
} // namespace

class MailmanPagesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void periods_data();
    void periods();
    void openPeriodsAreTheNewestTwo();
    void index();
    void listing();
    void messagePage();
    void brokenMessagePages_data();
    void brokenMessagePages();
    void tokens();
    void judgedPages_data();
    void judgedPages();
    void printOfALongListing();
    void firstMessageOfAll();
    void cursorSurvives();
};

void MailmanPagesTest::periods_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QDate>("begin");
    QTest::newRow("a year") << u"2024"_s << QDate(2024, 1, 1);
    QTest::newRow("a month") << u"2024-March"_s << QDate(2024, 3, 1);
    QTest::newRow("a month in numbers") << u"2024-03"_s << QDate(2024, 3, 1);
    QTest::newRow("a month in another language") << u"2024-März"_s << QDate(2024, 1, 1);
    QTest::newRow("a quarter") << u"2024q4"_s << QDate(2024, 10, 1);
    QTest::newRow("a week") << u"Week-of-Mon-20240226"_s << QDate(2024, 2, 26);
    QTest::newRow("a day") << u"20240229"_s << QDate(2024, 2, 29);
    for (const char *name : {"", "attachments", "24", "2024q5", "2024-13", "20240230", "2024-", "2024-March ",
                             "../2024", "2024/March", "Week-of-Mon-2024", "2024-March2", "12345", "2024\n"})
        QTest::addRow("not one: %s", name) << QString::fromLatin1(name) << QDate();
}

void MailmanPagesTest::periods()
{
    QFETCH(QString, name);
    QFETCH(QDate, begin);
    const std::optional<Period> period = periodNamed(name);
    QCOMPARE(period.has_value(), begin.isValid());
    if (period)
        QCOMPARE(*period, (Period{.name = name, .begin = begin, .archive = {}}));
}

void MailmanPagesTest::openPeriodsAreTheNewestTwo()
{
    QList<Period> periods;
    for (const char *name : {"2024-March", "2038-January", "2024-January", "2023-December", "2024-February"})
        periods.append(*periodNamed(QString::fromLatin1(name)));
    sortPeriods(periods);
    QCOMPARE(periods.first().name, u"2023-December"_s);
    QCOMPARE(
        openPeriods(periods, {2024, 3, 5}),
        (QSet<QString>{u"2024-February"_s, u"2024-March"_s, u"2038-January"_s})); // a clock that was wrong
    QCOMPARE(openPeriods(periods, {2040, 1, 1}), (QSet<QString>{u"2024-March"_s, u"2038-January"_s}));
    QCOMPARE(openPeriods({}, {2040, 1, 1}), QSet<QString>());
}

void MailmanPagesTest::index()
{
    const QString html = written(u"index.html"_s);
    const QUrl address(u"https://lists.example.org/pipermail/tidewatch/"_s);
    const ArchiveIndex found = readIndex(html, address);
    QStringList periods;
    for (const Period &period : found.periods)
        periods.append(period.name + u' ' + period.archive);
    QCOMPARE(periods, (QStringList{u"2022 "_s, u"20230704 "_s,
                                   u"Week-of-Mon-20230918 Week-of-Mon-20230918.txt.gz"_s, u"2023q4 "_s,
                                   u"2024-February 2024-February.txt.gz"_s, u"2024-March 2024-March.txt"_s}));
    QVERIFY(!found.isEmpty);
    QString absolute = html;
    absolute.replace(u"href=\"2024"_s, u"href=\"https://lists.example.org/pipermail/tidewatch/2024"_s);
    absolute.replace(u"href=\"2022"_s, u"href=\"/pipermail/tidewatch/2022"_s);
    QCOMPARE(readIndex(absolute, address).periods, found.periods);
    QCOMPARE(readIndex(html, QUrl(address.toString() + u"index.html"_s)).periods, found.periods);
    QVERIFY(readIndex(u"<p>Currently, there are no archives. </p>"_s, address).isEmpty);
    QVERIFY(!readIndex(u"<html><p>Please sign in</p></html>"_s, address).isEmpty);
}

void MailmanPagesTest::listing()
{
    const PeriodListing found = readListing(written(u"thread.html"_s));
    const std::vector<ListedMessage> expected{{.id = u"000012"_s,
                                               .number = 12,
                                               .subject = u"[Tidewatch] Gauges <wet> & dry"_s,
                                               .author = u"Zoë Marsh"_s,
                                               .time = 1709276400,
                                               .messageId = u"harbour-1@tide.example.org"_s,
                                               .ancestors = {},
                                               .ancestorPages = {}},
                                              {.id = u"000013"_s,
                                               .number = 13,
                                               .subject = u"[Tidewatch] (no subject)"_s,
                                               .author = u"Ann \"Kelp\" O'Hara"_s,
                                               .time = 1709535600,
                                               .messageId = u"harbour-3@tide.example.org"_s,
                                               .ancestors = {},
                                               .ancestorPages = {}},
                                              {.id = u"000014"_s,
                                               .number = 14,
                                               .subject = u"[Tidewatch] Gauges <wet> & dry"_s,
                                               .author = u"bo at shore.example.net"_s,
                                               .time = 1709362800,
                                               .messageId = u"reply-2@tide.example.org"_s,
                                               .ancestors = {u"harbour-1@tide.example.org"_s},
                                               .ancestorPages = {}}};
    QCOMPARE(found.messages.size(), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i)
        QVERIFY2(found.messages[i] == expected[i], qPrintable(found.messages[i].id));
    QCOMPARE(found.stated, std::optional<qint64>(3));
    QCOMPARE(printOf(found, 12).size(), 16);
    QVERIFY(printOf(found, 12) != printOf(found, 13));
    // Newer Mailmans name pages instead of message ids.
    QString newer = written(u"thread.html"_s);
    newer.replace(u"/harbour-1@tide.example.org"_s, u".12"_s)
        .replace(u"/reply-2@tide.example.org"_s, u".14"_s);
    const ListedMessage answer = readListing(newer).messages.at(2);
    QCOMPARE(answer.time, 1709362800);
    QCOMPARE(answer.messageId, QString());
    QCOMPARE(answer.ancestorPages, QStringList{u"000012"_s});
    PeriodListing twice = found;
    merge(twice, found);
    QCOMPARE(twice.messages.size(), found.messages.size());
    QVERIFY(readListing(u"<html>nothing</html>"_s).messages.empty());
}

void MailmanPagesTest::messagePage()
{
    QString problem;
    const std::optional<Letter> letter = readMessagePage(written(u"000014.html"_s), problem);
    QVERIFY2(letter, qPrintable(problem));
    QCOMPARE(letter->subject, u"[Tidewatch] Gauges <wet> & dry"_s);
    QCOMPARE(letter->author.name, u"bo at shore.example.net"_s);
    QCOMPARE(letter->author.email, u"bo at shore.example.net"_s);
    QCOMPARE(letter->date, QDateTime({2024, 3, 2}, QTime(7, 0), Qt::UTC));
    QCOMPARE(letter->messageId, u"reply-2@tide.example.org"_s);
    QCOMPARE(letter->parents, QStringList());
    QCOMPARE(letter->body,
             u"Zoë Marsh wrote:\n\n> Which gauge is wet? See https://tide.example.org/?a=1&b=2\n\n"
             "The second one; ask keeper at tide.example.org or raw at tide.example.org é€.\n"
             "From the tower you can see it.\n-------------- next part --------------\n"
             "A non-text attachment was scrubbed...\nURL: <https://lists.example.org/a.bin>"_s);
    // Archives made before there were marks around the article.
    QString old = written(u"000014.html"_s);
    old.remove(u"<!--beginarticle-->"_s).remove(u"<!--endarticle-->"_s);
    QCOMPARE(readMessagePage(old, problem)->body, letter->body);
    QCOMPARE(readMessagePage(old, problem)->date, letter->date);
    // Older Mailmans link to what the message answers to, without brackets.
    old.replace(u"%3Creply-2%40tide.example.org%3E"_s, u"harbour-1%40tide.example.org"_s);
    QCOMPARE(readMessagePage(old, problem)->messageId, QString());
    QCOMPARE(readMessagePage(old, problem)->parents, QStringList{u"harbour-1@tide.example.org"_s});
    old.replace(u"=harbour-1%40tide.example.org"_s, u"="_s);
    QCOMPARE(readMessagePage(old, problem)->parents, QStringList());
}

void MailmanPagesTest::brokenMessagePages_data()
{
    QTest::addColumn<QString>("html");
    QTest::addColumn<QString>("says");
    const QString whole = written(u"000014.html"_s);
    QTest::newRow("nothing") << QString() << u"no page of a message"_s;
    QTest::newRow("another page") << u"<html><h1>Sign in</h1><p>x</p></html>"_s << u"no page of a message"_s;
    QTest::newRow("cut in the head") << whole.left(whole.indexOf(u"<H1>"_s)) << u"no page of a message"_s;
    QTest::newRow("cut in the body") << whole.left(whole.indexOf(u"the tower"_s)) << u"breaks off"_s;
}

void MailmanPagesTest::brokenMessagePages()
{
    QFETCH(QString, html);
    QFETCH(QString, says);
    QString problem;
    QVERIFY(!readMessagePage(html, problem));
    QVERIFY2(problem.contains(says), qPrintable(problem));
}

void MailmanPagesTest::tokens()
{
    QCOMPARE(plainText(u"a<b x='>'>c</b><!-- no --><br>d<script>x<y</script>e < f <3 g"_s),
             u"ac\nde < f <3 g"_s);
    QCOMPARE(plainText(u"<p>never closed \"<a href=\"x"_s), u"\nnever closed \""_s);
    QCOMPARE(plainText(u"a<!-- never closed"_s), u"a"_s);
    HtmlTokens tokens(u"<A TITLE=\"x &amp; y\" empty HREF = 'b.html' data=c>"_s);
    HtmlToken token;
    QVERIFY(tokens.next(token));
    QCOMPARE(token.name, u"a"_s);
    QCOMPARE(attribute(token, "title"_L1), u"x & y"_s);
    QCOMPARE(attribute(token, "href"_L1), u"b.html"_s);
    QCOMPARE(attribute(token, "data"_L1), u"c"_s);
    QCOMPARE(attribute(token, "empty"_L1), QString());
    QVERIFY(!tokens.next(token));
}

void MailmanPagesTest::judgedPages_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("says");
    QTest::addColumn<QString>("text");
    const QByteArray html = "text/html";
    QTest::newRow("UTF-8") << html << QByteArray("<html>gr\xc3\xbc\xc3\x9f</html>") << QString() << u"grüß"_s;
    QTest::newRow("Latin-1, unsaid") << html << QByteArray("<html>gr\xfc\xdf</html>") << QString()
                                     << u"grüß"_s;
    QTest::newRow("the page knows better")
        << QByteArray("text/html; charset=UTF-8")
        << QByteArray("<META http-equiv=\"Content-Type\" content=\"text/html; "
                      "charset=koi8-r\"><html>\xf0\xd2</html>")
        << QString() << u"Пр"_s;
    QTest::newRow("only </body>") << html << QByteArray("x</body>") << QString() << u"x"_s;
    QTest::newRow("another type") << QByteArray("application/json") << QByteArray("{}")
                                  << u"application/json"_s << QString();
    QTest::newRow("cut short") << html << QByteArray("<html><body>half") << u"breaks off after 16 byte"_s
                               << QString();
    QTest::newRow("empty") << html << QByteArray() << u"breaks off"_s << QString();
}

void MailmanPagesTest::judgedPages()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    QFETCH(QString, says);
    QFETCH(QString, text);
    http::Response response{.status = 200,
                            .url = QUrl(u"https://lists.example.org/x.html"_s),
                            .movedTo = {},
                            .headers = {{"Content-Type", type}},
                            .body = body};
    const Result<Page> page = readPage(response);
    if (says.isEmpty()) {
        QVERIFY(page);
        QVERIFY2(page->html.contains(text), qPrintable(page->html));
    } else {
        QCOMPARE(page.error().kind, ErrorKind::BadAnswer);
        QVERIFY2(page.error().text.contains(says), qPrintable(page.error().text));
        QCOMPARE(page.error().url, u"https://lists.example.org/x.html"_s);
        QCOMPARE(page.error().status, 200);
    }
}

// Asked for batch by batch, it is what it would be at once, and each message was read once for it.
void MailmanPagesTest::printOfALongListing()
{
    PeriodListing listing;
    for (int i = 0; i < 2000; ++i) {
        ListedMessage message;
        message.id = QString::number(i).rightJustified(6, u'0');
        message.number = i;
        message.subject = u"Gauge %1"_s.arg(i % 7);
        listing.messages.push_back(message);
    }
    ListingPrint print(listing);
    QSet<QByteArray> prints{print.through(-1)};
    QCOMPARE(print.taken(), std::size_t{0});
    for (int i = 49; i < 2000; i += 50) {
        const QByteArray here = print.through(i);
        QCOMPARE(print.taken(), static_cast<std::size_t>(i + 1));
        QCOMPARE(print.through(i), here);
        QCOMPARE(here, printOf(listing, i));
        prints.insert(here);
    }
    QCOMPARE(prints.size(), 41);
    listing.messages[3].author = u"Another"_s;
    QVERIFY(printOf(listing, 2) == ListingPrint(listing).through(2));
    QVERIFY(!prints.contains(printOf(listing, 49)));
}

// A list's very first message is page 0.
void MailmanPagesTest::firstMessageOfAll()
{
    const PeriodListing listing = readListing(u"<!--0 01709276400.0- --><LI><A HREF=\"000000.html\">a</A>"
                                              "<!--1 01709276400.0-01709276500.1- -->"
                                              "<LI><A HREF=\"000001.html\">b</A>"
                                              "<!--1 01709276400.x-01709276500.2- -->"
                                              "<LI><A HREF=\"000002.html\">c</A>"_s);
    QCOMPARE(listing.messages.size(), std::size_t{3});
    QCOMPARE(listing.messages[0].number, 0);
    QCOMPARE(listing.messages[0].ancestorPages, QStringList());
    QCOMPARE(listing.messages[1].ancestorPages, QStringList{u"000000"_s});
    QCOMPARE(listing.messages[2].ancestorPages, QStringList());
    QCOMPARE(ListCursor::fromText(uR"({"open": {"2006": {}}})"_s).open.value(u"2006"_s).through, -1);
}

void MailmanPagesTest::cursorSurvives()
{
    const ListCursor cursor{.base = u"https://lists.example.org/pipermail/t/"_s,
                            .startYear = 2004,
                            .indexEtag = "\"abc\"",
                            .done = {u"2004"_s, u"2005"_s},
                            .open = {{u"2006"_s,
                                      {.through = 123456,
                                       .print = "f00d",
                                       .etag = "W/\"x\"",
                                       .archive = u"2006.txt"_s,
                                       .archiveEtag = "\"y\""}}}};
    QVERIFY(ListCursor::fromText(cursor.toText()) == cursor);
    QCOMPARE(ListCursor::fromText(cursor.toText()).toText(), cursor.toText());
    for (const QString &other : {u""_s, u"nonsense"_s, u"[1]"_s, u"{\"done\": 3, \"open\": []}"_s})
        QVERIFY(ListCursor::fromText(other) == ListCursor());
}

QTEST_GUILESS_MAIN(MailmanPagesTest)
#include "mailman_pages.moc"
