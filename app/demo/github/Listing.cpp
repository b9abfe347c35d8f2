#include "demo/github/Listing.h"

#include "base/Time.h"

#include <QUrlQuery>

#include <algorithm>

namespace lockkeeper::demo {

using namespace Qt::StringLiterals;

namespace {

// As a web server reads a query: an unescaped `+` is a blank, so a client that forgets to escape a zone is
// found out.
std::optional<QString> parameter(const QUrlQuery &query, const QString &name)
{
    if (!query.hasQueryItem(name))
        return std::nullopt;
    QByteArray raw = query.queryItemValue(name, QUrl::FullyEncoded).toLatin1();
    return QString::fromUtf8(QByteArray::fromPercentEncoding(raw.replace('+', ' ')));
}

int number(const std::optional<QString> &text, int fallback)
{
    bool ok = false;
    const int value = text ? text->toInt(&ok) : 0;
    return ok && value > 0 ? value : fallback;
}

} // namespace

Listing parseListing(const HttpRequest &request)
{
    const QUrlQuery query(request.url);
    Listing listing;

    const QString state = parameter(query, u"state"_s).value_or(u"open"_s);
    if (state == "all"_L1)
        listing.state = Listing::State::All;
    else if (state == "closed"_L1)
        listing.state = Listing::State::Closed;
    else if (state != "open"_L1)
        listing.wrongField = u"state"_s;

    const QString sort = parameter(query, u"sort"_s).value_or(u"created"_s);
    if (sort == "updated"_L1)
        listing.sort = Listing::Sort::Updated;
    else if (sort != "created"_L1)
        listing.wrongField = u"sort"_s;

    const QString direction = parameter(query, u"direction"_s).value_or(u"desc"_s);
    listing.ascending = direction == "asc"_L1;
    if (!listing.ascending && direction != "desc"_L1)
        listing.wrongField = u"direction"_s;

    if (const auto since = parameter(query, u"since"_s)) {
        const QDateTime time = fromIso(*since);
        if (time.isValid())
            listing.since = (time.toMSecsSinceEpoch() + 999) / 1000;
        else
            listing.wrongField = u"since"_s;
    }

    listing.perPage = std::min(number(parameter(query, u"per_page"_s), 30), 100);
    listing.page = number(parameter(query, u"page"_s), 1);
    return listing;
}

QByteArray linkHeader(const QUrl &listingUrl, const HttpRequest &request, const Listing &listing,
                      qsizetype total)
{
    const auto last =
        static_cast<int>(std::max<qsizetype>(1, (total + listing.perPage - 1) / listing.perPage));
    QByteArray header;
    const auto add = [&](int page, const char *rel) {
        QUrlQuery query(request.url);
        query.removeAllQueryItems(u"page"_s);
        query.addQueryItem(u"page"_s, QString::number(page));
        QUrl url = listingUrl;
        url.setQuery(query);
        if (!header.isEmpty())
            header += ", ";
        header += '<' + url.toEncoded() + ">; rel=\"" + rel + '"';
    };
    if (listing.page > 1)
        add(std::min(listing.page - 1, last), "prev");
    if (listing.page < last) {
        add(listing.page + 1, "next");
        add(last, "last");
    }
    if (listing.page > 1)
        add(1, "first");
    return header;
}

} // namespace lockkeeper::demo
