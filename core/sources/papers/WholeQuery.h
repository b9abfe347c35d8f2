// Builds a URL's query so that the remote reads exactly what was meant: QUrlQuery would leave a '+' as it is,
// and servers read that as a blank.
#pragma once

#include <QByteArray>
#include <QList>
#include <QPair>
#include <QString>
#include <QUrl>

namespace lockkeeper::sources::papers {

using Parameters = QList<QPair<QString, QString>>;

// "a=1&b=x%2By"; also what the body of a form is (application/x-www-form-urlencoded).
[[nodiscard]] QByteArray formEncoded(const Parameters &parameters);

// `base` with `path` (decoded) behind its own, and the query.
[[nodiscard]] QUrl urlOf(const QUrl &base, const QString &path, const Parameters &parameters);

} // namespace lockkeeper::sources::papers
