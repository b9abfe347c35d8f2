// Behind --demo: small communities with made-up content, served by the embedded server, so that everything
// runs through the real client into real databases.
//
// A fifth community is there to be added by whoever tries the wizard, small enough for a first sync in under
// a minute. Paste "https://saltbell.example" or "saltbell-lab":
//   repositories   saltbell-lab/saltbell (Python and MATLAB, branch main), …/saltbell-viewer,
//   …/saltbell-classic
//                  (archived)
//   forum          https://forum.saltbell.example, with categories (recorders, analysis, at-sea) and tags
//   papers         query "Saltbell hydrophone", DOI 10.5555/saltbell
//   mailing list   https://lists.saltbell.example/pipermail/saltbell-users/
// A repository that has moved: quillcue/quillcue-editor. Nothing at all: any other name.
#pragma once

#include "base/Result.h"

#include <QMap>
#include <QString>
#include <QStringList>
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
    // Writes the communities' configurations (those that are not there yet) and starts the server. At each
    // further start over the same dataDir the remotes have some days' worth of changes more, so a second sync
    // meets new, changed and unchanged items; their times lie between the last start and this one. Errors:
    // read_only, disk_full, network (no port on the loopback), config (the demo's notes in dataDir are
    // damaged).
    [[nodiscard]] static Result<std::unique_ptr<Demo>> start(const DemoOptions &options = {});
    ~Demo();

    // Which communities a demo over this dataDir would have, its own and those a maintainer added there.
    // Makes nothing.
    [[nodiscard]] static QStringList communityIds(const DemoOptions &options = {});

    [[nodiscard]] QString communitiesDir() const;
    [[nodiscard]] QString dataDir() const;
    // All its remotes, under made-up hosts: for ClientConfig::gateway and Endpoints.
    [[nodiscard]] QUrl gateway() const;
    [[nodiscard]] QMap<QString, QString> endpoints() const; // name -> URL

    // Some days pass at the remotes: new items, edits, closed and deleted ones, and comments that move
    // nothing but updated_at. Any thread. Where dataDir cannot be written any more, a warning is logged and
    // nothing changes.
    void letDaysPass();

private:
    Demo();
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace lockkeeper::demo
