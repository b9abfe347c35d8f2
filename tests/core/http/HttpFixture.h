// What the client's tests share: a configuration with short waits, and answers by path.
#pragma once

#include "demo/HttpServer.h"
#include "http/Activity.h"
#include "http/Client.h"

#include <QHash>

#include <memory>

namespace lockkeeper::tests {

using demo::HttpAnswer;
using demo::HttpRequest;
using demo::HttpServer;
using Fault = demo::HttpAnswer::Fault;

// The endpoint "github" is the server; every wait is milliseconds.
inline http::ClientConfig quickConfig(const HttpServer &server)
{
    using namespace std::chrono_literals;
    http::ClientConfig config;
    for (const QString &name : config.endpoints.names()) {
        if (!config.endpoints.setPace(name, 10'000))
            qFatal("the pace was refused");
    }
    if (!config.endpoints.setUrl(QStringLiteral("github"), server.url().toString()))
        qFatal("the server's address was refused");
    config.backoff = 2ms;
    config.limitWait = 5ms;
    config.timeout = 5s;
    return config;
}

inline http::Request get(const HttpServer &server, const char *path)
{
    http::Request request;
    request.url = QUrl::fromEncoded(server.url().toEncoded() + path);
    request.endpoint = QStringLiteral("github");
    request.activity = std::make_shared<http::Activity>();
    return request;
}

inline HttpAnswer answer(int status, const QByteArray &body = {})
{
    HttpAnswer result;
    result.status = status;
    result.body = body;
    return result;
}

inline HttpAnswer faulty(Fault fault, const QByteArray &body = QByteArray(1000, 'b'))
{
    HttpAnswer result;
    result.fault = fault;
    result.body = body;
    return result;
}

inline HttpServer::Handler always(HttpAnswer result)
{
    return [result = std::move(result)](const HttpRequest &) {
        return result;
    };
}

// The answers one after the other, the last for ever.
inline HttpServer::Handler inTurn(QList<HttpAnswer> answers)
{
    return [answers = std::move(answers)](const HttpRequest &) mutable {
        return answers.size() > 1 ? answers.takeFirst() : answers.first();
    };
}

} // namespace lockkeeper::tests
