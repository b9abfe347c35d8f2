// The objects a program consists of, made in the right order and ended in the reverse one.
#pragma once

#include "base/Result.h"
#include "common/Settings.h"
#include "history/Record.h"

#include <chrono>
#include <memory>

class QThread;

namespace lockkeeper::demo {
class Demo;
}
namespace lockkeeper::events {
class Monitor;
}
namespace lockkeeper::history {
class HistoryWriter;
}
namespace lockkeeper::http {
class Client;
}
namespace lockkeeper::onboarding {
class Checks;
}
namespace lockkeeper::store {
class Databases;
}
namespace lockkeeper::sync {
class Engine;
}

namespace lockkeeper::app {

class Services final
{
public:
    // With settings.demo, starts the demo and points data, communities and endpoints at it (an explicit data
    // directory is kept). Checks that Qt's SQLite driver is there and uses the library we are linked to.
    // Every run that ends is handed to the history as one that `trigger` began.
    // Errors: config, internal, read_only.
    [[nodiscard]] static Result<std::unique_ptr<Services>>
    make(Settings settings, std::chrono::milliseconds limitPatience, history::Trigger trigger);
    ~Services();

    [[nodiscard]] const Settings &settings() const; // as they came out, the demo's folders filled in
    [[nodiscard]] events::Monitor &monitor() const; // what happens to locks and jobs; the engine's
    [[nodiscard]] http::Client &client() const;
    [[nodiscard]] onboarding::Checks &checks() const; // of a new community's sources
    [[nodiscard]] store::Databases &databases() const;
    [[nodiscard]] sync::Engine &engine() const;
    [[nodiscard]] history::HistoryWriter &history() const;
    // Engine and history tell of themselves there from now on; null: nowhere.
    void moveToThread(QThread *thread);
    [[nodiscard]] demo::Demo *demo() const; // null unless settings.demo

private:
    explicit Services(Settings settings);
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace lockkeeper::app
