// OpenAlex, Semantic Scholar and PubMed in small, as far as the papers' jobs ask them: paging, ids, totals,
// and, on request, ETags. Works are what a test puts in.
#pragma once

#include "demo/HttpServer.h"
#include "tests/support/JobFixture.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QMap>
#include <QString>
#include <QStringList>

#include <functional>
#include <mutex>
#include <optional>

namespace lockkeeper::tests {

class PaperSite final
{
public:
    using Interceptor = std::function<std::optional<demo::HttpAnswer>(const demo::HttpRequest &)>;

    // All from any thread.
    void setWorks(const QJsonArray &works); // of every search and every citing listing
    void setScholarPapers(const QJsonArray &papers);
    void setRecords(const QMap<QString, QString> &records, const QStringList &order); // PMID -> XML
    void setEtags(bool on);                                     // OpenAlex answers conditional requests
    void setWorkOfDoi(const QString &doi, const QString &work); // empty: unknown
    void setInterceptor(Interceptor interceptor);

    [[nodiscard]] demo::HttpAnswer handle(const demo::HttpRequest &request);

private:
    [[nodiscard]] demo::HttpAnswer works(const demo::HttpRequest &request) const;
    [[nodiscard]] demo::HttpAnswer work(const QString &path) const;
    [[nodiscard]] demo::HttpAnswer scholarSearch(const demo::HttpRequest &request) const;
    [[nodiscard]] demo::HttpAnswer scholarBatch(const demo::HttpRequest &request) const;
    [[nodiscard]] demo::HttpAnswer search(const demo::HttpRequest &request) const;
    [[nodiscard]] demo::HttpAnswer records(const demo::HttpRequest &request) const;

    std::mutex m_mutex;
    QJsonArray m_works;
    QJsonArray m_scholarPapers;
    QMap<QString, QString> m_records;
    QStringList m_order;
    QMap<QString, QString> m_worksOfDois;
    bool m_etags = false;
    Interceptor m_interceptor;
};

// A site and a job's surroundings that ask it.
class PaperFixture final
{
public:
    PaperFixture();

    [[nodiscard]] PaperSite &site() { return m_site; }
    [[nodiscard]] JobFixture &job() { return m_job; }
    [[nodiscard]] demo::HttpServer &server() { return m_job.server(); }
    [[nodiscard]] QString databasePath() const { return m_job.databasePath(); }

    // One run of the remote of that name ("openalex:eeg"), on the calling thread.
    SyncOutcome run(const QString &name, bool full = false, std::optional<qint64> limit = {},
                    std::stop_token stop = {});
    void setResults(qsizetype results) { m_results = results; } // a query

private:
    PaperSite m_site;
    JobFixture m_job;
    qsizetype m_results = 100;
};

[[nodiscard]] demo::HttpAnswer answerOf(int status, const QByteArray &type, const QByteArray &body);
[[nodiscard]] demo::HttpAnswer jsonAnswer(int status, const QByteArray &body);
[[nodiscard]] demo::HttpAnswer xmlAnswer(const QByteArray &body);
// The fields of a form (application/x-www-form-urlencoded).
[[nodiscard]] QString formField(const QByteArray &body, const QString &name);

// Generated works 1 … count, each with its number in title and abstract.
[[nodiscard]] QJsonArray generatedWorks(int count);
[[nodiscard]] QJsonArray generatedScholarPapers(int count);
[[nodiscard]] QString generatedRecord(int pmid, const QString &title = {});
[[nodiscard]] QString scholarId(int number);

} // namespace lockkeeper::tests
