// Walks one listing page by page into the database, up to so many results.
//
// A run that ended early left the place of the page it had not got: the next goes on there, unless that is
// long ago. Every complete run begins at the first page, so what moved within the listing meanwhile is met
// then. A listing of one page is asked for conditionally where the remote gives an ETag.
#pragma once

#include "sources/papers/PaperListing.h"
#include "sources/papers/PaperRun.h"

#include <QJsonObject>

namespace lockkeeper::sources::papers {

class ListingSync final
{
public:
    // `kept`: members that every cursor of this remote shall have besides ours.
    ListingSync(const PaperListing &listing, PaperRun &run, qsizetype results, QJsonObject kept = {});

    // After run.begin(). Moves the mark unless the job's limit ended it early.
    [[nodiscard]] Result<void> walk();
    // What the remote counted, after walk(); -1 where it was not asked (304) or does not say.
    [[nodiscard]] qint64 total() const { return m_total; }

private:
    [[nodiscard]] bool takePlaceOfLastRun();
    void beginAnew();
    [[nodiscard]] Result<http::Response> fetchPage();
    // False: the job's limit was reached before its end.
    [[nodiscard]] Result<bool> takePage(const http::Response &response);
    [[nodiscard]] Result<void> retrySkipped();
    [[nodiscard]] QJsonObject placeCursor() const;
    [[nodiscard]] QJsonObject finalCursor() const;

    const PaperListing &m_listing;
    PaperRun &m_run;
    qsizetype m_results;
    QJsonObject m_kept;
    QString m_place;        // of the page to ask for next; null when there is none
    qsizetype m_taken = 0;  // results before that page
    bool m_resumed = false; // did not begin at the first page
    QString m_asked;        // the first page's query: what the ETag belongs to
    QByteArray m_etag;
    int m_pages = 0;
    qint64 m_total = -1;
};

} // namespace lockkeeper::sources::papers
