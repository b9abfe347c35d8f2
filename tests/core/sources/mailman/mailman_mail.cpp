// Mail itself: mbox files, headers, charsets, encodings, multiparts, dates, addresses, subjects.
#include "sources/mailman/ArchiveFile.h"
#include "sources/mailman/Charsets.h"
#include "sources/mailman/Gunzip.h"
#include "sources/mailman/MailBody.h"
#include "sources/mailman/MailDate.h"
#include "sources/mailman/MailHeaders.h"
#include "sources/mailman/Mbox.h"
#include "sources/mailman/Subject.h"
#include "sources/mailman/TransferEncodings.h"

#include "PipermailSite.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::sources::mailman;
using lockkeeper::demo::gzipped;

namespace {
QByteArray letters()
{
    QFile file(QStringLiteral(LOCKKEEPER_TEST_DATA "/mailman/letters.mbox"));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

http::Response answer(const QByteArray &body, const http::Headers &headers = {})
{
    return {.status = 200,
            .url = QUrl(u"https://x.example/2024.txt.gz"_s),
            .movedTo = {},
            .headers = headers,
            .body = body};
}
} // namespace

class MailmanMailTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void letterByLetter();
    void mboxSeparators();
    void headers_data();
    void headers();
    void messageIdLists();
    void charsets_data();
    void charsets();
    void bodies_data();
    void bodies();
    void storedBodies();
    void dates_data();
    void dates();
    void authors_data();
    void authors();
    void masks();
    void subjects_data();
    void subjects();
    void packedFiles();
    void judgedArchives();
};

void MailmanMailTest::letterByLetter()
{
    const ArchiveFile archive = readArchive(answer(letters()), "us-ascii");
    QVERIFY(!archive.fault);
    QCOMPARE(archive.mails.size(), std::size_t(5));
    const Letter zoe = withBody(archive, 0);
    QCOMPARE(zoe.subject,
             u"[Tidewatch] Gänge im Watt – heute"_s); // a word's end in the middle of the subject
    QCOMPARE(zoe.author.name, u"Zoë Marsh"_s);
    QCOMPARE(zoe.author.email, u"zoe at tide.example.org"_s);
    QCOMPARE(zoe.date, QDateTime({2024, 3, 1}, QTime(7, 0), Qt::UTC));
    QCOMPARE(zoe.messageId, u"harbour-1@tide.example.org"_s);
    QCOMPARE(zoe.body, u"From here the tide looks fine.\nFrom there it does not.\n"
                       "From bo Sat Mar  2 08:00:00 2024 he wrote nothing more.\n\nBye"_s);

    const Letter bo = withBody(archive, 1);
    QCOMPARE(bo.author.name, u"Bo \"B\" Shore"_s);
    QCOMPARE(bo.author.email, u"bo at shore.example.net"_s);
    QCOMPARE(bo.parents, (QStringList{u"harbour-1@tide.example.org"_s, u"root@tide.example.org"_s}));
    QCOMPARE(bo.body, u"grüße “quoted”"_s);

    QCOMPARE(withBody(archive, 2).body, u"soft break € and 1 = 1"_s);
    const Letter lee = withBody(archive, 3);
    QCOMPARE(lee.body, u"Привет, мир!"_s);
    QCOMPARE(lee.author.name, u"lee at y.example"_s);
    QCOMPARE(lee.date, QDateTime({2024, 3, 4}, QTime(8, 0), Qt::UTC)); // when it was delivered
    QCOMPARE(withBody(archive, 4).body, u"One & two\nthree"_s);
}

