// Walks one listing page by page into the database, up to so many results.
//
// A run that ended early left the place of the page it had not got: the next goes on there, unless that is
// long ago. Every complete run begins at the first page, so what moved within the listing meanwhile is met
// then. A listing of one page is asked for conditionally where the remote gives an ETag.
//
// A search that no longer finds a paper says nothing of its existence. So only a full run, and only where the
// listing is complete, asks for what it once named and no longer does.
#pragma once

#include "sources/papers/PaperListing.h"
#include "sources/papers/PaperRun.h"

#include <QJsonObject>
#include <QSet>

#include <functional>

namespace lockkeeper::sources::papers {

class ListingSync final
{
public:
    // Members that the remote's cursor shall have besides ours, once the listing was walked and counted, or
    // (total -1) on the way. A place that was left with others is not gone back to.
    using Kept = std::function<QJsonObject(qint64 total)>;

    ListingSync(const PaperListing &listing, PaperRun &run, qsizetype results, Kept kept = {});

    // After run.begin(). Moves the mark unless the job's limit ended it early.
    [[nodiscard]] Result<void> walk();
    // What the remote counted, after walk(); -1 where it was not asked (304) or does not say.
    [[nodiscard]] qint64 total() const { return m_total; }

private:
    [[nodiscard]] bool takePlaceOfLastRun();
    void beginAnew();
    [[nodiscard]] qsizetype pageSize() const;
    [[nodiscard]] Result<http::Response> fetchPage();
    // Whether a refusal may end with another way to the listing: then the next page is its first.
    [[nodiscard]] bool takeOtherWay(const Error &refusal);
    // False: the job's limit was reached before its end.
    [[nodiscard]] Result<bool> takePage(const http::Response &response);
    [[nodiscard]] bool isComplete() const { return m_total >= 0 && m_taken >= m_total; }
    [[nodiscard]] Result<bool> settleById(); // false: the job's limit was reached before its end
    [[nodiscard]] QJsonObject keptMembers(qint64 total) const;
    [[nodiscard]] QJsonObject placeCursor() const;
    [[nodiscard]] QJsonObject finalCursor() const;

    const PaperListing &m_listing;
    PaperRun &m_run;
    qsizetype m_results;
    Kept m_kept;
    QString m_first;        // the first page's place
    QString m_place;        // of the page to ask for next; null when there is none
    qsizetype m_taken = 0;  // results before that page
    bool m_resumed = false; // did not begin at the first page
    QString m_asked;        // the first page's query: what the ETag belongs to
    QByteArray m_etag;
    int m_pages = 0;
    qint64 m_total = -1;
    QSet<QString> m_brought; // ids of the papers it brought, this run and before
    QSet<QString> m_listed;  // ids it named, this run
};

} // namespace lockkeeper::sources::papers
