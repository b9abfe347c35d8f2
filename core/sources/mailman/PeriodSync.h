// Brings one period up to date: its listing, then what is not stored yet, from its mbox file or page by page.
#pragma once

#include "base/Result.h"
#include "sources/mailman/ArchiveFile.h"
#include "sources/mailman/ListRun.h"
#include "sources/mailman/PeriodListing.h"

#include <optional>

namespace lockkeeper::sources::mailman {

class PeriodSync final
{
public:
    struct Place
    {
        Period previous;      // the one before it; no name for the first
        bool mayGrow = false; // not to be taken for done
        qint64 left = 0;      // periods behind it in this run
    };

    // The run outlives it.
    PeriodSync(ListRun &run, Period period, Place place);

    // What was committed before an error stays, and the cursor with it. The cursor of a period without news
    // is committed with what follows.
    [[nodiscard]] Result<void> run();
    [[nodiscard]] bool finished() const { return m_finished; } // not stopped by the limit

private:
    enum class Answer { Listing, Unchanged, Gone };

    [[nodiscard]] Result<Answer> fetchListing();
    [[nodiscard]] Result<void> skipPeriod();
    [[nodiscard]] bool listsIds() const;
    [[nodiscard]] Result<void> learnBefore();
    [[nodiscard]] Result<void> findLost(std::size_t first);
    [[nodiscard]] Result<void> fetchArchive(const OpenPeriod &before);
    void readFromArchive();
    [[nodiscard]] Result<void> store(std::size_t first, ListingPrint &print);
    // Adds one message, or what kept it from being read.
    [[nodiscard]] Result<void> add(std::size_t index, store::Batch &batch);
    void close();
    void noteTotal(std::size_t pending);

    ListRun &m_run;
    Period m_period;
    Place m_place;
    bool m_finished = false;
    OpenPeriod m_state;
    QByteArray m_etag; // of the listing, and of the mbox file: kept once everything in them is stored
    QByteArray m_archiveEtag;
    QByteArray m_charset;
    PeriodListing m_listing;
    ArchiveFile m_archive;
    std::vector<std::optional<std::size_t>> m_places; // in m_archive, of each listed message
};

} // namespace lockkeeper::sources::mailman
