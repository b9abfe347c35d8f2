// One kind of remote in the demo's world: what it serves, and what days change there. The same for the same
// times, on every machine and in every run. One call at a time; from any thread.
#pragma once

#include "demo/HttpServer.h"

#include <optional>

namespace lockkeeper::demo {

class Part
{
public:
    Part() = default;
    virtual ~Part() = default;
    Part(const Part &) = delete;
    Part &operator=(const Part &) = delete;

    // Once, first: the remotes as they were when the demo began. Nothing is newer than `began`. Epoch
    // seconds.
    virtual void begin(qint64 began) = 0;
    // The `step`-th time (from 1) that some days pass: changes at times later than `from` and no later than
    // `to`.
    virtual void passDays(int step, qint64 from, qint64 to) = 0;
    // Nothing: not a host or a path of this part.
    [[nodiscard]] virtual std::optional<HttpAnswer> answer(const HttpRequest &request) = 0;
};

} // namespace lockkeeper::demo
