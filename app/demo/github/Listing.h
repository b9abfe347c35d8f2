// The parameters of GitHub's `GET /repos/{owner}/{repo}/issues`, and the Link header that leads to its other
// pages. https://docs.github.com/rest/issues/issues#list-repository-issues
#pragma once

#include "demo/HttpServer.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace lockkeeper::demo {

struct Listing
{
    enum class State { Open, Closed, All };
    enum class Sort { Created, Updated };

    State state = State::Open;
    Sort sort = Sort::Created;
    bool ascending = false;
    std::optional<qint64> since; // epoch seconds; updated_at >= since
    int perPage = 30;            // 1 … 100
    int page = 1;

    QString wrongField; // the parameter that makes no sense; empty: all do
};

[[nodiscard]] Listing parseListing(const HttpRequest &request);

// rel prev, next, last, first, as far as they apply; empty where everything fits one page.
[[nodiscard]] QByteArray linkHeader(const QUrl &listingUrl, const HttpRequest &request,
                                    const Listing &listing, qsizetype total);

} // namespace lockkeeper::demo
