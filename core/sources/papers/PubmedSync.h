// One query's papers in PubMed: esearch lists the ids, efetch tells what they are.
//
// Records are asked for once: a run fetches what is new in the listing, and what PubMed says was modified: as
// that is told by days, it is asked for once a day. Every thirty days, and on a full sync, all of them are
// fetched again.
#pragma once

#include "sources/papers/PaperRun.h"
#include "sources/papers/WholeQuery.h"

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
    struct Fetched
    {
        QStringList missing;  // PubMed did not give these
        bool isWhole = true;  // no record in the answer lacked its number
        bool isStored = true; // false: the job's limit was reached before the last of them
    };

    [[nodiscard]] Result<void> readLastRun();
    // The ids that the query finds, up to as many as are wanted.
    [[nodiscard]] Result<QStringList> search(const Parameters &restriction);
    [[nodiscard]] Result<void> searchModified();
    [[nodiscard]] QStringList idsToAsk() const;
    [[nodiscard]] Result<bool> fetchAll(const QStringList &ids); // false: ended early by the job's limit
    [[nodiscard]] qsizetype recordsWanted() const;               // by the next request
    [[nodiscard]] Result<Fetched> fetchRecords(const QStringList &ids);
    [[nodiscard]] Result<Fetched> storeRecords(PubmedRecords records, const QStringList &asked);
    [[nodiscard]] Result<void> settleUnlisted();
    [[nodiscard]] Result<void> finish();
    [[nodiscard]] QJsonObject cursor(const QSet<QString> &settled) const;
    [[nodiscard]] Error explained(Error error) const;

    QString m_query;
    qsizetype m_results;
    PaperRun m_run;
    QUrl m_base;
    QStringList m_listed;     // by this run
    bool m_isComplete = true; // the query finds no more than those
    QSet<QString> m_settled;  // PMIDs of this query whose records were fetched
    QSet<QString> m_untitled; // those of them that have no row
    QSet<QString> m_stored;   // PMIDs with a row, of whatever query
    QSet<QString> m_modified; // PMIDs that PubMed says were modified lately
    QDateTime m_allFetched;   // when last every record was fetched; UTC
    QDateTime m_checked;      // when last it was asked what was modified; UTC
    QDateTime m_checkedNow;   // the same of this run
    bool m_wantsAll = false;
};

} // namespace lockkeeper::sources::papers
