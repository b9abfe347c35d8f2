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
    // "semanticscholar", "pubmed", "openalex"). A token with characters that no header can carry is left out.
    [[nodiscard]] static Credentials fromEnvironment();

    // Blanks around the token (a copied line's end) don't count; an empty or unusable one removes the old.
    void set(const QString &endpoint, const QByteArray &token);
    [[nodiscard]] bool has(const QString &endpoint) const;
    [[nodiscard]] QByteArray token(const QString &endpoint) const;
    [[nodiscard]] QList<QByteArray> all() const; // for redaction only

    // The header that carries the endpoint's token, as its service documents it: GitHub "Authorization:
    // Bearer", Semantic Scholar "x-api-key". Empty name where there is no token, or where a source puts it
    // into the query.
    [[nodiscard]] std::pair<QByteArray, QByteArray> header(const QString &endpoint) const;

private:
    QMap<QString, QByteArray> m_tokens;
};

} // namespace lockkeeper::http
