#include "demo/content/MailmanPart.h"

#include "demo/content/Communities.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace lockkeeper::demo {

namespace {
constexpr int quillcueMonths = 18;
constexpr int saltbellMonths = 9;
constexpr int monthsInLatin1 = 9; // before the list's server was moved
constexpr int monthWithoutFile = 5;

QString periodOf(const QDateTime &date)
{
    return QLocale::c().toString(date.date(), u"yyyy-MMMM"_s);
}
} // namespace

MailmanPart::MailmanPart()
{
    m_lists.push_back({.host = u"lists.quillcue.example"_s,
                       .folder = u"/pipermail/quillcue-discuss/"_s,
                       .months = quillcueMonths,
                       .talk = ListTalk(phrasebook(u"quillcue"_s), u"quillcue-discuss"_s),
                       .archive = {}});
    m_lists.push_back({.host = u"lists.saltbell.example"_s,
                       .folder = u"/pipermail/saltbell-users/"_s,
                       .months = saltbellMonths,
                       .talk = ListTalk(phrasebook(u"saltbell"_s), u"saltbell-users"_s),
                       .archive = {}});
}

void MailmanPart::begin(qint64 began)
{
    const QDateTime now = QDateTime::fromSecsSinceEpoch(began, Qt::UTC);
    for (List &list : m_lists) {
        const QDate first = QDate(now.date().year(), now.date().month(), 1).addMonths(1 - list.months);
        if (list.months == quillcueMonths)
            age(list, QDateTime(first, {}, Qt::UTC));
        list.add(list.talk.before(began, list.months));
    }
}

void MailmanPart::age(List &list, const QDateTime &first)
{
    for (int month = 0; month < monthsInLatin1; ++month)
        list.archive.setCharset(periodOf(first.addMonths(month)), "iso-8859-1");
    list.archive.setFiles(periodOf(first.addMonths(monthWithoutFile)), MailArchive::Files::Missing);
}

void MailmanPart::passDays(int step, qint64 from, qint64 to)
{
    for (List &list : m_lists)
        list.add(list.talk.during(step, from, to, list.archive.mails()));
}

std::optional<HttpAnswer> MailmanPart::answer(const HttpRequest &request)
{
    for (const List &list : m_lists) {
        if (request.host() == list.host && request.url.path().startsWith(list.folder))
            return list.archive.answer(request.url.path().mid(list.folder.size()), request);
    }
    return std::nullopt;
}

void MailmanPart::List::add(const std::vector<Mail> &mails)
{
    for (const Mail &mail : mails)
        archive.add(periodOf(mail.date), mail);
}

} // namespace lockkeeper::demo
