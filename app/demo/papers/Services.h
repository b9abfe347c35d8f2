// The three services of papers as far as a sync asks them, with their documented habits: paging, limits,
// errors. Paths are those behind the service's base address. Nothing: no path of theirs.
#pragma once

#include "demo/HttpServer.h"
#include "demo/papers/Library.h"

#include <optional>

namespace lockkeeper::demo {

// /works?search=, ?filter=cites:, ?filter=ids.openalex:, /works/W…, /works/https://doi.org/…
[[nodiscard]] std::optional<HttpAnswer> openAlexAnswer(const Library &library, const HttpRequest &request);
// /graph/v1/paper/search, /graph/v1/paper/batch, /graph/v1/paper/{id}
[[nodiscard]] std::optional<HttpAnswer> scholarAnswer(const Library &library, const HttpRequest &request);
// /esearch.fcgi, /efetch.fcgi, behind `base`
[[nodiscard]] std::optional<HttpAnswer> pubmedAnswer(const Library &library, const HttpRequest &request,
                                                     const QString &base = {});

[[nodiscard]] HttpAnswer answerOf(int status, const QByteArray &type, const QByteArray &body);
[[nodiscard]] HttpAnswer jsonAnswer(int status, const QByteArray &body);
[[nodiscard]] HttpAnswer jsonAnswer(const QJsonObject &object);
[[nodiscard]] HttpAnswer xmlAnswer(const QByteArray &body);

[[nodiscard]] QJsonArray part(const QJsonArray &whole, qsizetype first, qsizetype count);

} // namespace lockkeeper::demo
