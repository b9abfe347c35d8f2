// The papers that cite one, by its DOI: OpenAlex tells the work's id, then lists what cites that.
#pragma once

#include "sources/papers/PaperRun.h"

#include <QJsonObject>
#include <QString>

namespace lockkeeper::sources::papers {

class CitingSync final
{
public:
    CitingSync(QString doi, qsizetype results, JobContext &context);

    // Errors: those of http and store; gone, naming the DOI, where OpenAlex has no such work.
    [[nodiscard]] Result<void> run();

private:
    [[nodiscard]] Result<QString> workOfDoi();
    // What OpenAlex counted; -1 where nothing changed. `certain`: that it is still the DOI's work, even if
    // nothing cites it.
    [[nodiscard]] Result<qint64> walk(const QString &work, bool certain);
    [[nodiscard]] static QJsonObject uncited(const QString &work); // a cursor

    QString m_doi;
    qsizetype m_results;
    PaperRun m_run;
};

} // namespace lockkeeper::sources::papers
