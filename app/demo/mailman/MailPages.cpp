#include "demo/mailman/MailPages.h"

#include <QLocale>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::demo {

namespace {
QString entryOf(const Mail &mail)
{
    return u"<LI><A HREF=\"%1\">%2\n</A><A NAME=\"%3\">&nbsp;</A>\n<I>%4\n</I>\n\n"_s.arg(
        MailPages::fileOf(mail), mail.subject.toHtmlEscaped(), QString::number(mail.number),
        mail.author.toHtmlEscaped());
}

QString pageDate(const QDateTime &date) // as a server in New York's summer shows it
{
    return QLocale::c().toString(date.toOffsetFromUtc(-4 * 3600), u"ddd MMM d HH:mm:ss 'EDT' yyyy"_s);
}

QString mailDate(const QDateTime &date)
{
    return QLocale::c().toString(date.toOffsetFromUtc(2 * 3600), u"ddd, d MMM yyyy HH:mm:ss '+0200'"_s);
}

// Where a mail stands, from its thread's first mail to itself.
QString standing(const Mail &mail, const std::vector<Mail> &mails, bool newer)
{
    if (!newer) {
        const QString own = u"0%1/%2- "_s.arg(mail.date.toSecsSinceEpoch()).arg(mail.messageId);
        return mail.references.isEmpty() ? u"<!--0 %1-->\n"_s.arg(own)
                                         : u"<!--1 01700000000/%1-%2-->\n"_s.arg(mail.references.last(), own);
    }
    const auto root = std::find_if(mails.cbegin(), mails.cend(), [&mail](const Mail &other) {
        return mail.references.value(0) == other.messageId;
    });
    QString way = u"0%1.%2-"_s.arg(mail.date.toSecsSinceEpoch()).arg(mail.number);
    if (root != mails.cend())
        way.prepend(u"0%1.%2-"_s.arg(root->date.toSecsSinceEpoch()).arg(root->number));
    return u"<!--%1 %2 -->\n"_s.arg(root == mails.cend() ? 0 : 1).arg(way);
}

// A line that would seem to begin a mail is quoted.
QString mboxBody(const QString &body)
{
    QString text = body;
    if (text.startsWith("From "_L1))
        text.prepend(u'>');
    return text.replace("\nFrom "_L1, "\n>From "_L1);
}
} // namespace

QString MailPages::fileOf(const Mail &mail)
{
    return QString::number(mail.number).rightJustified(6, u'0') + ".html"_L1;
}

QByteArray MailPages::encoded(const QString &text) const
{
    return charset == "utf-8" ? text.toUtf8() : text.toLatin1();
}

// RFC 2047, where there is anything but ASCII in it.
QByteArray MailPages::headerWord(const QString &text) const
{
    const bool ascii =
        std::all_of(text.cbegin(), text.cend(), [](QChar c) { return c < QChar(128) && c != u'='; });
    if (ascii)
        return text.toLatin1();
    if (charset == "utf-8")
        return "=?utf-8?B?" + encoded(text).toBase64() + "?=";
    const QByteArray quoted =
        encoded(text).toPercentEncoding(" ", "_", '=').replace(' ', '_'); // "=E9", as quoted-printable has it
    return "=?" + charset + "?Q?" + quoted + "?=";
}

QString MailPages::head(const QString &title) const
{
    return u"<!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 3.2//EN\">\n<HTML>\n <HEAD>\n   <TITLE> %1</TITLE>\n"
           "   <META http-equiv=\"Content-Type\" content=\"text/html; charset=%2\">\n </HEAD>\n"
           " <BODY BGCOLOR=\"#ffffff\">\n"_s.arg(title.toHtmlEscaped(), QString::fromLatin1(charset));
}

QByteArray MailPages::thread(const std::vector<Mail> &mails) const
{
    QString text = head(u"Archive by thread"_s) + u"<b>Messages:</b> %1<p>\n<ul>\n"_s.arg(mails.size());
    for (const Mail &mail : mails)
        text += standing(mail, mails, newer) + entryOf(mail);
    return encoded(text + u"</ul>\n<b>Archived on:</b> <i>today</i>\n </BODY>\n</HTML>\n"_s);
}

QByteArray MailPages::page(const Mail &mail) const
{
    const QString linked =
        newer ? u'<' + mail.messageId + u'>' : mail.references.value(mail.references.size() - 1);
    const QString answer = u"mailto:list%40lists.example?Subject=Re%3A&In-Reply-To="_s +
                           QString::fromLatin1(QUrl::toPercentEncoding(linked));
    const QString article =
        u"   <H1>%1</H1>\n    <B>%2</B>\n    <A HREF=\"%3\"\n       TITLE=\"%1\">%4\n       </A><BR>\n    "
        "<I>%5</I>\n<HR>\n<!--beginarticle-->\n<PRE>%6\n</PRE>\n<!--endarticle-->\n</body></html>\n"_s;
    return encoded(head(mail.subject) + article.arg(mail.subject.toHtmlEscaped(), mail.author.toHtmlEscaped(),
                                                    answer, mail.email.toHtmlEscaped(), pageDate(mail.date),
                                                    mail.body.toHtmlEscaped()));
}

QByteArray MailPages::mbox(const std::vector<Mail> &mails) const
{
    QByteArray text;
    for (const Mail &mail : mails) {
        const QByteArray email = mail.email.toLatin1();
        const QString delivered = QLocale::c().toString(mail.date.toUTC(), u"ddd MMM d HH:mm:ss yyyy"_s);
        text += "From " + email + "  " + delivered.toLatin1() + "\nFrom: " + email + " (" +
                headerWord(mail.author) + ")\nDate: " + mailDate(mail.date).toLatin1() +
                "\nSubject: " + headerWord(mail.subject) + '\n';
        if (!mail.references.isEmpty())
            text += "In-Reply-To: <" + mail.references.last().toLatin1() + ">\nReferences: <" +
                    mail.references.join("> <"_L1).toLatin1() + ">\n";
        text += "Message-ID: <" + mail.messageId.toLatin1() + ">\n\n" + encoded(mboxBody(mail.body)) + "\n\n";
    }
    return text;
}

} // namespace lockkeeper::demo
