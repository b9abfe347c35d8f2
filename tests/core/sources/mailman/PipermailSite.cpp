#include "PipermailSite.h"

#include "sources/mailman/MailmanSource.h"
#include "tests/support/Sqlite.h"

#include <QCryptographicHash>
#include <QLocale>
#include <QMutexLocker>
#include <QUrl>

#include <algorithm>

#include <zlib.h>

using namespace Qt::StringLiterals;

namespace lockkeeper::tests {

namespace {
QString escaped(const QString &text)
{
    return text.toHtmlEscaped();
}

QString fileOf(const Mail &mail)
{
    return QString::number(mail.number).rightJustified(6, u'0') + ".html"_L1;
}

QString entryOf(const Mail &mail)
{
    return u"<LI><A HREF=\"%1\">%2\n</A><A NAME=\"%3\">&nbsp;</A>\n<I>%4\n</I>\n\n"_s.arg(
        fileOf(mail), escaped(mail.subject), QString::number(mail.number), escaped(mail.author));
}

QString pageDate(const QDateTime &date) // as a server in New York's summer shows it
{
    return QLocale::c().toString(date.toOffsetFromUtc(-4 * 3600), u"ddd MMM d HH:mm:ss 'EDT' yyyy"_s);
}

QString mailDate(const QDateTime &date)
{
    return QLocale::c().toString(date.toOffsetFromUtc(2 * 3600), u"ddd, d MMM yyyy HH:mm:ss '+0200'"_s);
}

demo::HttpAnswer whole(const QByteArray &type, const QByteArray &body)
{
    demo::HttpAnswer answer{.status = 200, .headers = {}, .body = body};
    answer.set("Content-Type", type);
    return answer;
}
} // namespace

QByteArray gzipped(const QByteArray &bytes)
{
    z_stream stream{};
    deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
    QByteArray in = bytes;
    QByteArray out(static_cast<qsizetype>(deflateBound(&stream, static_cast<uLong>(in.size()))) + 64, '\0');
    stream.next_in = reinterpret_cast<Bytef *>(in.data());
    stream.avail_in = static_cast<uInt>(in.size());
    stream.next_out = reinterpret_cast<Bytef *>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    deflate(&stream, Z_FINISH);
    out.truncate(static_cast<qsizetype>(stream.total_out));
    deflateEnd(&stream);
    return out;
}

void PipermailSite::add(const QString &period, const Mail &mail)
{
    Mail added = mail;
    if (added.number == 0)
        added.number = m_lastNumber + 1;
    m_lastNumber = std::max(m_lastNumber, added.number);
    m_periods[period].push_back(added);
}

void PipermailSite::addGenerated(const QString &period, const QDate &begin, int count)
{
    QString root;
    for (int i = 0; i < count; ++i) {
        const int number = m_lastNumber + 1;
        Mail mail;
        mail.subject = u"[tide] Question %1"_s.arg(number - i % 3);
        mail.author = i % 2 == 0 ? u"Ann Kelp"_s : u"bo at shore.example"_s;
        mail.email = i % 2 == 0 ? u"ann at kelp.example"_s : u"bo at shore.example"_s;
        mail.date = QDateTime(begin, QTime(6, 0), Qt::UTC).addSecs(i * 600);
        mail.messageId = u"m%1@tide.example"_s.arg(number);
        if (i % 3 != 0)
            mail.references = QStringList{root};
        else
            root = mail.messageId;
        mail.body = u"Body of %1.\n\nTwo lines & <one> more"_s.arg(number);
        add(period, mail);
    }
}

void PipermailSite::remove(const QString &period, int number)
{
    std::erase_if(m_periods[period], [number](const Mail &mail) { return mail.number == number; });
}

void PipermailSite::setInterceptor(Interceptor interceptor)
{
    const QMutexLocker lock(&m_mutex);
    m_interceptor = std::move(interceptor);
}

int PipermailSite::count() const
{
    int sum = 0;
    for (const std::vector<Mail> &mails : m_periods)
        sum += static_cast<int>(mails.size());
    return sum;
}

demo::HttpAnswer PipermailSite::handle(const demo::HttpRequest &request)
{
    Interceptor interceptor;
    {
        const QMutexLocker lock(&m_mutex);
        interceptor = m_interceptor;
    }
    if (interceptor) {
        if (std::optional<demo::HttpAnswer> own = interceptor(request))
            return *own;
    }
    return answer(request);
}

demo::HttpAnswer PipermailSite::answer(const demo::HttpRequest &request) const
{
    const QString path = request.url.path().mid(u"/pipermail/tide/"_s.size());
    const QString period = path.section(u'/', 0, 0);
    const QString file = path.section(u'/', 1);
    demo::HttpAnswer answer{.status = 404, .headers = {}, .body = "<html>not here</html>"};
    if (path.isEmpty()) {
        answer = whole("text/html", index());
    } else if (file.isEmpty() && path.contains(".txt"_L1)) {
        const QString name = path.section(u'.', 0, 0);
        if (m_archives == Archives::Missing || !m_periods.contains(name))
            return answer;
        const bool packed = path.endsWith(".gz"_L1);
        const QByteArray text = m_archiveTexts.value(name, mbox(name));
        answer = whole(packed ? "application/x-gzip" : "text/plain", packed ? gzipped(text) : text);
        if (m_archives == Archives::PackedByServer) {
            answer = whole("text/plain", gzipped(text));
            answer.set("Content-Encoding", "gzip");
        }
    } else if (m_periods.contains(period) && (file == "thread.html"_L1 || file == "date.html"_L1)) {
        QByteArray listing = thread(period);
        if (file == "date.html"_L1) // no comments there
            listing.replace("<!--0 ", "<!-- ").replace("<!--1 ", "<!-- ");
        answer = whole("text/html", listing);
    } else if (m_periods.contains(period)) {
        for (const Mail &mail : m_periods.value(period)) {
            if (fileOf(mail) == file)
                answer = whole("text/html; charset=UTF-8", page(mail));
        }
    }
    if (m_etags && answer.status == 200) {
        const QByteArray etag =
            '"' + QCryptographicHash::hash(answer.body, QCryptographicHash::Md5).toHex().left(12) + '"';
        if (request.header("If-None-Match") == etag)
            answer = {.status = 304, .headers = {}, .body = {}};
        answer.set("ETag", etag);
    }
    return answer;
}

QByteArray PipermailSite::index() const
{
    QByteArray rows;
    for (auto period = m_periods.cbegin(); period != m_periods.cend(); ++period) {
        const QByteArray name = period.key().toUtf8();
        rows.prepend("<tr><td>" + name + ":</td><td><A href=\"" + name +
                     "/thread.html\">[ Thread ]</a></td><td>" +
                     (m_archives == Archives::Missing
                          ? QByteArray()
                          : "<A href=\"" + name + (m_archives == Archives::Plain ? ".txt" : ".txt.gz") +
                                "\">Text</a>") +
                     "</td></tr>\n");
    }
    if (rows.isEmpty())
        rows = "<p>Currently, there are no archives. </p>";
    return "<html><head><title>The Tide Archives</title></head><body><table>\n" + rows +
           "</table></body></html>\n";
}

QByteArray PipermailSite::thread(const QString &period) const
{
    const std::vector<Mail> mails = m_periods.value(period);
    QString text =
        u"<HTML><HEAD><META http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\"></HEAD><BODY>\n"
        "<b>Messages:</b> %1<p><ul>\n"_s.arg(mails.size());
    if (m_numbersOnly) {
        for (const Mail &mail : mails) {
            const auto root = std::find_if(mails.cbegin(), mails.cend(), [&mail](const Mail &other) {
                return mail.references.value(0) == other.messageId;
            });
            QString way = u"0%1.%2-"_s.arg(mail.date.toSecsSinceEpoch()).arg(mail.number);
            if (root != mails.cend())
                way.prepend(u"0%1.%2-"_s.arg(root->date.toSecsSinceEpoch()).arg(root->number));
            text += u"<!--%1 %2 -->\n"_s.arg(root == mails.cend() ? 0 : 1).arg(way) + entryOf(mail);
        }
    }
    for (const Mail &mail : m_numbersOnly ? std::vector<Mail>() : mails) {
        const QString own = u"0%1/%2- "_s.arg(mail.date.toSecsSinceEpoch()).arg(mail.messageId);
        text += mail.references.isEmpty()
                    ? u"<!--0 %1-->\n"_s.arg(own)
                    : u"<!--1 01700000000/%1-%2-->\n"_s.arg(mail.references.last(), own);
        text += entryOf(mail);
    }
    return (text + "</ul><b>Archived on:</b> <i>today</i></BODY></HTML>\n"_L1).toUtf8();
}

QByteArray PipermailSite::page(const Mail &mail) const
{
    const QString answerTo = mail.references.isEmpty()
                                 ? QString()
                                 : QString::fromLatin1(QUrl::toPercentEncoding(mail.references.last()));
    return u"<HTML><HEAD><TITLE> %1</TITLE></HEAD><BODY>\n<H1>%1</H1>\n<B>%2</B>\n"
           "<A HREF=\"mailto:tide%40lists.example?Subject=x&In-Reply-To=%3\">%4\n</A><BR>\n<I>%5</I>\n<HR>\n"
           "<!--beginarticle-->\n<PRE>%6\n</PRE>\n<!--endarticle-->\n</body></html>\n"_s
               .arg(escaped(mail.subject), escaped(mail.author), answerTo, escaped(mail.email),
                    pageDate(mail.date), escaped(mail.body))
               .toUtf8();
}

QByteArray PipermailSite::mbox(const QString &period) const
{
    QString text;
    for (const Mail &mail : m_periods.value(period)) {
        text += u"From %1  %2\nFrom: %1 (%3)\nDate: %4\nSubject: %5\n"_s.arg(
            mail.email, QLocale::c().toString(mail.date.toUTC(), u"ddd MMM d HH:mm:ss yyyy"_s), mail.author,
            mailDate(mail.date), mail.subject);
        if (!mail.references.isEmpty())
            text += u"In-Reply-To: <%1>\nReferences: <%2>\n"_s.arg(mail.references.last(),
                                                                   mail.references.join("> <"_L1));
        text += u"Message-ID: <%1>\n\n%2\n\n"_s.arg(mail.messageId, mail.body);
    }
    return text.toUtf8();
}

MailFixture::MailFixture()
    : m_job([this](const demo::HttpRequest &request) { return m_site.handle(request); })
{
}

SyncOutcome MailFixture::sync(bool full, std::optional<qint64> limit, std::stop_token stop)
{
    community::Community community;
    community.mailingLists = {{.name = u"tide"_s,
                               .baseUrl = QUrl(server().url().toString() + "/pipermail/tide/"_L1),
                               .displayName = u"Tide"_s,
                               .startYear = m_startYear}};
    return m_job.run(sources::mailman::source().remotes(community).first(), full, limit, std::move(stop));
}

QStringList MailFixture::rows()
{
    QStringList rows =
        Sqlite(databasePath())
            .rows(u"SELECT list_name, message_id, thread_id, subject, author, author_email, date, body, "
                  "in_reply_to, url, year FROM mailing_list_messages ORDER BY message_id"_s);
    return rows.replaceInStrings(server().url().toString(), u"http://host"_s);
}

QStringList MailFixture::paths()
{
    QStringList paths;
    const QList<demo::HttpRequest> requests = server().requests();
    for (const demo::HttpRequest &request : requests)
        paths.append(request.url.path().mid(u"/pipermail/tide/"_s.size()));
    server().clearRequests();
    return paths;
}

} // namespace lockkeeper::tests
