// Made-up remotes behind one server, by host and path, for what a check asks; and the checks that ask them.
#pragma once

#include "demo/HttpServer.h"
#include "http/Client.h"
#include "onboarding/Checks.h"
#include "resources/Translations.h"

#include <QCoreApplication>
#include <QHash>
#include <QTest>

#include <mutex>
#include <optional>

namespace lockkeeper::tests {

using demo::HttpAnswer;
using demo::HttpRequest;
using Fault = demo::HttpAnswer::Fault;

class Remotes final
{
public:
    explicit Remotes(http::ClientConfig config = {}, onboarding::CheckLimits limits = {})
        : server([this](const HttpRequest &request) { return answer(request); })
        , client(throughServer(std::move(config)))
        , checks(client, limits)
    {
    }

    // `place`: "api.github.com/repos/o/n"; a query of it, too, where it tells two requests apart.
    void put(const QString &place, HttpAnswer answer)
    {
        const std::scoped_lock lock(m_mutex);
        m_answers.insert(place, std::move(answer));
    }
    void putJson(const QString &place, const QByteArray &body, int status = 200)
    {
        HttpAnswer made{.status = status, .headers = {}, .body = body};
        made.set("Content-Type", "application/json; charset=utf-8");
        put(place, made);
    }
    void putPage(const QString &place, const QByteArray &body, int status = 200)
    {
        HttpAnswer made{.status = status, .headers = {}, .body = body};
        made.set("Content-Type", "text/html; charset=utf-8");
        put(place, made);
    }
    [[nodiscard]] QStringList asked() const
    {
        QStringList places;
        for (const HttpRequest &request : server.requests())
            places += request.host() + request.url.path();
        return places;
    }

    demo::HttpServer server;
    http::Client client;
    onboarding::Checks checks;

private:
    HttpAnswer answer(const HttpRequest &request)
    {
        const std::scoped_lock lock(m_mutex);
        const QString place = request.host() + request.url.path();
        const auto exact = m_answers.constFind(place + u'?' + request.url.query());
        if (exact != m_answers.cend())
            return *exact;
        HttpAnswer none{.status = 404, .headers = {}, .body = R"({"message": "Not Found"})"};
        none.set("Content-Type", "application/json");
        return m_answers.value(place, none);
    }
    http::ClientConfig throughServer(http::ClientConfig config) const
    {
        for (const QString &name : config.endpoints.names()) {
            if (!config.endpoints.setPace(name, 10'000))
                qFatal("the pace was refused");
        }
        if (config.gateway.isEmpty())
            config.gateway = server.url();
        config.backoff = std::chrono::milliseconds(2);
        return config;
    }

    std::mutex m_mutex; // the server's thread and the test's
    QHash<QString, HttpAnswer> m_answers;
};

// The finding; an empty one, and a failed test, where there is none.
template <typename T>
T found(QFuture<T> future)
{
    future.waitForFinished();
    if (future.resultCount() == 1)
        return future.result();
    QTest::qFail("the check was cancelled", __FILE__, __LINE__);
    return {};
}

} // namespace lockkeeper::tests
