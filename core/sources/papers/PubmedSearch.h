// What esearch answers: the ids that a query finds, and in a 200 also what went wrong.
// https://www.ncbi.nlm.nih.gov/books/NBK25499/#chapter4.ESearch
#pragma once

#include "base/Result.h"
#include "http/Message.h"

#include <QString>
#include <QStringList>

namespace lockkeeper::sources::papers {

struct PubmedSearchPage
{
    qint64 count = 0; // of all that the query finds
    QStringList ids;
    QStringList notices; // what PubMed left out of the query, in words for the maintainer
};

// Errors: bad_answer (another shape, or PubMed's own error message), rate_limited.
[[nodiscard]] Result<PubmedSearchPage> readPubmedSearch(const http::Response &response, const QString &query);

[[nodiscard]] bool isPmid(const QString &text);

} // namespace lockkeeper::sources::papers
