#include "http/Credentials.h"

#include <QtGlobal>

#include <algorithm>

namespace lockkeeper::http {

using namespace Qt::StringLiterals;

namespace {

// A line break would end the header and start one of the token's own making.
bool isPrintable(const QByteArray &text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return c > 0x20 && c < 0x7f; });
}

} // namespace

Credentials Credentials::fromEnvironment()
{
    Credentials credentials;
    credentials.set(u"github"_s, qgetenv("GITHUB_TOKEN"));
    credentials.set(u"semanticscholar"_s, qgetenv("SEMANTIC_SCHOLAR_API_KEY"));
    credentials.set(u"pubmed"_s, qgetenv("PUBMED_API_KEY"));
    credentials.set(u"openalex"_s, qgetenv("OPENALEX_API_KEY"));
    credentials.setAddress(u"openalex"_s, qgetenv("OPENALEX_EMAIL"));
    return credentials;
}

void Credentials::set(const QString &endpoint, const QByteArray &token)
{
    const QByteArray trimmed = token.trimmed();
    if (trimmed.isEmpty() || !isPrintable(trimmed))
        m_tokens.remove(endpoint);
    else
        m_tokens.insert(endpoint, trimmed);
}

bool Credentials::has(const QString &endpoint) const
{
    return m_tokens.contains(endpoint);
}

QByteArray Credentials::token(const QString &endpoint) const
{
    return m_tokens.value(endpoint);
}

QList<QByteArray> Credentials::all() const
{
    return m_tokens.values() + m_addresses.values();
}

void Credentials::setAddress(const QString &endpoint, const QByteArray &address)
{
    const QByteArray trimmed = address.trimmed();
    if (isEmailAddress(trimmed))
        m_addresses.insert(endpoint, trimmed);
    else
        m_addresses.remove(endpoint);
}

QByteArray Credentials::address(const QString &endpoint) const
{
    return m_addresses.value(endpoint);
}

std::pair<QByteArray, QByteArray> Credentials::header(const QString &endpoint) const
{
    if (!has(endpoint))
        return {};
    if (endpoint == "github"_L1)
        return {"Authorization", "Bearer " + token(endpoint)};
    if (endpoint == "semanticscholar"_L1)
        return {"x-api-key", token(endpoint)};
    return {};
}

std::pair<QByteArray, QByteArray> Credentials::parameter(const QString &endpoint) const
{
    if (has(endpoint) && (endpoint == "openalex"_L1 || endpoint == "pubmed"_L1))
        return {"api_key", token(endpoint)};
    return {};
}

bool isEmailAddress(const QByteArray &text)
{
    const qsizetype at = text.indexOf('@');
    return at > 0 && at + 1 < text.size() && isPrintable(text);
}

} // namespace lockkeeper::http