void MailmanMailTest::mboxSeparators()
{
    const auto count = [](const QByteArray &file) {
        return splitMbox(file).size();
    };
    const QByteArray one = "From a at b  Fri Mar  1 08:00:00 2024\nSubject: x\n\nbody\n";
    QCOMPARE(count(one), std::size_t(1));
    QCOMPARE(count("\n\n" + one + one), std::size_t(2));
    QCOMPARE(count(QByteArray(one + one).replace("\n", "\r\n")), std::size_t(2));
    QCOMPARE(count(one + "\nFrom here on it is\nquiet: yes\n"), std::size_t(1));
    QCOMPARE(count(one + "\nFrom a at b  Fri Mar  1 08:00:00 2024\nno header\n"), std::size_t(1));
    QCOMPARE(count(one + "\nFrom a at b  Fri Mar  1 08:00:00 2024"), std::size_t(1));
    QCOMPARE(count(one + "\n>From a at b  Fri Mar  1 08:00:00 2024\nSubject: x\n"), std::size_t(1));
    QCOMPARE(count("From a at b  Fri Mar  1 08:00:00 MET DST 2024\nSubject: x\n\n"), std::size_t(1));
    QCOMPARE(count("Subject: no mbox\n\nx"), std::size_t(0));
    QCOMPARE(count("<html></html>"), std::size_t(0));
    QCOMPARE(count(""), std::size_t(0));
    QCOMPARE(deliveryTime("From a b@c  Fri Mar  1 08:00:00 2024"),
             QDateTime({2024, 3, 1}, QTime(8, 0), Qt::UTC));
    QCOMPARE(deliveryTime("From a@c Fri Mar 1 08:00:00 2024"), QDateTime({2024, 3, 1}, QTime(8, 0), Qt::UTC));
    QVERIFY(!deliveryTime("From a@c").isValid());
    QCOMPARE(withoutFromQuotes(u">From a\n>>From b\n> From c\nx >From d\n>From"_s),
             u"From a\n>From b\n> From c\nx >From d\n>From"_s);
}

void MailmanMailTest::headers_data()
{
    QTest::addColumn<QByteArray>("raw");
    QTest::addColumn<QString>("text");
    QTest::newRow("plain") << QByteArray("Hello  there") << u"Hello there"_s;
    QTest::newRow("base64") << QByteArray("=?UTF-8?B?w6k=?=") << u"é"_s;
    QTest::newRow("quoted-printable") << QByteArray("a =?iso-8859-1?q?=E9_=3D?= b") << u"a é = b"_s;
    QTest::newRow("blanks between words are none")
        << QByteArray("=?utf-8?q?a?=  =?utf-8?q?b?= c") << u"ab c"_s;
    QTest::newRow("a character in two words") << QByteArray("=?utf-8?B?4oI=?= =?utf-8?B?rA==?=") << u"€"_s;
    QTest::newRow("two charsets") << QByteArray("=?utf-8?q?=C3=A9?= =?koi8-r?q?=F0?=") << u"éП"_s;
    QTest::newRow("with a language") << QByteArray("=?utf-8*en?q?x?=") << u"x"_s;
    QTest::newRow("raw UTF-8") << QByteArray("\xc3\xa9") << u"é"_s;
    QTest::newRow("raw Latin-1") << QByteArray("\xe9") << u"é"_s;
    QTest::newRow("not a word") << QByteArray("=?x? =?utf-8?x?y?= =?") << u"=?x? =?utf-8?x?y?= =?"_s;
    QTest::newRow("never ends") << QByteArray("=?utf-8?q?abc") << u"=?utf-8?q?abc"_s;
    QTest::newRow("an unknown charset") << QByteArray("=?x-none?q?abc?=") << u"abc"_s;
    QTest::newRow("nothing") << QByteArray() << QString();
}

void MailmanMailTest::headers()
{
    QFETCH(QByteArray, raw);
    QFETCH(QString, text);
    QCOMPARE(headerText(raw), text);
    const QByteArray mail = "X-One: 1\r\nSubject: " + raw + "\r\n\tmore\r\nsubject: again\r\n\r\nbody: x";
    const MailHeaders folded(mail);
    QCOMPARE(headerText(folded.value("subject")), (text + u" more"_s).trimmed());
    QCOMPARE(folded.body().toByteArray(), QByteArray("body: x"));
}

