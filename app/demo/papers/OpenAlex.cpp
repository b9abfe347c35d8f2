#include "demo/papers/Services.h"

namespace lockkeeper::demo {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype perPage = 100; // at most

QJsonArray listed(const Library &library, const HttpRequest &request)
{
    const QString filter = request.query("filter");
    if (filter.startsWith("cites:"_L1))
        return library.worksCiting(filter.mid(6));
    if (!filter.startsWith("ids.openalex:"_L1))
        return library.works(request.query("search"));
    QJsonArray works;
    for (const QString &id : filter.mid(13).split(u'|')) {
        if (const QJsonObject work = library.work(id); !work.isEmpty())
            works.append(work);
    }
    return works;
}

HttpAnswer listing(const Library &library, const HttpRequest &request)
{
    const qsizetype size = request.query("per-page").toLongLong();
    if (size < 1 || size > perPage)
        return jsonAnswer(400, R"({"error": "Invalid query parameters error.",)"
                               R"( "message": "per-page parameter must be between 1 and 100"})");
    const QJsonArray all = listed(library, request);
    const QString cursor = request.query("cursor");
    const qsizetype number = request.query("page").toInt();
    const qsizetype first = number > 0                    ? (number - 1) * size
                            : cursor.startsWith("at-"_L1) ? cursor.mid(3).toLongLong()
                                                          : 0;
    const QJsonArray page = part(all, first, size);
    QJsonObject meta{{u"count"_s, all.size()}, {u"per_page"_s, size}};
    if (number > 0)
        meta.insert("page"_L1, number);
    else // not null on the last page, but on the one behind it
        meta.insert("next_cursor"_L1, page.isEmpty() ? QJsonValue() : u"at-%1"_s.arg(first + page.size()));
    return jsonAnswer({{u"meta"_s, meta}, {u"results"_s, page}});
}

} // namespace

std::optional<HttpAnswer> openAlexAnswer(const Library &library, const HttpRequest &request)
{
    static const QString one = u"/works/"_s;
    static const QString doi = u"https://doi.org/"_s;
    const QString path = request.url.path();
    if (path == "/works"_L1)
        return listing(library, request);
    if (!path.startsWith(one))
        return std::nullopt;
    const QString asked = path.mid(one.size());
    const QString id = asked.startsWith(doi) ? library.workOfDoi(asked.mid(doi.size())) : asked;
    if (const QJsonObject work = library.work(id); !work.isEmpty())
        return jsonAnswer(work);
    if (asked.startsWith(doi) && !id.isEmpty()) // a paper that is cited but in no listing
        return jsonAnswer({{u"id"_s, "https://openalex.org/"_L1 + id},
                           {u"title"_s, asked.section(u'/', -1) + ", explained by its makers"_L1},
                           {u"publication_year"_s, 2019},
                           {u"cited_by_count"_s, library.worksCiting(id).size()}});
    return answerOf(404, "text/html; charset=utf-8", "<!doctype html><title>404 Not Found</title>");
}

} // namespace lockkeeper::demo
