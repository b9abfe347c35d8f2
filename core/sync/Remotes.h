// Asks a source once for all of a community's remotes: those of one repository share what they fetch. For one
// start of a run; not thread-safe.
#pragma once

#include "community/Community.h"
#include "sources/Source.h"
#include "sync/Snapshot.h"

#include <QList>
#include <QMap>
#include <QString>

#include <utility>

namespace lockkeeper::sync {

class Remotes final
{
public:
    // The remote a key names; one without `sync` where the community configures none of that name.
    [[nodiscard]] sources::Remote find(const community::Community &community, const JobKey &key);

private:
    QMap<std::pair<QString, QString>, QList<sources::Remote>> m_remotes; // by community and kind
};

} // namespace lockkeeper::sync
