#include "sources/papers/SemanticScholarListing.h"

#include "sources/JsonAnswer.h"
#include "sources/papers/PaperDate.h"
#include "sources/papers/PaperText.h"
#include "sources/papers/WholeQuery.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QRegularExpression>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace lockkeeper::sources::papers {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::sources::papers)
};

constexpr qsizetype mostPerPage = 100;
constexpr qsizetype searchResults = 999; // offset + limit must stay below 1,000

const QString fields = u"paperId,title,abstract,year,url,openAccessPdf"_s;

bool isTextOrNothing(const QJsonValue &value)
{
    return value.isString() || value.isNull() || value.isUndefined();
}

QString urlOfPaper(const QJsonObject &paper, const QString &id)
{
    const QString pdf = webUrl(paper.value("openAccessPdf"_L1).toObject().value("url"_L1).toString());
    if (!pdf.isNull())
        return pdf;
    const QString page = webUrl(paper.value("url"_L1).toString());
    return page.isNull() ? "https://www.semanticscholar.org/paper/"_L1 + id : page;
}

bool isPaperId(const QString &text)
{
    static const QRegularExpression form(u"\\A[0-9a-f]{40}\\z"_s);
    return form.match(text).hasMatch();
}
} // namespace

ReadPaper readScholarPaper(const QJsonValue &value)
{
    if (!value.isObject())
        return {.row = {}, .id = {}, .reason = Tr::tr("A paper is not an object.")};
    const QJsonObject paper = value.toObject();
    const QString id = paper.value("paperId"_L1).toString();
    if (!isPaperId(id))
        return {.row = {}, .id = {}, .reason = Tr::tr("A paper has no Semantic Scholar id.")};
    if (!isTextOrNothing(paper.value("title"_L1)))
        return {.row = {}, .id = id, .reason = Tr::tr("The title of %1 is not text.").arg(id)};
    if (!isTextOrNothing(paper.value("abstract"_L1)))
        return {.row = {}, .id = id, .reason = Tr::tr("The abstract of %1 is not text.").arg(id)};

    store::Paper row;
    row.source = u"semanticscholar"_s;
    row.externalId = id;
    row.title = titleColumn(plainText(paper.value("title"_L1).toString()));
    row.abstract = abstractColumn(plainText(paper.value("abstract"_L1).toString()));
    row.url = urlOfPaper(paper, id);
    row.createdAt = dateOf(QString::number(paper.value("year"_L1).toInteger()), {}, {});
    if (row.title.isNull())
        return {.row = {}, .id = id, .reason = {}};
    return {.row = std::move(row), .id = id, .reason = {}};
}

SemanticScholarListing::SemanticScholarListing(QUrl base, const QString &query)
    : m_base(std::move(base))
    , m_query(query)
{
    // "Hyphenated query terms yield no matches (replace it with space to find matches)": its documentation.
    static const QRegularExpression hyphen(u"[-\\x{2010}\\x{2011}]"_s); // ASCII's, Unicode's, the unbreakable
    m_query.replace(hyphen, u" "_s);
    m_query = m_query.simplified();
}

QString SemanticScholarListing::source() const
{
    return u"semanticscholar"_s;
}

QString SemanticScholarListing::firstPlace() const
{
    return u"0"_s;
}

qsizetype SemanticScholarListing::reach() const
{
    return searchResults;
}

http::Request SemanticScholarListing::page(const QString &place, qsizetype results) const
{
    http::Request request;
    request.endpoint = u"semanticscholar"_s;
    request.url = urlOf(m_base, u"/graph/v1/paper/search"_s,
                        {{u"query"_s, m_query},
                         {u"offset"_s, place},
                         {u"limit"_s, QString::number(std::clamp<qsizetype>(results, 1, mostPerPage))},
                         {u"fields"_s, fields}});
    request.headers = {{"Accept", "application/json"}};
    return request;
}

Result<PaperPage> SemanticScholarListing::read(const http::Response &response, const QString &place,
                                               qsizetype first, qsizetype most) const
{
    const Result<QJsonObject> object = jsonObject(response);
    if (!object)
        return object.error();
    const QJsonValue data = object->value("data"_L1);
    const QJsonValue total = object->value("total"_L1);
    // Without a hit there is no "data".
    const bool isEmpty = data.isUndefined() && total.isDouble() && total.toInteger() == 0;
    if (!data.isArray() && !isEmpty)
        return badAnswer(response, Tr::tr("a list “data” was expected"));
    PaperPage page = pageOf(data.toArray(), first, most, readScholarPaper);
    if (total.isDouble())
        page.total = total.toInteger();
    if (const QJsonValue next = object->value("next"_L1); next.isDouble()) {
        if (next.toInteger() <= place.toLongLong())
            return badAnswer(response, Tr::tr("its next page lies before this one"));
        page.next = QString::number(next.toInteger());
    }
    return page;
}

http::Request SemanticScholarListing::some(const QStringList &ids) const
{
    http::Request request;
    request.endpoint = u"semanticscholar"_s;
    request.method = "POST";
    request.url = urlOf(m_base, u"/graph/v1/paper/batch"_s, {{u"fields"_s, fields}});
    request.headers = {{"Accept", "application/json"}, {"Content-Type", "application/json"}};
    request.body = QJsonDocument(QJsonObject{{u"ids"_s, QJsonArray::fromStringList(ids)}})
                       .toJson(QJsonDocument::Compact);
    return request;
}

Result<PaperPage> SemanticScholarListing::readSome(const http::Response &response) const
{
    const Result<QJsonArray> answer = jsonArray(response);
    if (!answer)
        return answer.error();
    QJsonArray known; // null stands for an id that it no longer knows
    for (const QJsonValue paper : *answer) {
        if (!paper.isNull())
            known.append(paper);
    }
    return pageOf(known, 0, known.size(), readScholarPaper);
}

http::Request SemanticScholarListing::one(const QString &id) const
{
    http::Request request;
    request.endpoint = u"semanticscholar"_s;
    request.url = urlOf(m_base, "/graph/v1/paper/"_L1 + id, {{u"fields"_s, fields}});
    request.headers = {{"Accept", "application/json"}};
    return request;
}

Result<ReadPaper> SemanticScholarListing::readOne(const http::Response &response) const
{
    const Result<QJsonObject> object = jsonObject(response);
    if (!object)
        return object.error();
    return readScholarPaper(*object);
}

bool SemanticScholarListing::isId(const QString &key) const
{
    return isPaperId(key);
}

Error SemanticScholarListing::explained(Error error) const
{
    if (error.kind == ErrorKind::Auth)
        error.hint = Tr::tr("Check SEMANTIC_SCHOLAR_API_KEY, or the key in the settings.");
    else if (error.kind == ErrorKind::RateLimited)
        error.hint =
            Tr::tr("Without a key Semantic Scholar lets all of its users share one limit. Set "
                   "SEMANTIC_SCHOLAR_API_KEY, or try again later: the sync goes on where it stopped.");
    else if (error.status == 400)
        error.hint =
            Tr::tr("Semantic Scholar does not understand the question: check citations.queries in the "
                   "community's configuration.");
    return error;
}

} // namespace lockkeeper::sources::papers
