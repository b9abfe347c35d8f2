#include "sources/papers/OpenAlexListing.h"

#include "sources/JsonAnswer.h"
#include "sources/papers/InvertedIndex.h"
#include "sources/papers/PaperDate.h"
#include "sources/papers/PaperText.h"
#include "sources/papers/WholeQuery.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <limits>
#include <utility>

using namespace Qt::StringLiterals;

namespace lockkeeper::sources::papers {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::sources::papers)
};

constexpr qsizetype perPage = 100;          // the most OpenAlex gives
constexpr qsizetype numberedReach = 10'000; // results that page numbers lead to
const QString numbered = u"page "_s;        // begins a place that is a page's number, else it is a cursor

// 0: the place is a cursor.
qint64 pageNumber(const QString &place)
{
    return place.startsWith(numbered) ? place.mid(numbered.size()).toLongLong() : 0;
}

Parameters pageSize(qsizetype results)
{
    return {{u"per-page"_s, QString::number(std::clamp<qsizetype>(results, 1, perPage))}};
}

// The DOI as an address, else the work's own.
QString urlOfWork(const QJsonObject &work, const QString &id)
{
    const QString doi = work.value("doi"_L1).toString().trimmed();
    const QString address = webUrl(doi.startsWith("10."_L1) ? "https://doi.org/"_L1 + doi : doi);
    return address.isNull() ? "https://openalex.org/"_L1 + id : address;
}
} // namespace

QString bareWorkId(const QString &id)
{
    static const QRegularExpression form(u"\\A(?:https?://openalex\\.org/)?(W[0-9]{1,18})\\z"_s);
    const QRegularExpressionMatch match = form.match(id);
    return match.hasMatch() ? match.captured(1) : QString();
}

ReadPaper readWork(const QJsonValue &value)
{
    if (!value.isObject())
        return {.row = {}, .id = {}, .reason = Tr::tr("A work is not an object.")};
    const QJsonObject work = value.toObject();
    const QString id = bareWorkId(work.value("id"_L1).toString());
    if (id.isNull())
        return {.row = {}, .id = {}, .reason = Tr::tr("A work has no OpenAlex id.")};
    const QJsonValue title = work.value("title"_L1);
    const QJsonValue index = work.value("abstract_inverted_index"_L1);
    if (!title.isString() && !title.isNull() && !title.isUndefined())
        return {.row = {}, .id = id, .reason = Tr::tr("The title of %1 is not text.").arg(id)};
    if (!index.isObject() && !index.isNull() && !index.isUndefined())
        return {
            .row = {}, .id = id, .reason = Tr::tr("The abstract of %1 is not an index of words.").arg(id)};

    store::Paper row;
    row.source = u"openalex"_s;
    row.externalId = id;
    row.title = titleColumn(plainText(title.toString()));
    row.abstract = abstractColumn(plainText(textOfIndex(index.toObject())));
    row.url = urlOfWork(work, id);
    row.createdAt = checkedDate(work.value("publication_date"_L1).toString());
    if (row.title.isNull())
        return {.row = {}, .id = id, .reason = {}};
    return {.row = std::move(row), .id = id, .reason = {}};
}

OpenAlexListing::OpenAlexListing(QUrl base, Parameters question)
    : m_base(std::move(base))
    , m_question(std::move(question))
{
}

OpenAlexListing OpenAlexListing::search(const QUrl &base, const QString &query)
{
    return {base, {{u"search"_s, query}}};
}

OpenAlexListing OpenAlexListing::citing(const QUrl &base, const QString &work)
{
    return {base, {{u"filter"_s, "cites:"_L1 + work}, {u"sort"_s, u"publication_date:desc"_s}}};
}

QString OpenAlexListing::source() const
{
    return u"openalex"_s;
}

QString OpenAlexListing::firstPlace() const
{
    return u"*"_s;
}

QString OpenAlexListing::numberedPlace() const
{
    return numbered + u'1';
}

qsizetype OpenAlexListing::reach() const
{
    return std::numeric_limits<qsizetype>::max();
}

http::Request OpenAlexListing::request(const QString &path, const Parameters &question,
                                       const Parameters &part) const
{
    const Parameters parameters =
        question +
        Parameters{
            {u"select"_s, u"id,doi,title,publication_date,abstract_inverted_index,primary_location"_s}} +
        part;
    http::Request request;
    request.endpoint = u"openalex"_s;
    request.url = urlOf(m_base, path, parameters);
    request.headers = {{"Accept", "application/json"}};
    return request;
}

http::Request OpenAlexListing::page(const QString &place, qsizetype results) const
{
    const qint64 number = pageNumber(place); // numbers count pages of one size
    const Parameters where =
        number > 0 ? Parameters{{u"page"_s, QString::number(number)}} : Parameters{{u"cursor"_s, place}};
    return request(u"/works"_s, m_question, pageSize(number > 0 ? perPage : results) + where);
}

Result<PaperPage> OpenAlexListing::read(const http::Response &response, const QString &place, qsizetype first,
                                        qsizetype most) const
{
    const Result<QJsonObject> object = jsonObject(response);
    if (!object)
        return object.error();
    const QJsonValue results = object->value("results"_L1);
    const QJsonValue meta = object->value("meta"_L1);
    if (!results.isArray() || !meta.isObject())
        return badAnswer(response, Tr::tr("a list “results” and an object “meta” were expected"));
    PaperPage page = pageOf(results.toArray(), first, most, readWork);
    if (const QJsonValue count = meta.toObject().value("count"_L1); count.isDouble())
        page.total = count.toInteger();
    if (const qint64 number = pageNumber(place); number > 0) {
        if (page.listed == perPage && (number + 1) * perPage <= numberedReach)
            page.next = numbered + QString::number(number + 1);
    } else if (const QString next = meta.toObject().value("next_cursor"_L1).toString(); !next.isEmpty()) {
        page.next = next;
    }
    return page;
}

http::Request OpenAlexListing::some(const QStringList &ids) const
{
    return request(u"/works"_s, {{u"filter"_s, "ids.openalex:"_L1 + ids.join(u'|')}}, pageSize(ids.size()));
}

Result<PaperPage> OpenAlexListing::readSome(const http::Response &response) const
{
    return read(response, {}, 0, perPage);
}

http::Request OpenAlexListing::one(const QString &id) const
{
    return request("/works/"_L1 + id, {}, {});
}

Result<ReadPaper> OpenAlexListing::readOne(const http::Response &response) const
{
    const Result<QJsonObject> object = jsonObject(response);
    if (!object)
        return object.error();
    return readWork(*object);
}

bool OpenAlexListing::isId(const QString &key) const
{
    return bareWorkId(key) == key;
}

Error OpenAlexListing::explained(Error error) const
{
    return openAlexExplained(std::move(error));
}

Error openAlexExplained(Error error)
{
    if (error.kind == ErrorKind::Auth)
        error.hint = Tr::tr("Check OPENALEX_API_KEY, or the key in the settings. OpenAlex gives keys for "
                            "nothing: openalex.org/settings/api");
    else if (error.kind == ErrorKind::RateLimited)
        error.hint =
            Tr::tr("The next sync goes on where this one stopped. With OPENALEX_API_KEY set, OpenAlex "
                   "allows ten times as much; keys cost nothing: openalex.org/settings/api");
    else if (error.status == 400)
        error.hint = Tr::tr("OpenAlex does not understand the question: check citations.queries in the "
                            "community's configuration.");
    return error;
}

} // namespace lockkeeper::sources::papers
