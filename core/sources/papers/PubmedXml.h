// What efetch answers for PubMed records: read as a stream, without fetching the DTD it names.
// https://www.nlm.nih.gov/bsd/licensee/elements_descriptions.html
#pragma once

#include "base/Result.h"
#include "http/Message.h"
#include "store/Rows.h"

#include <QStringList>

#include <vector>

namespace lockkeeper::sources::papers {

struct PubmedRecords
{
    std::vector<store::Paper> papers;
    std::vector<store::SkippedItem> malformed; // keyed by PMID, or by place where there is none
    QStringList untitled;                      // PMIDs of records that have no title: nothing to store
};

// Errors (bad_answer): not XML, of another shape, an error message instead of records, or without its end.
[[nodiscard]] Result<PubmedRecords> readPubmed(const http::Response &response);

} // namespace lockkeeper::sources::papers
