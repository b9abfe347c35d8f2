#include "sources/mailman/Page.h"

#include "sources/BadAnswer.h"
#include "sources/mailman/Charsets.h"
#include "sources/mailman/MailHeaders.h"

#include <QCoreApplication>

namespace lockkeeper::sources::mailman {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::sources::mailman)
};

constexpr qsizetype headBytes = 4096;  // where a page's <META> names the charset
constexpr qsizetype tailBytes = 16384; // behind </HTML> a site may have put its own

bool isHtml(const http::Response &response)
{
    return response.header("content-type").toLower().contains("html");
}

// Of Content-Type, else of the page's own <META … content="text/html; charset=…">.
QByteArray charsetOf(const http::Response &response)
{
    const QByteArray named = parameter(response.header("content-type"), "charset").toLower();
    const QByteArray head = response.body.left(headBytes).toLower();
    const qsizetype at = head.indexOf("charset=");
    if (at < 0)
        return named;
    qsizetype end = at + 8;
    while (end < head.size() && QByteArrayView("\"'> ;/\r\n\t").indexOf(head.at(end)) < 0)
        ++end;
    // The page knows better: a server sends one charset for archives that have many.
    return head.mid(at + 8, end - at - 8);
}
} // namespace

bool breaksOff(const http::Response &response)
{
    const QByteArray tail = response.body.right(tailBytes).toLower();
    return isHtml(response) && !tail.contains("</html>") && !tail.contains("</body>");
}

Error badPage(const http::Response &response, const QString &what)
{
    return badAnswer(
        response, what,
        Tr::tr("A login or maintenance page may stand in between: a private archive cannot be read. "
               "Nothing of it was written; try again later."));
}

Result<Page> readPage(const http::Response &response)
{
    if (!isHtml(response))
        return badPage(response, Tr::tr("a page of a mail archive was expected, but it is of type “%1”")
                                     .arg(QString::fromLatin1(response.header("content-type").left(80))));
    if (breaksOff(response))
        return badPage(response, Tr::tr("the page breaks off after %n byte(s)", nullptr,
                                        static_cast<int>(response.body.size())));
    Page page;
    page.charset = charsetOf(response);
    page.html = decodeText(response.body, page.charset);
    return page;
}

} // namespace lockkeeper::sources::mailman
