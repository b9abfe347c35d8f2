#include "demo/papers/Services.h"

#include <QUrlQuery>

namespace lockkeeper::demo {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype reach = 10'000;

QDate dayOf(const QString &text)
{
    return QDate::fromString(text, u"yyyy/MM/dd"_s);
}

HttpAnswer search(const Library &library, const HttpRequest &request)
{
    const QString term = request.query("term");
    if (term.trimmed().isEmpty()) // its errors come with a 200
        return jsonAnswer({{u"esearchresult"_s, QJsonObject{{u"ERROR"_s, u"Empty term and query_key"_s}}}});
    QStringList found = library.pmids(term);
    if (const QDate since = dayOf(request.query("mindate")); request.query("datetype") == "mdat"_L1)
        found.removeIf([&](const QString &pmid) { return library.modified(pmid) < since; });
    const qsizetype first = request.query("retstart").toLongLong();
    const QStringList ids =
        found.mid(first, std::min<qsizetype>(reach, request.query("retmax").toLongLong()));
    return jsonAnswer({{u"header"_s, QJsonObject{{u"type"_s, u"esearch"_s}, {u"version"_s, u"0.3"_s}}},
                       {u"esearchresult"_s, QJsonObject{{u"count"_s, QString::number(found.size())},
                                                        {u"retmax"_s, QString::number(ids.size())},
                                                        {u"retstart"_s, QString::number(first)},
                                                        {u"idlist"_s, QJsonArray::fromStringList(ids)}}}});
}

HttpAnswer records(const Library &library, const HttpRequest &request)
{
    const QString ids =
        QUrlQuery(QString::fromLatin1(request.body)).queryItemValue(u"id"_s, QUrl::FullyDecoded);
    if (ids.isEmpty())
        return xmlAnswer(
            "<eFetchResult><ERROR>ID list is empty! Possibly it has no correct IDs.</ERROR></eFetchResult>");
    QString body =
        u"<?xml version=\"1.0\" ?>\n<!DOCTYPE PubmedArticleSet PUBLIC \"-//NLM//DTD PubMedArticle, 1st "
        "January 2025//EN\" \"https://eutils.pubmed.example/pubmed.dtd\">\n<PubmedArticleSet>\n"_s;
    for (const QString &id : ids.split(u','))
        body += library.record(id);
    return xmlAnswer((body + "</PubmedArticleSet>\n"_L1).toUtf8());
}

} // namespace

std::optional<HttpAnswer> pubmedAnswer(const Library &library, const HttpRequest &request,
                                       const QString &base)
{
    const QString path = request.url.path();
    if (path == base + "/esearch.fcgi"_L1)
        return search(library, request);
    if (path == base + "/efetch.fcgi"_L1 && request.method == "POST")
        return records(library, request);
    return std::nullopt;
}

} // namespace lockkeeper::demo
