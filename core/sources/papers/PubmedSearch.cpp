#include "sources/papers/PubmedSearch.h"

#include "base/Text.h"
#include "sources/JsonAnswer.h"
#include "sources/papers/PaperListing.h"
#include "sources/papers/PaperText.h"

#include <QCoreApplication>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace lockkeeper::sources::papers {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::sources::papers)
};

Error refused(const http::Response &response, const QString &query, const QString &words)
{
    Error error = badAnswer(response, {});
    error.text = Tr::tr("PubMed could not answer the query “%1”: %2")
                     .arg(cutTo(query, shownCharacters), cutTo(cleaned(words).simplified(), shownCharacters));
    error.hint =
        Tr::tr("Check citations.queries in the community's configuration; if the query is right, try "
               "again later.");
    if (words.contains("rate limit"_L1, Qt::CaseInsensitive)) {
        error.kind = ErrorKind::RateLimited;
        error.hint = Tr::tr("Try again later. With PUBMED_API_KEY set, PubMed allows more.");
    }
    return error;
}

// Lists of texts; `{"phrasesnotfound": ["…"]}`.
QStringList textsIn(const QJsonObject &object, QLatin1StringView name)
{
    QStringList texts;
    for (const QJsonValue value : object.value(name).toArray()) {
        if (const QString text = cleaned(value.toString()).simplified(); !text.isEmpty())
            texts.append(cutTo(text, shownCharacters));
    }
    return texts;
}

QStringList noticesIn(const QJsonObject &result, const QString &query)
{
    const QJsonObject errors = result.value("errorlist"_L1).toObject();
    const QJsonObject warnings = result.value("warninglist"_L1).toObject();
    const QStringList unknown = textsIn(errors, "phrasesnotfound"_L1) + textsIn(errors, "fieldsnotfound"_L1) +
                                textsIn(warnings, "quotedphrasesnotfound"_L1);
    const QStringList ignored = textsIn(warnings, "phrasesignored"_L1);
    QStringList notices;
    if (!unknown.isEmpty())
        notices.append(Tr::tr("PubMed does not know “%1” in the query “%2”.")
                           .arg(unknown.join(u"”, “"_s), cutTo(query, shownCharacters)));
    if (!ignored.isEmpty())
        notices.append(Tr::tr("PubMed ignores “%1” in the query “%2”.")
                           .arg(ignored.join(u"”, “"_s), cutTo(query, shownCharacters)));
    return notices;
}
} // namespace

bool isPmid(const QString &text)
{
    static const QRegularExpression number(u"\\A[1-9][0-9]{0,11}\\z"_s);
    return number.match(text).hasMatch();
}

Result<PubmedSearchPage> readPubmedSearch(const http::Response &response, const QString &query)
{
    const Result<QJsonObject> object = jsonObject(response);
    if (!object)
        return object.error();
    if (const QString error = object->value("error"_L1).toString(); !error.isEmpty())
        return refused(response, query, error);
    const QJsonObject result = object->value("esearchresult"_L1).toObject();
    if (const QString error = result.value("ERROR"_L1).toString(); !error.isEmpty())
        return refused(response, query, error);
    bool isNumber = false;
    PubmedSearchPage page;
    page.count = result.value("count"_L1).toString().toLongLong(&isNumber); // numbers come as texts
    const QJsonValue ids = result.value("idlist"_L1);
    if (!isNumber || page.count < 0 || !ids.isArray())
        return badAnswer(response, Tr::tr("a “count” and a list “idlist” were expected"));
    for (const QJsonValue value : ids.toArray()) {
        const QString id = value.toString();
        if (!isPmid(id))
            return badAnswer(response, Tr::tr("an id in “idlist” is no PMID"));
        page.ids.append(id);
    }
    page.notices = noticesIn(result, query);
    return page;
}

} // namespace lockkeeper::sources::papers
