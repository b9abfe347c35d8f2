#include "http/Credentials.h"

#include <QtGlobal>

#include <algorithm>

namespace lockkeeper::http {

using namespace Qt::StringLiterals;

Credentials Credentials::fromEnvironment()
{
    Credentials credentials;
    credentials.set(u"github"_s, qgetenv("GITHUB_TOKEN"));
    credentials.set(u"semanticscholar"_s, qgetenv("SEMANTIC_SCHOLAR_API_KEY"));
    credentials.set(u"pubmed"_s, qgetenv("PUBMED_API_KEY"));
    credentials.set(u"openalex"_s, qgetenv("OPENALEX_API_KEY"));
    return credentials;
}

void Credentials::set(const QString &endpoint, const QByteArray &token)
{
    const QByteArray trimmed = token.trimmed();
    // A line break would end the header and start one of the token's own making.
    const bool usable =
        std::all_of(trimmed.begin(), trimmed.end(), [](char c) { return c > 0x20 && c < 0x7f; });
    if (trimmed.isEmpty() || !usable)
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
    return m_tokens.values();
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

} // namespace lockkeeper::http