void MailmanMailTest::messageIdLists()
{
    QCOMPARE(messageIds("<a@b> (comment) <c@d>\t<e f@g>"), (QStringList{u"a@b"_s, u"c@d"_s, u"e f@g"_s}));
    QCOMPARE(messageIds("Your message of \"Mon\" <a@b>"), QStringList{u"a@b"_s});
    QCOMPARE(messageIds("a@b"), QStringList{u"a@b"_s});
    QCOMPARE(messageIds("somebody wrote"), QStringList());
    QCOMPARE(messageIds("<never ends"), QStringList());
    QCOMPARE(messageIds('<' + QByteArray(1000, 'x') + "@y>"), QStringList());
}

void MailmanMailTest::charsets_data()
{
    QTest::addColumn<QByteArray>("charset");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("text");
    QTest::newRow("UTF-8") << QByteArray("UTF-8") << QByteArray("\xe2\x82\xac") << u"€"_s;
    QTest::newRow("UTF-8, damaged") << QByteArray("utf-8") << QByteArray("a\xffz") << u"a\uFFFDz"_s;
    QTest::newRow("Latin-1") << QByteArray("ISO-8859-1") << QByteArray("\xe9\x80") << u"é€"_s;
    QTest::newRow("Latin-2") << QByteArray("iso-8859-2") << QByteArray("\xb9") << u"š"_s;
    QTest::newRow("Windows-1251") << QByteArray("windows-1251") << QByteArray("\xcf\xf0") << u"Пр"_s;
    QTest::newRow("Shift-JIS") << QByteArray("shift_jis") << QByteArray("\x93\xfa\x96\x7b") << u"日本"_s;
    QTest::newRow("ISO-2022-JP") << QByteArray("iso-2022-jp") << QByteArray("\x1b$BF|K\\\x1b(B") << u"日本"_s;
    QTest::newRow("GB2312") << QByteArray("gb2312") << QByteArray("\xd6\xd0") << u"中"_s;
    QTest::newRow("GB2312, damaged") << QByteArray("gb2312") << QByteArray("\xd6\xd0\xff!") << u"中\uFFFD!"_s;
    QTest::newRow("UTF-16") << QByteArray("utf-16le") << QByteArray("a\0b\0", 4) << u"ab"_s;
    QTest::newRow("ASCII that is none") << QByteArray("us-ascii") << QByteArray("\xc3\xa9") << u"é"_s;
    QTest::newRow("unknown") << QByteArray("x-user-defined") << QByteArray("\xe9") << u"é"_s;
    QTest::newRow("no name") << QByteArray("../../etc/passwd//TRANSLIT") << QByteArray("\xc3\xa9") << u"é"_s;
    QTest::newRow("none") << QByteArray() << QByteArray("\xe9t\xe9") << u"été"_s;
}

void MailmanMailTest::charsets()
{
    QFETCH(QByteArray, charset);
    QFETCH(QByteArray, bytes);
    QFETCH(QString, text);
    QCOMPARE(decodeText(bytes, charset), text);
}

void MailmanMailTest::bodies_data()
{
    QTest::addColumn<QByteArray>("mail");
    QTest::addColumn<QString>("text");
    const QByteArray multipart = "Content-Type: multipart/mixed; boundary=\"b\"\n\n";
    QTest::newRow("no headers that matter") << QByteArray("Subject: x\n\nbody\n") << u"body\n"_s;
    QTest::newRow("quoted-printable, broken")
        << QByteArray("Content-Transfer-Encoding: Quoted-Printable\n\na=3D=ZZ=4=\n=E9=") << u"a==ZZ=4é"_s;
    QTest::newRow("base64 over lines")
        << QByteArray("Content-Transfer-Encoding: base64\n\naGVs\r\nbG8=\n") << u"hello"_s;
    QTest::newRow("the first part") << multipart + "--b\n\nfirst\n--b\n\nsecond\n--b--\n" << u"first\n"_s;
    QTest::newRow("an attachment first")
        << multipart + "--b\nContent-Type: image/png\n\nx\n--b\nContent-Type: text/plain\n\ntext\n--b--\n"
        << u"text\n"_s;
    QTest::newRow("cut in a part") << multipart + "--b\n\nfirst li" << u"first li"_s;
    QTest::newRow("no part at all") << multipart + "nothing\n" << QString();
    QTest::newRow("nothing but an attachment") << multipart + "--b\nContent-Type: image/png\n\nx\n--b--\n"
                                               << QString();
    QTest::newRow("no boundary") << QByteArray("Content-Type: multipart/mixed\n\ntext") << QString();
    QTest::newRow("only a calendar") << QByteArray("Content-Type: text/calendar\n\nBEGIN") << u"BEGIN"_s;
    QTest::newRow("a type that is none") << QByteArray("Content-Type: text\n\nx") << u"x"_s;
    QByteArray deep = "deep";
    for (int i = 0; i < 200; ++i)
        deep = "Content-Type: multipart/mixed; boundary=\"d" + QByteArray::number(i) + "\"\n\n--d" +
               QByteArray::number(i) + '\n' + deep + "\n--d" + QByteArray::number(i) + "--\n";
    QTest::newRow("two hundred deep") << deep << QString();
}

