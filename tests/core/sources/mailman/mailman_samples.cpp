// The recorded archives: every page is read, and a list that serves them is stored whole. The same cases
// stand in the other tests with data written for them.
#include "sources/mailman/ArchiveIndex.h"
#include "sources/mailman/MailmanSource.h"
#include "sources/mailman/MessagePage.h"
#include "sources/mailman/Page.h"
#include "sources/mailman/PeriodListing.h"
#include "tests/support/JobFixture.h"
#include "tests/support/Sqlite.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::sources::mailman;
using lockkeeper::tests::JobFixture;
using lockkeeper::tests::Sqlite;
using lockkeeper::tests::SyncOutcome;

namespace {
const QString samples = QStringLiteral(LOCKKEEPER_SAMPLES "/mailman");

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

Result<Page> pageAt(const QString &path)
{
    return readPage({.status = 200,
                     .url = QUrl(u"https://lists.example.org/pipermail/x/"_s),
                     .movedTo = {},
                     .headers = {{"Content-Type", "text/html"}},
                     .body = bytesOf(path)});
}

// As a reader of the page would: no tag, no entity but the usual five and numbers.
QString looseText(QString html)
{
    static const QRegularExpression tag(u"<[^>]*>"_s);
    static const QRegularExpression number(u"&#(\\d+);"_s);
    html.remove(tag);
    html.replace(u"&lt;"_s, u"<"_s).replace(u"&gt;"_s, u">"_s).replace(u"&quot;"_s, u"\""_s);
    QRegularExpressionMatch match = number.match(html);
    while (match.hasMatch()) {
        html.replace(match.captured(), QString(QChar(match.captured(1).toUShort())));
        match = number.match(html);
    }
    return html.replace(u"&amp;"_s, u"&"_s);
}
} // namespace

class MailmanSamplesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (!QDir(samples).exists())
            QSKIP("skipped: no samples");
    }
    void indexes();
    void listingsAgree_data();
    void listingsAgree();
    void messages_data() { listingsAgree_data(); }
    void messages();
    void aListOfThem_data();
    void aListOfThem();
};

void MailmanSamplesTest::indexes()
{
    const QUrl address(u"https://lists.example.org/pipermail/x/"_s);
    const ArchiveIndex twisted = readIndex(pageAt(samples + u"/twisted-web/index.html"_s)->html, address);
    QCOMPARE(twisted.periods.size(), 163);
    QCOMPARE(
        twisted.periods.first(),
        (Period{.name = u"2003-December"_s, .begin = {2003, 12, 1}, .archive = u"2003-December.txt.gz"_s}));
    QCOMPARE(twisted.periods.last(),
             (Period{.name = u"2021-August"_s, .begin = {2021, 8, 1}, .archive = u"2021-August.txt"_s}));
    const ArchiveIndex divunal = readIndex(pageAt(samples + u"/divunal-devel/index.html"_s)->html, address);
    QCOMPARE(divunal.periods.size(), 6);
    QCOMPARE(divunal.periods.first().name, u"1999-June"_s);
}

void MailmanSamplesTest::listingsAgree_data()
{
    QTest::addColumn<QString>("folder");
    for (const char *list : {"twisted-web", "divunal-devel"}) {
        const QDir dir(samples + u'/' + QString::fromLatin1(list));
        const QStringList periods = dir.entryList(QDir::Dirs | QDir::NoDotAndDotDot);
        for (const QString &period : periods)
            QTest::addRow("%s %s", list, qPrintable(period)) << dir.filePath(period);
    }
}

void MailmanSamplesTest::listingsAgree()
{
    QFETCH(QString, folder);
    const PeriodListing thread = readListing(pageAt(folder + u"/thread.html"_s)->html);
    const PeriodListing date = readListing(pageAt(folder + u"/date.html"_s)->html);
    QVERIFY(!thread.messages.empty());
    QCOMPARE(thread.stated, std::optional(static_cast<qint64>(thread.messages.size())));
    QCOMPARE(date.messages.size(), thread.messages.size());
    QCOMPARE(thread.messages.size(), static_cast<std::size_t>(QDir(folder).entryList({u"0*.html"_s}).size()));
    for (std::size_t i = 0; i < thread.messages.size(); ++i) {
        QCOMPARE(date.messages[i].id, thread.messages[i].id);
        QCOMPARE(date.messages[i].subject, thread.messages[i].subject);
        QCOMPARE(date.messages[i].author, thread.messages[i].author);
        const ListedMessage &message = thread.messages[i];
        QVERIFY2(message.time > 0 || folder.contains(u"divunal"),
                 qPrintable(message.id)); // an older Mailman's
        QVERIFY(message.messageId.isEmpty() || message.messageId.contains(u'@'));
    }
}

