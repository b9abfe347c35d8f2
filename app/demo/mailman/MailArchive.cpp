#include "demo/mailman/MailArchive.h"

#include <QCryptographicHash>

#include <algorithm>

#include <zlib.h>

using namespace Qt::StringLiterals;

namespace lockkeeper::demo {

namespace {
HttpAnswer whole(const QByteArray &type, const QByteArray &body)
{
    HttpAnswer answer{.status = 200, .headers = {}, .body = body};
    answer.set("Content-Type", type);
    return answer;
}

HttpAnswer missing()
{
    HttpAnswer answer{.status = 404, .headers = {}, .body = "<html>There is no such page here.</html>\n"};
    answer.set("Content-Type", "text/html");
    return answer;
}
} // namespace

QByteArray gzipped(const QByteArray &bytes)
{
    constexpr int gzipWindow =
        16 + MAX_WBITS; // zlib's manual, deflateInit2: "add 16 to write a simple gzip header"
    constexpr int usualMemory = 8;
    z_stream stream{};
    if (deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, gzipWindow, usualMemory, Z_DEFAULT_STRATEGY) != Z_OK)
        return {};
    QByteArray in = bytes; // zlib's interface is not const
    QByteArray out(static_cast<qsizetype>(deflateBound(&stream, static_cast<uLong>(in.size()))), '\0');
    stream.next_in = reinterpret_cast<Bytef *>(in.data());
    stream.avail_in = static_cast<uInt>(in.size());
    stream.next_out = reinterpret_cast<Bytef *>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    deflate(&stream, Z_FINISH);
    out.truncate(static_cast<qsizetype>(stream.total_out));
    deflateEnd(&stream);
    return out;
}

void MailArchive::add(const QString &period, const Mail &mail)
{
    Mail added = mail;
    if (added.number == 0)
        added.number = m_lastNumber + 1;
    m_lastNumber = std::max(m_lastNumber, added.number);
    m_periods[period].push_back(added);
}

void MailArchive::remove(const QString &period, int number)
{
    std::erase_if(m_periods[period], [number](const Mail &mail) { return mail.number == number; });
}

const std::vector<Mail> &MailArchive::mails(const QString &period) const
{
    static const std::vector<Mail> none;
    const auto found = m_periods.constFind(period);
    return found == m_periods.cend() ? none : *found;
}

std::vector<Mail> MailArchive::mails() const
{
    std::vector<Mail> all;
    for (const std::vector<Mail> &mails : m_periods)
        all.insert(all.end(), mails.cbegin(), mails.cend());
    std::ranges::sort(all, {}, &Mail::number);
    return all;
}

MailPages MailArchive::pagesOf(const QString &period) const
{
    return {.newer = m_newer, .charset = m_charsets.value(period, "utf-8")};
}

HttpAnswer MailArchive::answer(const QString &path, const HttpRequest &request) const
{
    const QString period = path.section(u'/', 0, 0);
    const QString name = path.section(u'/', 1);
    HttpAnswer answer = path.isEmpty()   ? whole("text/html", index())
                        : name.isEmpty() ? file(path)
                                         : page(period, name);
    if (m_etags && answer.status == 200) {
        const QByteArray etag =
            '"' + QCryptographicHash::hash(answer.body, QCryptographicHash::Md5).toHex().left(12) + '"';
        if (request.header("If-None-Match") == etag)
            answer = {.status = 304, .headers = {}, .body = {}};
        answer.set("ETag", etag);
    }
    return answer;
}

HttpAnswer MailArchive::file(const QString &name) const
{
    const QString period = name.section(u'.', 0, 0);
    const Files files = filesOf(period);
    const bool packed = name.endsWith(".gz"_L1);
    if (!name.contains(".txt"_L1) || !m_periods.contains(period) || files == Files::Missing)
        return missing();
    const QByteArray text = m_fileTexts.value(period, pagesOf(period).mbox(mails(period)));
    if (files == Files::PackedByServer) {
        HttpAnswer answer = whole("text/plain", gzipped(text));
        answer.set("Content-Encoding", "gzip");
        return answer;
    }
    return whole(packed ? "application/x-gzip" : "text/plain", packed ? gzipped(text) : text);
}

HttpAnswer MailArchive::page(const QString &period, const QString &name) const
{
    if (!m_periods.contains(period))
        return missing();
    const MailPages pages = pagesOf(period);
    if (name == "thread.html"_L1)
        return whole("text/html", pages.thread(mails(period)));
    if (name == "date.html"_L1) // no comments there
        return whole("text/html",
                     pages.thread(mails(period)).replace("<!--0 ", "<!-- ").replace("<!--1 ", "<!-- "));
    const auto found = std::ranges::find(mails(period), name, &MailPages::fileOf);
    return found == mails(period).cend() ? missing() : whole("text/html", pages.page(*found));
}

QByteArray MailArchive::index() const
{
    QByteArray rows;
    for (auto period = m_periods.cbegin(); period != m_periods.cend(); ++period) {
        const QByteArray name = period.key().toUtf8();
        const Files files = filesOf(period.key());
        rows += "<tr><td>" + name + ":</td><td><A href=\"" + name + "/thread.html\">[ Thread ]</a></td><td>";
        if (files != Files::Missing)
            rows += "<A href=\"" + name + (files == Files::Plain ? ".txt" : ".txt.gz") + "\">[ Text ]</a>";
        rows += "</td></tr>\n";
    }
    if (rows.isEmpty())
        rows = "<p>Currently, there are no archives. </p>";
    return "<html><head><title>The Archives</title></head><body><table>\n" + rows +
           "</table></body></html>\n";
}

} // namespace lockkeeper::demo
