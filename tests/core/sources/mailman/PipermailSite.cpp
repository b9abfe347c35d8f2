#include "PipermailSite.h"

#include "sources/mailman/MailmanSource.h"
#include "tests/support/Sqlite.h"

#include <QMutexLocker>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace lockkeeper::tests {

demo::HttpAnswer PipermailSite::page(int status, const QByteArray &body)
{
    demo::HttpAnswer answer{.status = status, .headers = {}, .body = body};
    answer.set("Content-Type", "text/html");
    return answer;
}

void PipermailSite::addSpring()
{
    addGenerated(u"2019-March"_s, {2019, 3, 1}, 30);
    addGenerated(u"2019-April"_s, {2019, 4, 1}, 12);
    addGenerated(u"2019-May"_s, {2019, 5, 1}, 12);
}

void PipermailSite::addGenerated(const QString &period, const QDate &begin, int count)
{
    QString root;
    for (int i = 0; i < count; ++i) {
        const int number = m_archive.lastNumber() + 1;
        demo::Mail mail;
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
        m_archive.add(period, mail);
    }
}

void PipermailSite::setInterceptor(Interceptor interceptor)
{
    const QMutexLocker lock(&m_mutex);
    m_interceptor = std::move(interceptor);
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
    return m_archive.answer(request.url.path().mid(u"/pipermail/tide/"_s.size()), request);
}

QByteArray PipermailSite::thread(const QString &period) const
{
    return m_archive.pagesOf(period).thread(m_archive.mails(period));
}

QByteArray PipermailSite::mbox(const QString &period) const
{
    return m_archive.pagesOf(period).mbox(m_archive.mails(period));
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

QStringList MailFixture::rows(bool parents)
{
    QStringList rows = Sqlite(databasePath())
                           .rows(u"SELECT list_name, message_id, thread_id, subject, author, author_email, "
                                 u"date, body, %1url, year "
                                 "FROM mailing_list_messages ORDER BY message_id"_s.arg(
                                     parents ? u"in_reply_to, "_s : QString()));
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
