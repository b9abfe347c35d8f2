// Damaged mail and pages: a few hundred seeded mutations of data written for it. Nothing may crash or hang,
// and what comes out keeps its promises.
#include "sources/mailman/ArchiveFile.h"
#include "sources/mailman/ArchiveIndex.h"
#include "sources/mailman/Gunzip.h"
#include "sources/mailman/HtmlTokens.h"
#include "sources/mailman/MailHeaders.h"
#include "sources/mailman/Mbox.h"
#include "sources/mailman/MessagePage.h"
#include "sources/mailman/Page.h"
#include "sources/mailman/PeriodListing.h"
#include "sources/mailman/Threads.h"

#include "PipermailSite.h"

#include <QFile>
#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::sources::mailman;

namespace {
QByteArray bytesOf(const char *name)
{
    QFile file(QStringLiteral(LOCKKEEPER_TEST_DATA "/mailman/") + QString::fromLatin1(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray mutated(QByteArray bytes, QRandomGenerator &random)
{
    static const QList<QByteArray> pieces{"\n",
                                          "\nFrom a  Fri Mar  1 08:00:00 2024\nX: y\n",
                                          "=?utf-8?B?",
                                          "?=",
                                          "<!--",
                                          "-->",
                                          "<A HREF=\"",
                                          "\"",
                                          "&#",
                                          ";",
                                          "--inner",
                                          "Content-Type: multipart/mixed; boundary=inner\n\n",
                                          QByteArray(1, '\0'),
                                          "\xff\xfe",
                                          "@",
                                          "(((",
                                          "<PRE>",
                                          "<!--endarticle-->"};
    const int changes = 1 + static_cast<int>(random.bounded(8));
    for (int i = 0; i < changes && !bytes.isEmpty(); ++i) {
        const auto at = static_cast<qsizetype>(random.bounded(static_cast<quint32>(bytes.size())));
        switch (random.bounded(6)) {
        case 0:
            bytes[at] = static_cast<char>(random.bounded(256));
            break;
        case 1:
            bytes.remove(at, 1 + static_cast<qsizetype>(random.bounded(200U)));
            break;
        case 2:
            bytes.insert(
                at, pieces.at(static_cast<qsizetype>(random.bounded(static_cast<quint32>(pieces.size())))));
            break;
        case 3:
            bytes.truncate(at);
            break;
        case 4:
            bytes.insert(at, bytes.mid(at, 1 + static_cast<qsizetype>(random.bounded(400U))));
            break;
        default:
            bytes.insert(
                at, pieces.at(static_cast<qsizetype>(random.bounded(static_cast<quint32>(pieces.size()))))
                        .repeated(200));
            break;
        }
    }
    return bytes;
}

http::Response answer(const QByteArray &body)
{
    return {.status = 200,
            .url = QUrl(u"https://x.example/"_s),
            .movedTo = {},
            .headers = {{"Content-Type", "text/html"}},
            .body = body};
}

bool isFit(const QString &text, qsizetype limit)
{
    return text.size() <= 2 * limit && QString::fromUtf8(text.toUtf8()) == text && !text.contains(QChar(0));
}
} // namespace

class MailmanFuzzTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void archives();
    void pages();
    void packed();
    void fourTimesAsMuchIsFourTimesTheWork_data() { longTexts_data(); }
    void fourTimesAsMuchIsFourTimesTheWork();
    void longTexts_data();
    void longTexts();
};

void MailmanFuzzTest::archives()
{
    QRandomGenerator random(20240301);
    const QByteArray mbox = bytesOf("letters.mbox");
    const PeriodListing listing = readListing(QString::fromUtf8(bytesOf("thread.html")));
    QVERIFY(!mbox.isEmpty());
    std::size_t read = 0;
    for (int i = 0; i < 400 / (LOCKKEEPER_SANITIZED ? 4 : 1); ++i) {
        const ArchiveFile archive = readArchive(answer(mutated(mbox, random)), "utf-8");
        const auto places = matchArchive(listing, archive);
        QCOMPARE(places.size(), listing.messages.size());
        Threads threads;
        for (std::size_t mail = 0; mail < archive.mails.size(); ++mail) {
            const Letter letter = withBody(archive, mail);
            QVERIFY(isFit(letter.body, 10'000));
            QVERIFY(isFit(letter.author.name, 300));
            const QString id = QString::number(mail);
            threads.knowPage(letter.messageId, id);
            threads.know(
                id, {.subject = letter.subject, .date = letter.date, .parents = letter.parents, .pages = {}});
            QVERIFY(!threads.threadOf(id).isEmpty());
        }
        read += archive.mails.size();
    }
    QVERIFY(read >
            400 / (LOCKKEEPER_SANITIZED ? 4 : 1)); // most of it stays readable: the readers were reached
}

void MailmanFuzzTest::pages()
{
    QRandomGenerator random(20240302);
    int letters = 0;
    for (int i = 0; i < 400 / (LOCKKEEPER_SANITIZED ? 4 : 1); ++i) {
        const QByteArray page = mutated(bytesOf("000014.html"), random);
        QString problem;
        const Result<Page> judged = readPage(answer(page));
        const QString html = judged ? judged->html : QString::fromLatin1(page);
        if (const std::optional<Letter> letter = readMessagePage(html, problem)) {
            ++letters;
            QVERIFY(isFit(letter->body, 10'000));
        } else {
            QVERIFY(!problem.isEmpty());
        }
        const PeriodListing listing = readListing(QString::fromUtf8(mutated(bytesOf("thread.html"), random)));
        for (const ListedMessage &message : listing.messages)
            QVERIFY(message.number == message.id.toLongLong());
        const ArchiveIndex index = readIndex(QString::fromUtf8(mutated(bytesOf("index.html"), random)),
                                             QUrl(u"https://x.example/a/"_s));
        for (const Period &period : index.periods)
            QVERIFY(period.begin.isValid() && !period.name.contains(u'/') && !period.archive.contains(u'/'));
    }
    QVERIFY(letters > 50 / (LOCKKEEPER_SANITIZED ? 4 : 1));
}

void MailmanFuzzTest::packed()
{
    QRandomGenerator random(20240303);
    const QByteArray file = demo::gzipped(bytesOf("letters.mbox"));
    for (int i = 0; i < 300 / (LOCKKEEPER_SANITIZED ? 4 : 1); ++i) {
        const Unpacked unpacked = gunzip(mutated(file, random), 100'000);
        QVERIFY(unpacked.bytes.size() <= 100'000);
        QVERIFY(!unpacked.fault || unpacked.bytes.isEmpty());
    }
}

// Counted in pieces of the page, mails and characters.
void MailmanFuzzTest::fourTimesAsMuchIsFourTimesTheWork()
{
    QFETCH(QByteArray, piece);
    const auto work = [&](qsizetype size) {
        const QByteArray many = piece.repeated(size / piece.size());
        const QString text = QString::fromLatin1(many);
        qsizetype sum = plainText(text).size() + maskAddresses(text).size() + headerText(many).size();
        HtmlTokens tokens(text);
        for (HtmlToken token; tokens.next(token);)
            sum += 1 + token.text.size();
        for (const RawMail &mail : splitMbox("From a  Fri Mar  1 08:00:00 2024\nX: y\n\n" + many))
            sum += 1 + mail.text.size();
        return sum;
    };
    const qsizetype once = work(10'000);
    QVERIFY(once > 0);
    QVERIFY(work(40'000) <= 4 * once + 400);
}

// What a quadratic reader would never finish within the test's time.
void MailmanFuzzTest::longTexts_data()
{
    QTest::addColumn<QByteArray>("piece");
    for (const char *piece : {"<",
                              "<!--",
                              "<a b='",
                              "<a b=\"x",
                              "&#",
                              "&amp",
                              "=?",
                              "=?a?q?",
                              "=?utf-8?q?x?= ",
                              "\nFrom ",
                              "\nFrom a  Fri Mar  1 08:00:00 2024\n",
                              "@a.",
                              "a@",
                              "<PRE>",
                              "--b\n",
                              "\n\tx",
                              "((((",
                              "<!--1 0123456789/",
                              "-0123456789/",
                              "<i>",
                              "\n>From ",
                              "Re: ",
                              "[x] "})
        QTest::addRow("%s", piece) << QByteArray(piece);
}

void MailmanFuzzTest::longTexts()
{
    QFETCH(QByteArray, piece);
    const QByteArray many = piece.repeated(2'000'000 / piece.size());
    const QString text = QString::fromLatin1(many);
    QString problem;
    (void)readMessagePage(u"<H1>"_s + text, problem);
    (void)readMessagePage(u"<H1>x</H1><PRE>"_s + text + u"</PRE>"_s, problem);
    (void)readListing(text);
    (void)readIndex(text, QUrl(u"https://x.example/a/"_s));
    const QByteArray head = "From a  Fri Mar  1 08:00:00 2024\nSubject: ";
    const ArchiveFile archive = readArchive(
        answer(head + many + "\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\n" + many), {});
    for (std::size_t i = 0; i < std::min<std::size_t>(archive.mails.size(), 3); ++i) {
        const Letter letter = withBody(archive, i);
        QVERIFY(isFit(letter.body, 10'000));
        Threads threads;
        threads.know(
            u"1"_s, {.subject = letter.subject, .date = letter.date, .parents = letter.parents, .pages = {}});
        QCOMPARE(threads.threadOf(u"1"_s), u"1"_s);
    }
}

QTEST_GUILESS_MAIN(MailmanFuzzTest)
#include "mailman_fuzz.moc"
