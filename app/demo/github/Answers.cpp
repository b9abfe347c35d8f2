#include "demo/github/Answers.h"

#include <QJsonArray>
#include <QJsonObject>

namespace lockkeeper::demo::answers {

using namespace Qt::StringLiterals;

namespace {

HttpAnswer message(int status, const QString &text, const QString &page = u"rest"_s)
{
    return json(status, QJsonDocument(QJsonObject{
                            {u"message"_s, text},
                            {u"documentation_url"_s, u"https://docs.github.com/"_s + page},
                            {u"status"_s, QString::number(status)},
                        }));
}

} // namespace

HttpAnswer json(int status, const QJsonDocument &document)
{
    HttpAnswer answer;
    answer.status = status;
    answer.set("Content-Type", "application/json; charset=utf-8");
    answer.body = document.toJson(QJsonDocument::Compact);
    return answer;
}

HttpAnswer notFound()
{
    return message(404, u"Not Found"_s);
}

HttpAnswer gone()
{
    return message(410, u"Issues are disabled for this repo"_s, u"v3/issues/"_s);
}

HttpAnswer moved(const QUrl &location)
{
    HttpAnswer answer = json(301, QJsonDocument(QJsonObject{
                                      {u"message"_s, u"Moved Permanently"_s},
                                      {u"url"_s, QString::fromLatin1(location.toEncoded())},
                                      {u"documentation_url"_s, u"https://docs.github.com/rest"_s},
                                  }));
    answer.set("Location", location.toEncoded());
    return answer;
}

HttpAnswer badCredentials()
{
    return message(401, u"Bad credentials"_s);
}

HttpAnswer unprocessable(const QString &field)
{
    HttpAnswer answer = json(422, QJsonDocument(QJsonObject{
                                      {u"message"_s, u"Validation Failed"_s},
                                      {u"errors"_s, QJsonArray{QJsonObject{{u"resource"_s, u"Issue"_s},
                                                                           {u"field"_s, field},
                                                                           {u"code"_s, u"invalid"_s}}}},
                                  }));
    return answer;
}

HttpAnswer quotaUsedUp(int status)
{
    return message(status, u"API rate limit exceeded for 127.0.0.1."_s,
                   u"rest/overview/resources-in-the-rest-api#rate-limiting"_s);
}

HttpAnswer quotaUsedUpUntil(qint64 resetAt, int status)
{
    HttpAnswer answer = quotaUsedUp(status);
    answer.set("x-ratelimit-limit", "60");
    answer.set("x-ratelimit-remaining", "0");
    answer.set("x-ratelimit-used", "60");
    answer.set("x-ratelimit-reset", QByteArray::number(resetAt));
    answer.set("x-ratelimit-resource", "core");
    return answer;
}

HttpAnswer secondaryLimit(std::optional<int> retryAfterSeconds, int status)
{
    HttpAnswer answer = message(status, u"You have exceeded a secondary rate limit."_s,
                                u"rest/overview/resources-in-the-rest-api#secondary-rate-limits"_s);
    if (retryAfterSeconds)
        answer.set("Retry-After", QByteArray::number(*retryAfterSeconds));
    return answer;
}

HttpAnswer serverError(int status)
{
    return message(status, u"Server Error"_s);
}

HttpAnswer htmlPage(int status)
{
    HttpAnswer answer;
    answer.status = status;
    answer.set("Content-Type", "text/html; charset=utf-8");
    answer.body = "<!DOCTYPE html>\n<html><head><title>Back soon</title></head>"
                  "<body><h1>Maintenance</h1><p>This network asks you to sign in first.</p></body></html>\n";
    return answer;
}

} // namespace lockkeeper::demo::answers
