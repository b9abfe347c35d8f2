// A mailing list's archive as Mailman 2 writes it: index, listings, message pages and mbox files, from the
// same mails.
#pragma once

#include "community/Community.h"
#include "demo/HttpServer.h"
#include "sources/Source.h"
#include "tests/support/JobFixture.h"

#include <QDateTime>
#include <QHash>
#include <QMap>
#include <QMutex>
#include <QSet>
#include <QString>
#include <QStringList>

#include <functional>
#include <optional>
#include <vector>

namespace lockkeeper::tests {

struct Mail
{
    int number = 0;
    QString subject;
    QString author;
    QString email; // "name at host"
    QDateTime date;
    QString messageId;
    QStringList references; // the last is answered to
    QString body;
};

[[nodiscard]] QByteArray gzipped(const QByteArray &bytes);

// Set it up before a run; while one is under way only its own locks touch it.
class PipermailSite final
{
public:
    enum class Archives { Packed, Plain, PackedByServer, Missing };

    using Interceptor = std::function<std::optional<demo::HttpAnswer>(const demo::HttpRequest &)>;

    void add(const QString &period, const Mail &mail);
    // `count` mails in threads of three, numbered on.
    void addGenerated(const QString &period, const QDate &begin, int count);
    void remove(const QString &period, int number);
    void setArchives(Archives archives) { m_archives = archives; }
    void setNumbersOnly(bool numbersOnly) { m_numbersOnly = numbersOnly; } // listings of newer Mailmans
    void setEtags(bool etags) { m_etags = etags; }
    void setInterceptor(Interceptor interceptor);
    // What the mbox file holds instead of the mails.
    void setArchiveText(const QString &period, const QByteArray &text)
    {
        m_archiveTexts.insert(period, text);
    }

    [[nodiscard]] demo::HttpAnswer handle(const demo::HttpRequest &request);
    [[nodiscard]] demo::HttpAnswer answer(const demo::HttpRequest &request) const;
    [[nodiscard]] QByteArray mbox(const QString &period) const;
    [[nodiscard]] QByteArray thread(const QString &period) const;
    [[nodiscard]] QByteArray page(const Mail &mail) const;
    [[nodiscard]] int lastNumber() const { return m_lastNumber; }
    [[nodiscard]] int count() const;

private:
    [[nodiscard]] QByteArray index() const;

    QMap<QString, std::vector<Mail>> m_periods; // by name; the index needs no order
    QHash<QString, QByteArray> m_archiveTexts;
    Interceptor m_interceptor;
    mutable QMutex m_mutex;
    Archives m_archives = Archives::Packed;
    bool m_etags = true;
    bool m_numbersOnly = false;
    int m_lastNumber = 0;
};

// A list with such an archive, and a database.
class MailFixture final
{
public:
    MailFixture();

    [[nodiscard]] PipermailSite &site() { return m_site; }
    [[nodiscard]] demo::HttpServer &server() { return m_job.server(); }
    [[nodiscard]] http::ClientConfig &clientConfig() { return m_job.clientConfig(); }
    [[nodiscard]] QString databasePath() const { return m_job.databasePath(); }
    void setStartYear(int year) { m_startYear = year; }

    SyncOutcome sync(bool full = false, std::optional<qint64> limit = {}, std::stop_token stop = {});
    [[nodiscard]] QStringList rows(); // of the table, without id and synced_at
    QStringList paths();              // asked for since the last call, below the archive

private:
    PipermailSite m_site;
    JobFixture m_job;
    int m_startYear = 0;
};

} // namespace lockkeeper::tests
