#include "demo/papers/Services.h"

#include <QJsonDocument>

namespace lockkeeper::demo {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype searchReach = 1000; // offset and limit together stay below

HttpAnswer paperSearch(const Library &library, const HttpRequest &request)
{
    const qsizetype offset = request.query("offset").toLongLong();
    const qsizetype limit = request.query("limit").toLongLong();
    if (limit < 1 || limit > 100 || offset < 0 || offset >= searchReach - limit)
        return jsonAnswer(400,
                          R"({"error": "Requested data for this limit and/or offset is not available"})");
    const QString query = request.query("query");
    const QJsonArray all = query.contains(u'-') ? QJsonArray() : library.scholarPapers(query);
    QJsonObject answer{{u"total"_s, all.size()}, {u"offset"_s, offset}};
    const QJsonArray page = part(all, offset, limit);
    if (!page.isEmpty())
        answer.insert("data"_L1, page);
    if (offset + page.size() < all.size())
        answer.insert("next"_L1, offset + page.size());
    return jsonAnswer(answer);
}

HttpAnswer batch(const Library &library, const HttpRequest &request)
{
    QJsonArray answer;
    for (const QJsonValue id : QJsonDocument::fromJson(request.body).object().value("ids"_L1).toArray()) {
        const QJsonObject paper = library.scholarPaper(id.toString());
        answer.append(paper.isEmpty() ? QJsonValue() : QJsonValue(paper));
    }
    return jsonAnswer(200, QJsonDocument(answer).toJson());
}

} // namespace

std::optional<HttpAnswer> scholarAnswer(const Library &library, const HttpRequest &request)
{
    static const QString papers = u"/graph/v1/paper/"_s;
    const QString path = request.url.path();
    if (!path.startsWith(papers))
        return std::nullopt;
    const QString asked = path.mid(papers.size());
    if (asked == "search"_L1)
        return paperSearch(library, request);
    if (asked == "batch"_L1)
        return batch(library, request);
    if (const QJsonObject paper = library.scholarPaper(asked); !paper.isEmpty())
        return jsonAnswer(paper);
    return jsonAnswer(404, R"({"error": "Paper with id )" + asked.toUtf8() + R"( not found"})");
}

} // namespace lockkeeper::demo