void MailmanMailTest::bodies()
{
    QFETCH(QByteArray, mail);
    QFETCH(QString, text);
    QCOMPARE(mailText(MailHeaders(mail), {}), text);
}

void MailmanMailTest::storedBodies()
{
    QCOMPARE(storedBody(u"\r\n \r\n  one\r\ntwo\rthree  \n\n"_s), u"  one\ntwo\nthree"_s);
    QCOMPARE(storedBody(QString(20'000, u'x')).size(), 10'000);
    QCOMPARE(storedBody(u"a"_s + QChar(0) + QChar(0xd800) + u"b"_s), u"ab"_s);
    QCOMPARE(storedBody(u" \n\t\n"_s), QString());
}

void MailmanMailTest::dates_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("utc");
    QTest::newRow("RFC 5322") << u"Tue, 1 Jun 2010 10:44:27 -0400"_s << u"2010-06-01T14:44:27Z"_s;
    QTest::newRow("with a comment") << u"Thu, 02 Sep 1999 04:16:02 -0400 (EDT)"_s
                                    << u"1999-09-02T08:16:02Z"_s;
    QTest::newRow("pipermail's") << u"Tue Jun  1 10:44:27 EDT 2010"_s << u"2010-06-01T14:44:27Z"_s;
    QTest::newRow("asctime") << u"Tue Jun  1 10:44:27 2010"_s << u"2010-06-01T10:44:27Z"_s;
    QTest::newRow("Europe") << u"Sat Mar  2 08:00:00 CET 2024"_s << u"2024-03-02T07:00:00Z"_s;
    QTest::newRow("no weekday, no seconds") << u"1 Jun 2010 10:44 +0530"_s << u"2010-06-01T05:14:00Z"_s;
    QTest::newRow("two digits") << u"Fri, 31 Dec 99 23:59:60 GMT"_s << u"1999-12-31T23:59:59Z"_s;
    QTest::newRow("two digits of this century") << u"1 Jan 05 00:00:00 GMT"_s << u"2005-01-01T00:00:00Z"_s;
    QTest::newRow("a year of the year 2000's fault")
        << u"3 Jan 100 12:00:00 GMT"_s << u"2000-01-03T12:00:00Z"_s;
    QTest::newRow("dashes") << u"01-Jun-2010 10:44:27 GMT"_s << u"2010-06-01T10:44:27Z"_s;
    QTest::newRow("ISO") << u"2010-06-01T10:44:27+02:00"_s << u"2010-06-01T08:44:27Z"_s;
    QTest::newRow("ISO without a zone") << u"2010-06-01 10:44:27"_s << u"2010-06-01T10:44:27Z"_s;
    QTest::newRow("afternoon") << u"Tue, Jun 1, 2010 1:05:00 PM"_s << u"2010-06-01T13:05:00Z"_s;
    QTest::newRow("midnight") << u"Tue, Jun 1, 2010 12:05:00 AM"_s << u"2010-06-01T00:05:00Z"_s;
    QTest::newRow("long month") << u"1 September 2010 10:00:00 +0000"_s << u"2010-09-01T10:00:00Z"_s;
    QTest::newRow("an impossible zone") << u"1 Jun 2010 10:00:00 +9900"_s << u"2010-06-01T10:00:00Z"_s;
    QTest::newRow("an unknown zone") << u"1 Jun 2010 10:00:00 XYZT"_s << u"2010-06-01T10:00:00Z"_s;
    QTest::newRow("a zone with a colon") << u"1 Jun 2010 10:00:00 +02:00"_s << u"2010-06-01T08:00:00Z"_s;
    QTest::newRow("no time") << u"1 Jun 2010"_s << u"2010-06-01T00:00:00Z"_s;
    QTest::newRow("an impossible time") << u"1 Jun 2010 45:00:00 GMT"_s << u"2010-06-01T00:00:00Z"_s;
    QTest::newRow("over a year's end") << u"31 Dec 2010 23:30:00 -0100"_s << u"2011-01-01T00:30:00Z"_s;
    for (const char *none : {"", "nonsense", "31 Feb 2010 10:00:00", "Tue, Jun", "2010", "32 Jun 2010",
                             "0 0 0", ":::", "Jun Jun Jun", "(((((", "1 Jun 20100 10:00:00"})
        QTest::addRow("none: %s", none) << QString::fromLatin1(none) << QString();
}

void MailmanMailTest::dates()
{
    QFETCH(QString, text);
    QFETCH(QString, utc);
    const QDateTime date = readMailDate(text);
    QCOMPARE(date.isValid() ? date.toString(Qt::ISODate) : QString(), utc);
}

void MailmanMailTest::authors_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("email");
    QTest::newRow("pipermail's") << QByteArray("ann at kelp.example (Ann Kelp)") << u"Ann Kelp"_s
                                 << u"ann at kelp.example"_s;
    QTest::newRow("nested") << QByteArray("a@b.example (Ann (K.) Kelp)") << u"Ann (K.) Kelp"_s
                            << u"a at b.example"_s;
    QTest::newRow("angle brackets") << QByteArray("\"Kelp, Ann\" <ann@kelp.example>") << u"Kelp, Ann"_s
                                    << u"ann at kelp.example"_s;
    QTest::newRow("encoded") << QByteArray("=?utf-8?q?=C3=89va?= <e@k.example>") << u"Éva"_s
                             << u"e at k.example"_s;
    QTest::newRow("quoted and encoded")
        << QByteArray("\"=?utf-8?q?=C3=89va?=\" <e@k.example>") << u"Éva"_s << u"e at k.example"_s;
    QTest::newRow("address only") << QByteArray("e@k.example") << u"e at k.example"_s << u"e at k.example"_s;
    QTest::newRow("in brackets only")
        << QByteArray("<e@k.example>") << u"e at k.example"_s << u"e at k.example"_s;
    QTest::newRow("an address as a name")
        << QByteArray("e@k.example (e@k.example)") << u"e at k.example"_s << u"e at k.example"_s;
    QTest::newRow("nothing") << QByteArray() << QString() << QString();
    QTest::newRow("broken") << QByteArray(">a< (b") << u">a< (b"_s << u">a< (b"_s;
}

