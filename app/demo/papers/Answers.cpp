#include "demo/papers/Services.h"

#include <QJsonDocument>

#include <algorithm>

namespace lockkeeper::demo {

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

HttpAnswer jsonAnswer(const QJsonObject &object)
{
    return jsonAnswer(200, QJsonDocument(object).toJson(QJsonDocument::Compact));
}

HttpAnswer xmlAnswer(const QByteArray &body)
{
    return answerOf(200, "text/xml; charset=UTF-8", body);
}

QJsonArray part(const QJsonArray &whole, qsizetype first, qsizetype count)
{
    QJsonArray result;
    // Both come from a request.
    const qsizetype begin = std::clamp<qsizetype>(first, 0, whole.size());
    const qsizetype end = begin + std::clamp<qsizetype>(count, 0, whole.size() - begin);
    for (qsizetype i = begin; i < end; ++i)
        result.append(whole.at(i));
    return result;
}

} // namespace lockkeeper::demo
