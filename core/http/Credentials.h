// Tokens by endpoint name. A value of this class never prints what it holds.
#pragma once

#include <QByteArray>
#include <QMap>
#include <QString>
#include <QStringList>

#include <utility>

namespace lockkeeper::http {

class Credentials final
{
public:
    // From GITHUB_TOKEN, SEMANTIC_SCHOLAR_API_KEY, PUBMED_API_KEY and OPENALEX_API_KEY (endpoints "github",
    // "semanticscholar", "pubmed", "openalex"), and OPENALEX_EMAIL. A token with characters that no header
    // can carry is left out.
    [[nodiscard]] static Credentials fromEnvironment();

    // Blanks around the token (a copied line's end) don't count; an empty or unusable one removes the old.
    void set(const QString &endpoint, const QByteArray &token);
    [[nodiscard]] bool has(const QString &endpoint) const;
    [[nodiscard]] QByteArray token(const QString &endpoint) const;
    // An e-mail address meant for one service alone (OPENALEX_EMAIL); anything else removes the old.
    void setAddress(const QString &endpoint, const QByteArray &address);
    [[nodiscard]] QByteArray address(const QString &endpoint) const;
    [[nodiscard]] QList<QByteArray> all() const; // tokens and addresses; for redaction only

    // The header that carries the endpoint's token, as its service documents it: GitHub "Authorization:
    // Bearer", Semantic Scholar "x-api-key". Empty name where there is no token, or where it goes into the
    // query.
    [[nodiscard]] std::pair<QByteArray, QByteArray> header(const QString &endpoint) const;

    // The same for services that take it in the query: OpenAlex and PubMed "api_key".
    [[nodiscard]] std::pair<QByteArray, QByteArray> parameter(const QString &endpoint) const;

private:
    QMap<QString, QByteArray> m_tokens;
    QMap<QString, QByteArray> m_addresses;
};

// Whether it can be sent as an e-mail address: printable ASCII with an @ inside.
[[nodiscard]] bool isEmailAddress(const QByteArray &text);

} // namespace lockkeeper::http
