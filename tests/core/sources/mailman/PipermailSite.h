// The demo's archive of a list, with faults that tests order, and a job that syncs it into a database.
#pragma once

#include "community/Community.h"
#include "demo/HttpServer.h"
#include "demo/mailman/MailArchive.h"
#include "sources/Source.h"
#include "tests/support/JobFixture.h"

#include <QMutex>
#include <QString>
#include <QStringList>

#include <functional>
#include <optional>

namespace lockkeeper::tests {

// Set the archive up before a run; while one is under way only the interceptor may be set.
class PipermailSite final
{
public:
    static demo::HttpAnswer page(int status, const QByteArray &body); // HTML

    using Interceptor = std::function<std::optional<demo::HttpAnswer>(const demo::HttpRequest &)>;

    [[nodiscard]] demo::MailArchive &archive() { return m_archive; }
    // `count` mails in threads of three, numbered on.
    void addGenerated(const QString &period, const QDate &begin, int count);
    void addSpring(); // such: 30 in March 2019, 12 in April, 12 in May
    void setInterceptor(Interceptor interceptor);

    [[nodiscard]] demo::HttpAnswer handle(const demo::HttpRequest &request);
    [[nodiscard]] demo::HttpAnswer answer(const demo::HttpRequest &request) const;
    [[nodiscard]] QByteArray mbox(const QString &period) const;
    [[nodiscard]] QByteArray thread(const QString &period) const;

private:
    demo::MailArchive m_archive;
    Interceptor m_interceptor;
    QMutex m_mutex;
};

// A list with such an archive, and a database.
class MailFixture final
{
public:
    MailFixture();

    [[nodiscard]] PipermailSite &site() { return m_site; }
    [[nodiscard]] demo::MailArchive &archive() { return m_site.archive(); }
    [[nodiscard]] demo::HttpServer &server() { return m_job.server(); }
    [[nodiscard]] http::ClientConfig &clientConfig() { return m_job.clientConfig(); }
    [[nodiscard]] QString databasePath() const { return m_job.databasePath(); }
    void setStartYear(int year) { m_startYear = year; }

    SyncOutcome sync(bool full = false, std::optional<qint64> limit = {}, std::stop_token stop = {});
    [[nodiscard]] QStringList rows(bool parents = true); // without id and synced_at, perhaps in_reply_to
    QStringList paths();                                 // asked for since the last call, below the archive

private:
    PipermailSite m_site;
    JobFixture m_job;
    int m_startYear = 0;
};

} // namespace lockkeeper::tests
