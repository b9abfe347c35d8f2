// Papers of a listing asked for by their ids: those that could not be read the last time, and those that a
// listing no longer names.
#pragma once

#include "sources/papers/PaperListing.h"
#include "sources/papers/PaperRun.h"

#include <QStringList>

namespace lockkeeper::sources::papers {

class PapersById final
{
public:
    // Both outlive this.
    PapersById(const PaperListing &listing, PaperRun &run)
        : m_listing(listing)
        , m_run(run)
    {
    }

    // Asks and stores. What the remote does not give is passed over.
    [[nodiscard]] Result<void> refresh(const QStringList &ids);
    // The same; those it does not give are asked for one by one, and deleted where the answer is 404 or 410,
    // or another paper that this one became a part of. The ids of those.
    [[nodiscard]] Result<QStringList> settle(const QStringList &ids);
    // The job's limit was reached before the last of them was stored: the others are as they were.
    [[nodiscard]] bool isCutOff() const { return m_isCutOff; }

private:
    [[nodiscard]] Result<PaperPage> fetchSome(const QStringList &ids);
    [[nodiscard]] Result<void> store(const PaperPage &page);
    [[nodiscard]] Result<bool> isGone(const QString &id);
    [[nodiscard]] bool limitAllows(qsizetype deletions) const;
    [[nodiscard]] Error explained(const Error &error) const;

    const PaperListing &m_listing;
    PaperRun &m_run;
    bool m_isCutOff = false;
};

} // namespace lockkeeper::sources::papers
