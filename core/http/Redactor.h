// Takes secrets out of what people get to read. A value; any thread.
#pragma once

#include "http/Credentials.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QUrl>

namespace lockkeeper::http {

class Redactor final
{
public:
    explicit Redactor(const Credentials &credentials);
    void add(const QList<QByteArray> &secrets); // besides those it knows

    // Every known token, plain or percent-encoded, becomes "…".
    [[nodiscard]] QString text(const QString &text) const;

    // Without user info and fragment; values of query parameters that name a key, a token or an address
    // become "…".
    [[nodiscard]] QString url(const QUrl &url) const;

private:
    QStringList m_secrets;
};

} // namespace lockkeeper::http
