// OpenAlex, Semantic Scholar and PubMed as the demo serves them, over papers that a test puts in; and, on
// request, ETags.
#pragma once

#include "demo/papers/Services.h"
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

class PaperSite final : private demo::Library
{
public:
    using Interceptor = std::function<std::optional<demo::HttpAnswer>(const demo::HttpRequest &)>;

    // All from any thread.
    void setWorks(const QJsonArray &works); // of every search and every citing listing
    void setScholarPapers(const QJsonArray &papers);
    void setRecords(const QMap<QString, QString> &records, const QStringList &order); // PMID -> XML
    void setEtags(bool on);                                     // OpenAlex answers conditional requests
    void setWorkOfDoi(const QString &doi, const QString &work); // empty: unknown
    void setNotFound(bool on); // no search finds any of the papers; they are still there
    void setModified(const QString &pmid, const QDate &day); // all others: long ago
    void setMerged(const QString &id, const QString &into);  // a work or a paper became part of another
    void setInterceptor(Interceptor interceptor);

    [[nodiscard]] demo::HttpAnswer handle(const demo::HttpRequest &request);

private:
    [[nodiscard]] QJsonArray works(const QString &query) const override;
    [[nodiscard]] QJsonArray worksCiting(const QString &work) const override;
    [[nodiscard]] QJsonObject work(const QString &id) const override;
    [[nodiscard]] QString workOfDoi(const QString &doi) const override;
    [[nodiscard]] QJsonArray scholarPapers(const QString &query) const override;
    [[nodiscard]] QJsonObject scholarPaper(const QString &id) const override;
    [[nodiscard]] QStringList pmids(const QString &query) const override;
    [[nodiscard]] QDate modified(const QString &pmid) const override;
    [[nodiscard]] QString record(const QString &pmid) const override;
    [[nodiscard]] demo::HttpAnswer withEtag(const demo::HttpRequest &request, demo::HttpAnswer answer) const;

    std::mutex m_mutex;
    QJsonArray m_works;
    QJsonArray m_scholarPapers;
    QMap<QString, QString> m_records;
    QStringList m_order;
    QMap<QString, QString> m_worksOfDois;
    QMap<QString, QDate> m_modified;
    QMap<QString, QString> m_merged;
    bool m_notFound = false;
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
    void prepare() { m_job.prepare(); }                         // before runs on several threads
    void setResults(qsizetype results) { m_results = results; } // a query

private:
    PaperSite m_site;
    JobFixture m_job;
    qsizetype m_results = 100;
};

using demo::answerOf;
using demo::jsonAnswer;
using demo::xmlAnswer;
// The fields of a form (application/x-www-form-urlencoded).
[[nodiscard]] QString formField(const QByteArray &body, const QString &name);

// Generated works 1 … count, each with its number in title and abstract.
[[nodiscard]] QJsonArray generatedWorks(int count);
[[nodiscard]] QJsonArray generatedScholarPapers(int count);
[[nodiscard]] QString generatedRecord(int pmid, const QString &title = {});
[[nodiscard]] QString scholarId(int number);

} // namespace lockkeeper::tests