void MailmanSamplesTest::messages()
{
    QFETCH(QString, folder);
    const PeriodListing listing = readListing(pageAt(folder + u"/thread.html"_s)->html);
    QVERIFY(!listing.messages.empty());
    for (const ListedMessage &listed : listing.messages) {
        const QString path = u"%1/%2.html"_s.arg(folder, listed.id);
        const QString html = pageAt(path)->html;
        QString problem;
        const std::optional<Letter> letter = readMessagePage(html, problem);
        QVERIFY2(letter, qPrintable(path + problem));
        QCOMPARE(letter->subject, listed.subject);
        QCOMPARE(letter->author.name, makeAuthor(listed.author, {}).name);
        QVERIFY2(letter->date.isValid(), qPrintable(path));
        QCOMPARE(QString::number(letter->date.date().year()), QDir(folder).dirName().left(4));
        QVERIFY(letter->author.email.contains(u" at "));
        const qsizetype begin = html.indexOf(u"<!--beginarticle-->"_s) + 19;
        QString body = looseText(html.mid(begin, html.indexOf(u"<!--endarticle-->"_s) - begin));
        body = maskAddresses(body).trimmed().left(10'000);
        QCOMPARE(letter->body.trimmed(), body);
        const QString linked =
            QUrl::fromPercentEncoding(html.section(u"In-Reply-To="_s, 1, 1).section(u'"', 0, 0).toLatin1());
        const bool own = linked.startsWith(u'<'); // by a newer Mailman: then the listing has no message ids
        QCOMPARE(letter->parents.value(0), own ? QString() : linked);
        QCOMPARE(letter->messageId, own ? linked.mid(1).chopped(1) : QString());
        QVERIFY(!own || listed.messageId.isEmpty());
        QVERIFY(linked.isEmpty() || linked != listed.messageId);
        if (listed.time > 0) // as another program read it, long ago
            QCOMPARE(letter->date.toSecsSinceEpoch(), listed.time);
    }
}

void MailmanSamplesTest::aListOfThem_data()
{
    QTest::addColumn<QString>("list");
    QTest::addColumn<int>("periods");
    QTest::addColumn<int>("messages");
    QTest::newRow("twisted-web") << u"twisted-web"_s << 9 << 53;
    QTest::newRow("divunal-devel") << u"divunal-devel"_s << 1 << 1;
}

// Their mbox files were not recorded, and of most months nothing: those are skipped as gone.
void MailmanSamplesTest::aListOfThem()
{
    QFETCH(QString, list);
    QFETCH(int, periods);
    QFETCH(int, messages);
    JobFixture fixture([](const demo::HttpRequest &request) {
        QString path = request.url.path();
        if (path.endsWith(u'/'))
            path += "index.html"_L1;
        demo::HttpAnswer answer{.status = 200, .headers = {}, .body = bytesOf(samples + path)};
        answer.set("Content-Type", "text/html");
        if (answer.body.isEmpty())
            answer = {.status = 404, .headers = {}, .body = "x"};
        return answer;
    });
    community::Community community;
    community.mailingLists = {{.name = list,
                               .baseUrl = QUrl(u"%1/%2/"_s.arg(fixture.server().url().toString(), list)),
                               .displayName = list,
                               .startYear = 0}};
    const SyncOutcome run = fixture.run(source().remotes(community).first());
    QVERIFY2(run.result, run.result ? "" : qPrintable(run.result.error().text));
    QCOMPARE(run.counts, (store::CommitCounts{.added = messages}));
    Sqlite look(fixture.databasePath());
    QCOMPARE(
        look.value(u"SELECT count(DISTINCT substr(url, 1, length(url) - 11)) FROM mailing_list_messages"_s),
        QString::number(periods));
    QCOMPARE(
        look.value(
            u"SELECT count(*) FROM mailing_list_messages WHERE author_email LIKE '%@%' OR thread_id IS NULL "
            "OR date NOT LIKE '____-__-__T__:__:__+00:00' OR year != substr(date, 1, 4)"_s),
        u"0"_s);
    if (list == "twisted-web"_L1)
        QCOMPARE(
            look.rows(
                u"SELECT message_id, thread_id FROM mailing_list_messages WHERE year = 2010 ORDER BY 1"_s),
            (QStringList{u"004491|004491"_s, u"004492|004491"_s, u"004493|004493"_s, u"004494|004493"_s,
                         u"004495|004495"_s, u"004496|004495"_s, u"004497|004495"_s, u"004498|004495"_s}));
    QCOMPARE(look.integrityProblem(), QString());
}

QTEST_GUILESS_MAIN(MailmanSamplesTest)
#include "mailman_samples.moc"
