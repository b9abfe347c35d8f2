#include "sources/papers/WholeQuery.h"

namespace lockkeeper::sources::papers {

QByteArray formEncoded(const Parameters &parameters)
{
    QByteArray text;
    for (const auto &[name, value] : parameters) {
        if (!text.isEmpty())
            text += '&';
        text += QUrl::toPercentEncoding(name) + '=' + QUrl::toPercentEncoding(value);
    }
    return text;
}

QUrl urlOf(const QUrl &base, const QString &path, const Parameters &parameters)
{
    QUrl url = base;
    url.setPath(base.path(QUrl::FullyDecoded) + path, QUrl::DecodedMode);
    if (!parameters.isEmpty())
        url.setQuery(QString::fromLatin1(formEncoded(parameters)));
    return url;
}

} // namespace lockkeeper::sources::papers
