#include "PaperSite.h"

#include "sources/papers/PaperSource.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QUrlQuery>

using namespace Qt::StringLiterals;
using lockkeeper::demo::HttpAnswer;
using lockkeeper::demo::HttpRequest;

namespace lockkeeper::tests {

namespace {
QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QJsonArray part(const QJsonArray &whole, qsizetype first, qsizetype count)
{
    QJsonArray result;
    for (qsizetype i = first; i < std::min(whole.size(), first + count); ++i)
        result.append(whole.at(i));
    return result;
}
} // namespace

HttpAnswer answerOf(int status, const QByteArray &type, const QByteArray &body)
{
    HttpAnswer answer;
    answer.status = status;
    answer.body = body;
    answer.set("Content-Type", type);
    return answer;
}

HttpAnswer jsonAnswer(int status, const QByteArray &body)
{
    return answerOf(status, "application/json; charset=utf-8", body);
}

HttpAnswer xmlAnswer(const QByteArray &body)
{
    return answerOf(200, "text/xml; charset=UTF-8", body);
}

QString formField(const QByteArray &body, const QString &name)
{
    return QUrlQuery(QString::fromLatin1(body)).queryItemValue(name, QUrl::FullyDecoded);
}

void PaperSite::setWorks(const QJsonArray &works)
{
    const std::scoped_lock lock(m_mutex);
    m_works = works;
}

void PaperSite::setScholarPapers(const QJsonArray &papers)
{
    const std::scoped_lock lock(m_mutex);
    m_scholarPapers = papers;
}

void PaperSite::setRecords(const QMap<QString, QString> &records, const QStringList &order)
{
    const std::scoped_lock lock(m_mutex);
    m_records = records;
    m_order = order;
}

void PaperSite::setEtags(bool on)
{
    const std::scoped_lock lock(m_mutex);
    m_etags = on;
}

void PaperSite::setWorkOfDoi(const QString &doi, const QString &work)
{
    const std::scoped_lock lock(m_mutex);
    m_worksOfDois.insert(doi, work);
}

void PaperSite::setInterceptor(Interceptor interceptor)
{
    const std::scoped_lock lock(m_mutex);
    m_interceptor = std::move(interceptor);
}

HttpAnswer PaperSite::handle(const HttpRequest &request)
{
    const std::scoped_lock lock(m_mutex);
    if (m_interceptor) {
        if (const std::optional<HttpAnswer> answer = m_interceptor(request))
            return *answer;
    }
    const QString path = request.url.path();
    if (path == "/works"_L1)
        return works(request);
    if (path.startsWith("/works/"_L1))
        return work(path);
    if (path == "/graph/v1/paper/search"_L1)
        return scholarSearch(request);
    if (path == "/graph/v1/paper/batch"_L1 && request.method == "POST")
        return scholarBatch(request);
    if (path == "/esearch.fcgi"_L1)
        return search(request);
    if (path == "/efetch.fcgi"_L1 && request.method == "POST")
        return records(request);
    return jsonAnswer(404, R"({"message": "no such path"})");
}

HttpAnswer PaperSite::works(const HttpRequest &request) const
{
    const QString filter = request.query("filter");
    QJsonArray listed = m_works;
    if (filter.startsWith("ids.openalex:"_L1)) {
        listed = {};
        const QStringList ids = filter.mid(13).split(u'|');
        for (const QJsonValue &work : m_works) {
            if (ids.contains(work.toObject().value("id"_L1).toString().section(u'/', -1)))
                listed.append(work);
        }
    } else if (filter.startsWith("cites:"_L1) && !m_worksOfDois.values().contains(filter.mid(6))) {
        listed = {};
    }
    const QString cursor = request.query("cursor");
    const qsizetype first = cursor.startsWith("at-"_L1) ? cursor.mid(3).toLongLong() : 0;
    const qsizetype size = request.query("per-page").toLongLong();
    const QJsonArray page = part(listed, first, size);
    QJsonObject meta{{u"count"_s, listed.size()}, {u"per_page"_s, size}};
    meta.insert("next_cursor"_L1,
                page.isEmpty() ? QJsonValue() : QJsonValue(u"at-%1"_s.arg(first + page.size())));
    HttpAnswer answer = jsonAnswer(200, compact({{u"meta"_s, meta}, {u"results"_s, page}}));
    if (m_etags) {
        const QByteArray etag =
            '"' + QCryptographicHash::hash(answer.body, QCryptographicHash::Sha1).toHex() + '"';
        if (request.header("If-None-Match") == etag)
            return answerOf(304, "application/json", {});
        answer.set("ETag", etag);
    }
    return answer;
}

HttpAnswer PaperSite::work(const QString &path) const
{
    const QString doi = path.mid(QStringLiteral("/works/https://doi.org/").size());
    const QString id = m_worksOfDois.value(doi);
    if (id.isEmpty())
        return answerOf(404, "text/html", "<!doctype html><title>404 Not Found</title>");
    return jsonAnswer(200, compact({{u"id"_s, "https://openalex.org/"_L1 + id}}));
}

HttpAnswer PaperSite::scholarSearch(const HttpRequest &request) const
{
    const qsizetype offset = request.query("offset").toLongLong();
    const qsizetype limit = request.query("limit").toLongLong();
    if (offset + limit >= 1000)
        return jsonAnswer(400, R"({"error": "Requested data is beyond the reach of this search"})");
    QJsonObject object{{u"total"_s, m_scholarPapers.size()}, {u"offset"_s, offset}};
    const QJsonArray page = part(m_scholarPapers, offset, limit);
    if (!page.isEmpty())
        object.insert("data"_L1, page);
    if (offset + page.size() < m_scholarPapers.size())
        object.insert("next"_L1, offset + page.size());
    return jsonAnswer(200, compact(object));
}

HttpAnswer PaperSite::scholarBatch(const HttpRequest &request) const
{
    QJsonArray answer;
    const QJsonArray ids = QJsonDocument::fromJson(request.body).object().value("ids"_L1).toArray();
    for (const QJsonValue &id : ids) {
        QJsonValue found(QJsonValue::Null);
        for (const QJsonValue &paper : m_scholarPapers) {
            if (paper.toObject().value("paperId"_L1) == id)
                found = paper;
        }
        answer.append(found);
    }
    return jsonAnswer(200, QJsonDocument(answer).toJson());
}

HttpAnswer PaperSite::search(const HttpRequest &request) const
{
    const qsizetype first = request.query("retstart").toLongLong();
    const qsizetype most = request.query("retmax").toLongLong();
    const QStringList ids = m_order.mid(first, most);
    const QJsonObject result{{u"count"_s, QString::number(m_order.size())},
                             {u"retmax"_s, QString::number(ids.size())},
                             {u"retstart"_s, QString::number(first)},
                             {u"idlist"_s, QJsonArray::fromStringList(ids)}};
    return jsonAnswer(200, compact({{u"esearchresult"_s, result}}));
}

HttpAnswer PaperSite::records(const HttpRequest &request) const
{
    QString body = u"<?xml version=\"1.0\" ?>\n<PubmedArticleSet>\n"_s;
    for (const QString &id : formField(request.body, u"id"_s).split(u','))
        body += m_records.value(id);
    return xmlAnswer((body + "</PubmedArticleSet>\n"_L1).toUtf8());
}

PaperFixture::PaperFixture()
    : m_job([this](const HttpRequest &request) { return m_site.handle(request); })
{
}

SyncOutcome PaperFixture::run(const QString &name, bool full, std::optional<qint64> limit,
                              std::stop_token stop)
{
    community::Community community;
    const QString query = name.section(u':', 1);
    if (name.startsWith("citing_"_L1))
        community.citationDois = {name.mid(7)};
    else
        community.citationQueries = {query};
    const QList<sources::Remote> remotes = sources::papers::source(m_results).remotes(community);
    for (const sources::Remote &remote : remotes) {
        if (remote.name == name)
            return m_job.run(remote, full, limit, std::move(stop));
    }
    SyncOutcome none;
    none.result = Error{.kind = ErrorKind::Internal,
                        .text = u"no such remote: "_s + name,
                        .hint = {},
                        .url = {},
                        .status = 0};
    return none;
}

QJsonArray generatedWorks(int count)
{
    QJsonArray works;
    for (int i = 1; i <= count; ++i) {
        works.append(QJsonObject{{u"id"_s, u"https://openalex.org/W%1"_s.arg(i)},
                                 {u"doi"_s, u"https://doi.org/10.5555/w%1"_s.arg(i)},
                                 {u"title"_s, u"Work %1"_s.arg(i)},
                                 {u"publication_date"_s, u"2024-01-%1"_s.arg(i % 28 + 1, 2, 10, QChar(u'0'))},
                                 {u"abstract_inverted_index"_s, QJsonObject{{u"says"_s, QJsonArray{1}},
                                                                            {u"Abstract"_s, QJsonArray{0}},
                                                                            {u"this."_s, QJsonArray{2}}}}});
    }
    return works;
}

QString scholarId(int number)
{
    return u"%1"_s.arg(number, 40, 16, QChar(u'0'));
}

QJsonArray generatedScholarPapers(int count)
{
    QJsonArray papers;
    for (int i = 1; i <= count; ++i) {
        papers.append(QJsonObject{{u"paperId"_s, scholarId(i)},
                                  {u"title"_s, u"Paper %1"_s.arg(i)},
                                  {u"abstract"_s, u"About number %1."_s.arg(i)},
                                  {u"year"_s, 2000 + i % 25},
                                  {u"url"_s, u"https://www.semanticscholar.org/paper/"_s + scholarId(i)},
                                  {u"openAccessPdf"_s, QJsonValue()}});
    }
    return papers;
}

QString generatedRecord(int pmid, const QString &title)
{
    return u"<PubmedArticle><MedlineCitation><PMID Version=\"1\">%1</PMID><Article><Journal><JournalIssue>"
           "<PubDate><Year>2020</Year><Month>Feb</Month></PubDate></JournalIssue></Journal>"
           "<ArticleTitle>%2</ArticleTitle><Abstract><AbstractText>On %1.</AbstractText></Abstract>"
           "</Article></MedlineCitation></PubmedArticle>\n"_s.arg(
               QString::number(pmid), title.isNull() ? u"Record %1"_s.arg(pmid) : title);
}

} // namespace lockkeeper::tests
