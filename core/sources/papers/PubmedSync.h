// One query's papers in PubMed: esearch lists the ids, efetch tells what they are.
//
// Records are asked for once: a run fetches what is new in the listing. Every thirty days, and on a full
// sync, all of them are fetched again, for what was corrected since.
#pragma once

#include "sources/papers/PaperRun.h"

#include <QSet>
#include <QString>
#include <QStringList>
#include <QUrl>

namespace lockkeeper::sources::papers {

struct PubmedRecords;

class PubmedSync final
{
public:
    PubmedSync(QString query, qsizetype results, JobContext &context);

    [[nodiscard]] Result<void> run();

private:
    [[nodiscard]] Result<QStringList> search();
    [[nodiscard]] Result<void> readLastRun();
    [[nodiscard]] QStringList idsToAsk(const QStringList &listed) const;
    [[nodiscard]] qsizetype recordsWanted() const; // by the next request
    // False: the job's limit was reached before the last of them.
    [[nodiscard]] Result<bool> fetchRecords(const QStringList &ids);
    [[nodiscard]] Result<bool> storeRecords(PubmedRecords records, const QStringList &asked);
    [[nodiscard]] QJsonObject cursor(const QSet<QString> &settled) const;
    [[nodiscard]] Error explained(Error error) const;

    QString m_query;
    qsizetype m_results;
    PaperRun m_run;
    QUrl m_base;
    QSet<QString> m_settled;  // PMIDs of this query whose records were fetched
    QSet<QString> m_untitled; // those of them that have no row
    QSet<QString> m_stored;   // PMIDs with a row, of whatever query
    QDateTime m_allFetched;   // when last every record was fetched; UTC
    bool m_fetchAll = false;
};

} // namespace lockkeeper::sources::papers
