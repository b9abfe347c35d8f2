#include "http/Outgoing.h"

#include "http/Origin.h"

#include <QUrlQuery>

#include <algorithm>
#include <array>

namespace lockkeeper::http {

using namespace Qt::StringLiterals;

namespace {

// The client's own business, or Qt's. Accept-Encoding: once set by hand, Qt no longer unpacks.
constexpr std::array reservedHeaders = {
    "Authorization"_L1,   "Proxy-Authorization"_L1, "Cookie"_L1,     "x-api-key"_L1,    "Host"_L1,
    "Accept-Encoding"_L1, "Content-Length"_L1,      "User-Agent"_L1, "If-None-Match"_L1};

bool isReserved(const QByteArray &name)
{
    return std::any_of(reservedHeaders.begin(), reservedHeaders.end(), [&](QLatin1StringView reserved) {
        return name.compare(QByteArrayView(reserved.data(), reserved.size()), Qt::CaseInsensitive) == 0;
    });
}

// An ETag comes from outside: a line break in it would begin a header of the remote's making.
bool isHeaderValue(const QByteArray &value)
{
    return std::none_of(value.begin(), value.end(),
                        [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

void addHeader(QNetworkRequest &request, const QByteArray &name, const QByteArray &value)
{
    if (!value.isEmpty() && isHeaderValue(name) && isHeaderValue(value))
        request.setRawHeader(name, value);
}

// Whom to ask about our requests; the general contact may be a web page, which these services don't take.
// https://docs.openalex.org ("mailto"), https://www.ncbi.nlm.nih.gov/books/NBK25497/ ("email")
std::pair<QByteArray, QByteArray> addressParameter(const ClientConfig &config, const QString &endpoint)
{
    const QByteArray own = config.credentials.address(endpoint);
    const QByteArray contact = config.contact.trimmed().toUtf8();
    const QByteArray address = !own.isEmpty() ? own : isEmailAddress(contact) ? contact : QByteArray();
    if (address.isEmpty())
        return {};
    if (endpoint == "openalex"_L1)
        return {"mailto", address};
    if (endpoint == "pubmed"_L1)
        return {"email", address};
    return {};
}

QByteArray joined(const QByteArray &form, const std::pair<QByteArray, QByteArray> &parameter)
{
    if (parameter.first.isEmpty())
        return form;
    const QByteArray added = parameter.first + '=' + parameter.second.toPercentEncoding();
    return form.isEmpty() ? added : form + '&' + added;
}

void sendThrough(const QUrl &gateway, QNetworkRequest &request)
{
    QUrl url = request.url();
    request.setRawHeader("Host", hostOf(url).toLatin1());
    request.setRawHeader("X-Forwarded-Proto", url.scheme().toLatin1());
    url.setScheme(gateway.scheme());
    url.setHost(gateway.host());
    url.setPort(gateway.port());
    request.setUrl(url);
}

// Everything but the way it takes.
Outgoing addressed(const ClientConfig &config, const Request &request, const Hop &hop)
{
    const auto &[url, body, strayed] = hop;
    Outgoing out{.request = {}, .body = body, .tokenSent = false};
    QNetworkRequest &q = out.request;
    q.setUrl(url.adjusted(QUrl::RemoveUserInfo | QUrl::RemoveFragment));
    q.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    q.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    q.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    q.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    // The managers are sharded for HTTP/1.1's connections, and that is what the tests' server speaks.
    q.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);

    addHeader(q, "User-Agent", userAgent(config.contact));
    addHeader(q, "If-None-Match", request.etag);
    if (request.uncompressed)
        addHeader(q, "Accept-Encoding", "identity");
    for (const auto &[name, value] : request.headers) {
        const bool goesAlong = !strayed || name.compare("Accept", Qt::CaseInsensitive) == 0 ||
                               name.compare("Content-Type", Qt::CaseInsensitive) == 0;
        if (goesAlong && !isReserved(name))
            addHeader(q, name, value);
    }
    if (!request.body.isEmpty() && !q.hasRawHeader("Content-Type"))
        addHeader(q, "Content-Type", "application/x-www-form-urlencoded");

    if (strayed || originOf(url) != originOf(config.endpoints.url(request.endpoint)))
        return out;
    const auto [name, value] = config.credentials.header(request.endpoint);
    const auto key = config.credentials.parameter(request.endpoint);
    addHeader(q, name, value);
    out.tokenSent = !name.isEmpty() || !key.first.isEmpty();
    const auto address = addressParameter(config, request.endpoint);
    if (!body.isEmpty()) {
        out.body = joined(joined(body, address), key);
    } else if (!address.first.isEmpty() || !key.first.isEmpty()) {
        QUrl whole = q.url();
        const QByteArray query = whole.query(QUrl::FullyEncoded).toLatin1();
        whole.setQuery(QString::fromLatin1(joined(joined(query, address), key)));
        q.setUrl(whole);
    }
    return out;
}

} // namespace

QUrl withoutParameters(const QUrl &url, const QString &endpoint)
{
    if (!url.hasQuery() || (endpoint != "openalex"_L1 && endpoint != "pubmed"_L1))
        return url;
    QUrlQuery query(url);
    for (const QLatin1StringView name : {"api_key"_L1, "mailto"_L1, "email"_L1})
        query.removeAllQueryItems(name);
    QUrl rest = url;
    rest.setQuery(query);
    return rest;
}

Outgoing makeOutgoing(const ClientConfig &config, const Request &request, const Hop &hop)
{
    Outgoing out = addressed(config, request, hop);
    if (!config.gateway.isEmpty())
        sendThrough(config.gateway, out.request);
    // Of itself Qt waits for the proxy's refusal first, then asks a signal, and for ever where that has the
    // same answer. Within a tunnel, to https and through SOCKS5, it says what the proxy's QNetworkProxy
    // knows.
    if (!config.proxy.user.isEmpty() && isHandedOver(config.proxy, out.request.url())) {
        const QByteArray pair = config.proxy.user.toUtf8() + ':' + config.proxy.password;
        out.request.setRawHeader("Proxy-Authorization", "Basic " + pair.toBase64());
    }
    return out;
}

QByteArray userAgent(const QString &contact)
{
    QByteArray agent = "Lockkeeper/" LOCKKEEPER_VERSION;
    QByteArray shown;
    // Inside the parentheses of a comment (RFC 9110, 5.6.5), so without any of its own.
    for (const QChar c : contact.trimmed()) {
        if (c >= u' ' && c <= u'~' && c != u'(' && c != u')' && c != u'\\')
            shown += c.toLatin1();
    }
    if (!shown.isEmpty())
        agent += " (+" + shown + ')';
    return agent;
}

} // namespace lockkeeper::http