void MailmanMailTest::authors()
{
    QFETCH(QByteArray, from);
    QFETCH(QString, name);
    QFETCH(QString, email);
    const Author author = readAuthor(from, {});
    QCOMPARE(author.name, name);
    QCOMPARE(author.email, email);
}

void MailmanMailTest::masks()
{
    QCOMPARE(maskAddresses(u"a.b+c@d-e.example, <x@y.org>; z@localhost f=@(x) @home a@b.c@d.e"_s),
             u"a.b+c at d-e.example, <x at y.org>; z@localhost f=@(x) @home a at b.c at d.e"_s);
    QCOMPARE(maskAddresses(u"é@ü.example no@dot @x.y x@.y x@y."_s), u"é@ü.example no@dot @x.y x@.y x@y."_s);
    const QString many(200'000, u'@');
    QCOMPARE(maskAddresses(many), many);
}

void MailmanMailTest::subjects_data()
{
    QTest::addColumn<QString>("subject");
    QTest::addColumn<QString>("base");
    QTest::addColumn<bool>("isReply");
    QTest::newRow("plain") << u"Gauge  Is Wet"_s << u"gauge is wet"_s << false;
    QTest::newRow("tag") << u"[tide] Gauge"_s << u"gauge"_s << false;
    QTest::newRow("answers") << u"Re: [tide] RE[2]: AW: Fwd: Gauge"_s << u"gauge"_s << true;
    QTest::newRow("tag first") << u"[tide] Re: Gauge"_s << u"gauge"_s << true;
    QTest::newRow("blank before the colon") << u"Re : Gauge"_s << u"gauge"_s << true;
    QTest::newRow("wide colon") << u"Re：Gauge"_s << u"gauge"_s << true;
    QTest::newRow("forwarded") << u"Gauge (fwd)"_s << u"gauge"_s << true;
    QTest::newRow("begins like a mark") << u"Regarding: gauge"_s << u"regarding: gauge"_s << false;
    QTest::newRow("a mark without a colon") << u"Re gauge"_s << u"re gauge"_s << false;
    QTest::newRow("only a tag") << u"[tide]"_s << u"[tide]"_s << false;
    QTest::newRow("no subject") << u"Re: [tide] (no subject)"_s << QString() << true;
    QTest::newRow("nothing") << QString() << QString() << false;
}

void MailmanMailTest::subjects()
{
    QFETCH(QString, subject);
    QFETCH(QString, base);
    QFETCH(bool, isReply);
    const Subject read = readSubject(subject);
    QCOMPARE(read.base, base);
    QCOMPARE(read.isReply, isReply);
}

void MailmanMailTest::packedFiles()
{
    const QByteArray text = letters().repeated(50);
    const QByteArray packed = gzipped(text);
    QCOMPARE(gunzip(packed, text.size()).bytes, text);
    QCOMPARE(gunzip(packed + gzipped("more"), text.size() + 4).bytes, text + "more");
    QCOMPARE(gunzip(packed + QByteArray(512, '\0'), text.size()).bytes, text);
    QCOMPARE(gunzip(gzipped({}), 10).bytes, QByteArray());
    QVERIFY(!gunzip(gzipped({}), 10).fault);
    QCOMPARE(gunzip(packed, text.size() - 1).fault, std::optional(GzipFault::TooLarge));
    QCOMPARE(gunzip("no gzip", 10).fault, std::optional(GzipFault::NotGzip));
    for (const qsizetype length : {qsizetype(2), qsizetype(9), packed.size() / 2, packed.size() - 9,
                                   packed.size() - 4, packed.size() - 1})
        QCOMPARE(gunzip(packed.left(length), text.size()).fault, std::optional(GzipFault::CutShort));
    QByteArray wrongSum = packed;
    wrongSum[wrongSum.size() - 6] = static_cast<char>(wrongSum.at(wrongSum.size() - 6) + 1);
    QCOMPARE(gunzip(wrongSum, text.size()).fault, std::optional(GzipFault::Damaged));
    // A few kilobytes that unpack to 64 MiB.
    QCOMPARE(gunzip(gzipped(QByteArray(64 * 1024 * 1024, ' ')), 1024 * 1024).fault,
             std::optional(GzipFault::TooLarge));
}

void MailmanMailTest::judgedArchives()
{
    const QByteArray text = letters();
    QVERIFY(!readArchive(answer(text), {}).endIsCertain);
    QVERIFY(readArchive(answer(text, {{"Content-Length", "1"}}), {}).endIsCertain);
    QVERIFY(
        !readArchive(answer(text, {{"Content-Length", "1"}, {"Content-Encoding", "gzip"}}), {}).endIsCertain);
    QVERIFY(readArchive(answer(gzipped(text)), {}).endIsCertain);
    QCOMPARE(readArchive(answer(gzipped(gzipped(text))), {}).mails.size(), std::size_t(5));
    QCOMPARE(readArchive(answer(gzipped(text).chopped(5)), {}).fault, std::optional(ArchiveFault::CutShort));
    QCOMPARE(readArchive(answer("<html>404</html>"), {}).fault, std::optional(ArchiveFault::NotAnArchive));
    QVERIFY(!readArchive(answer(""), {}).fault);
}

QTEST_GUILESS_MAIN(MailmanMailTest)
#include "mailman_mail.moc"
