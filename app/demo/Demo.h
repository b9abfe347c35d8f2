// Behind --demo: three small communities with made-up content, served by the embedded server, so that everything runs
// through the real client into real databases.
#pragma once

#include "base/Result.h"

#include <QString>
#include <QUrl>

#include <chrono>
#include <memory>

namespace lockkeeper::demo {

struct DemoOptions
{
    QString dataDir; // kept after the demo; empty: a temporary folder, removed with the Demo
    std::chrono::milliseconds latency{120}; // of an answer; a little jitter comes on top
};

class Demo final
{
public:
    // Writes the communities' configurations and starts the server. Each start over the same dataDir is some days
    // later for the demo's remotes, so a second sync meets new, changed and unchanged items.
    [[nodiscard]] static Result<std::unique_ptr<Demo>> start(const DemoOptions &options = {});
    ~Demo();

    [[nodiscard]] QString communitiesDir() const;
    [[nodiscard]] QString dataDir() const;
    [[nodiscard]] QUrl githubUrl() const; // for the endpoint "github"

    // Some days pass at the remotes: new items, edits, closed issues. Any thread.
    void letDaysPass();

private:
    Demo();
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace lockkeeper::demo
