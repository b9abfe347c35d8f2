#include "sources/JsonAnswer.h"

#include "sources/BadAnswer.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace lockkeeper::sources {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::sources)
};

Result<QJsonDocument> document(const http::Response &response)
{
    const QByteArray type = response.header("content-type");
    if (!type.toLower().contains("json"))
        return badAnswer(
            response,
            Tr::tr("JSON was expected, but it is of type “%1”").arg(QString::fromLatin1(type.left(80))));
    QJsonParseError failure;
    QJsonDocument parsed = QJsonDocument::fromJson(response.body, &failure);
    if (failure.error != QJsonParseError::NoError)
        return badAnswer(response, Tr::tr("the JSON breaks off or is broken at byte %1 of %2 (%3)")
                                       .arg(failure.offset)
                                       .arg(response.body.size())
                                       .arg(failure.errorString()));
    return parsed;
}
} // namespace

Result<QJsonArray> jsonArray(const http::Response &response)
{
    const Result<QJsonDocument> parsed = document(response);
    if (!parsed)
        return parsed.error();
    if (!parsed->isArray())
        return badAnswer(response, Tr::tr("a JSON array was expected, but it is an object"));
    return parsed->array();
}

Result<QJsonObject> jsonObject(const http::Response &response)
{
    const Result<QJsonDocument> parsed = document(response);
    if (!parsed)
        return parsed.error();
    if (!parsed->isObject())
        return badAnswer(response, Tr::tr("a JSON object was expected, but it is an array"));
    return parsed->object();
}

} // namespace lockkeeper::sources
