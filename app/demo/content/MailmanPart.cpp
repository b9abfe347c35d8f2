#include "demo/content/MailmanPart.h"

#include "demo/content/Communities.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace lockkeeper::demo {

namespace {
constexpr int months = 18;
constexpr int monthsInLatin1 = 9; // before the list's server was moved
constexpr int monthWithoutFile = 5;

QString periodOf(const QDateTime &date)
{
    return QLocale::c().toString(date.date(), u"yyyy-MMMM"_s);
}
} // namespace

MailmanPart::MailmanPart()
    : m_talk(phrasebook(u"quillcue"_s), u"quillcue-discuss"_s)
{
}

void MailmanPart::begin(qint64 began)
{
    const QDateTime now = QDateTime::fromSecsSinceEpoch(began, Qt::UTC);
    const QDateTime first(QDate(now.date().year(), now.date().month(), 1).addMonths(1 - months), {}, Qt::UTC);
    for (int month = 0; month < monthsInLatin1; ++month)
        m_archive.setCharset(periodOf(first.addMonths(month)), "iso-8859-1");
    m_archive.setFiles(periodOf(first.addMonths(monthWithoutFile)), MailArchive::Files::Missing);
    add(m_talk.before(began, months));
}

void MailmanPart::passDays(int step, qint64 from, qint64 to)
{
    add(m_talk.during(step, from, to, m_archive.mails()));
}

std::optional<HttpAnswer> MailmanPart::answer(const HttpRequest &request)
{
    const QString folder = u"/pipermail/quillcue-discuss/"_s;
    if (request.host() != "lists.quillcue.example"_L1 || !request.url.path().startsWith(folder))
        return std::nullopt;
    return m_archive.answer(request.url.path().mid(folder.size()), request);
}

void MailmanPart::add(const std::vector<Mail> &mails)
{
    for (const Mail &mail : mails)
        m_archive.add(periodOf(mail.date), mail);
}

} // namespace lockkeeper::demo
