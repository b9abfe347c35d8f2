// Tokens by endpoint name. A value of this class never prints what it holds.
#pragma once

#include <QByteArray>
#include <QMap>
#include <QString>
#include <QStringList>

namespace lockkeeper::http {

class Credentials final
{
public:
    // From GITHUB_TOKEN (endpoint "github"). A token with characters that no header can carry is left out.
    [[nodiscard]] static Credentials fromEnvironment();

    void set(const QString &endpoint, const QByteArray &token);
    [[nodiscard]] bool has(const QString &endpoint) const;
    [[nodiscard]] QByteArray token(const QString &endpoint) const;
    [[nodiscard]] QList<QByteArray> all() const; // for redaction only

private:
    QMap<QString, QByteArray> m_tokens;
};

} // namespace lockkeeper::http
