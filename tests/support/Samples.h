// The recorded answers, where they are there (CMake's LOCKKEEPER_SAMPLES).
#pragma once

#include "demo/HttpServer.h"

#include <QString>

namespace lockkeeper::tests {

// One recorded answer: NAME.json (or .txt) with the status and headers of NAME.meta.json. Templates in
// headers
// ("{{now …}}") are replaced by times that fit; a body without a meta file is a 200 of JSON.
[[nodiscard]] demo::HttpAnswer recordedAnswer(const QString &folder, const QString &name);

} // namespace lockkeeper::tests
