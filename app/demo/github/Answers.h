// Answers other than the asked-for one, as GitHub or what stands before it gives them: for the site itself
// and for tests.
#pragma once

#include "demo/HttpServer.h"

#include <QJsonDocument>

#include <optional>

namespace lockkeeper::demo::answers {

[[nodiscard]] HttpAnswer json(int status, const QJsonDocument &document);
[[nodiscard]] HttpAnswer notFound();
[[nodiscard]] HttpAnswer gone(); // 410, as for a deleted issue or where issues are disabled
[[nodiscard]] HttpAnswer moved(const QUrl &location);         // 301
[[nodiscard]] HttpAnswer badCredentials();                    // 401
[[nodiscard]] HttpAnswer unprocessable(const QString &field); // 422

// The hourly quota is used up; status 403 or 429. The second form brings the headers, too; `resetAt` in epoch
// seconds.
[[nodiscard]] HttpAnswer quotaUsedUp(int status = 403);
[[nodiscard]] HttpAnswer quotaUsedUpUntil(qint64 resetAt, int status = 403);
// Too fast; without a Retry-After unless `retryAfterSeconds` is given. Status 403 or 429.
[[nodiscard]] HttpAnswer secondaryLimit(std::optional<int> retryAfterSeconds, int status = 403);

[[nodiscard]] HttpAnswer serverError(int status = 502);
// A login or maintenance page where JSON was asked for.
[[nodiscard]] HttpAnswer htmlPage(int status = 200);

} // namespace lockkeeper::demo::answers
