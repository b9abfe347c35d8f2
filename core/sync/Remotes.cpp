#include "sync/Remotes.h"

#include "sources/Registry.h"

#include <algorithm>

namespace lockkeeper::sync {

namespace {
QList<sources::Remote> allOf(const community::Community &community, const QString &kind)
{
    for (const sources::Source &source : sources::registry()) {
        if (source.kind == kind)
            return source.remotes(community);
    }
    return {};
}
} // namespace

sources::Remote Remotes::find(const community::Community &community, const JobKey &key)
{
    const std::pair place(key.community, key.kind);
    if (!m_remotes.contains(place))
        m_remotes.insert(place, allOf(community, key.kind));
    const QList<sources::Remote> remotes = m_remotes.value(place);
    const auto found = std::ranges::find(remotes, key.name, &sources::Remote::name);
    return found == remotes.end() ? sources::Remote() : *found;
}

} // namespace lockkeeper::sync
