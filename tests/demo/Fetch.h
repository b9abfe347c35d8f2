// Asks the embedded server as any client would: a real socket, no redirect followed, no cache.
#pragma once

#include <QEventLoop>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QRegularExpression>

#include <memory>

namespace lockkeeper::tests {

struct Fetched
{
    int status = 0; // 0: no answer
    QNetworkReply::NetworkError error = QNetworkReply::NoError;
    QHash<QByteArray, QByteArray> headers; // names in lower case
    QByteArray body;

    [[nodiscard]] QJsonArray array() const { return QJsonDocument::fromJson(body).array(); }
    [[nodiscard]] QJsonObject object() const { return QJsonDocument::fromJson(body).object(); }

    // The Link header's address for rel; empty: there is none.
    [[nodiscard]] QUrl link(const QString &rel) const
    {
        const QRegularExpression pattern(QStringLiteral("<([^>]*)>; rel=\"%1\"").arg(rel));
        const auto match = pattern.match(QString::fromLatin1(headers.value("link")));
        return QUrl::fromEncoded(match.captured(1).toLatin1());
    }
};

class Fetcher final
{
public:
    using Headers = QList<std::pair<QByteArray, QByteArray>>;

    Fetcher() = default;
    // Every request goes there, with the Host it was meant for.
    explicit Fetcher(QUrl gateway)
        : m_gateway(std::move(gateway))
    {
    }

    Fetched get(const QUrl &url, const Headers &headers = {})
    {
        QNetworkRequest request(url);
        if (!m_gateway.isEmpty()) {
            request.setRawHeader("Host", url.host().toLatin1());
            request.setRawHeader("X-Forwarded-Proto", url.scheme().toLatin1());
            QUrl there = url;
            there.setScheme(m_gateway.scheme());
            there.setAuthority(m_gateway.authority());
            request.setUrl(there);
        }
        request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
        request.setTransferTimeout(20'000);
        for (const auto &[name, value] : headers)
            request.setRawHeader(name, value);
        const std::unique_ptr<QNetworkReply> reply(m_manager.get(request));
        QEventLoop loop;
        QObject::connect(reply.get(), &QNetworkReply::finished, &loop, &QEventLoop::quit);
        loop.exec();

        Fetched fetched;
        fetched.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        fetched.error = reply->error();
        for (const auto &[name, value] : reply->rawHeaderPairs())
            fetched.headers.insert(name.toLower(), value);
        fetched.body = reply->readAll();
        return fetched;
    }

    // Every item of a listing, page after page along the Link header.
    QJsonArray everything(QUrl url)
    {
        QJsonArray items;
        while (!url.isEmpty()) {
            const Fetched page = get(url);
            if (page.status == 301) {
                url = QUrl::fromEncoded(page.headers.value("location"));
                continue;
            }
            for (const auto &item : page.array())
                items.append(item);
            url = page.link(QStringLiteral("next"));
        }
        return items;
    }

private:
    QUrl m_gateway;
    QNetworkAccessManager m_manager;
};

} // namespace lockkeeper::tests
