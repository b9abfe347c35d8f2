// Judges an answer that should be JSON: its type, that it is whole, its shape at the top.
#pragma once

#include "base/Result.h"
#include "http/Message.h"

#include <QJsonArray>
#include <QJsonObject>

namespace lockkeeper::sources {

// Errors (bad_answer) name the URL, the status, and what was expected.
[[nodiscard]] Result<QJsonArray> jsonArray(const http::Response &response);
[[nodiscard]] Result<QJsonObject> jsonObject(const http::Response &response);

} // namespace lockkeeper::sources
