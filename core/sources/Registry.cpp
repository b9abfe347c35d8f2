#include "sources/Registry.h"

#include "sources/github/GithubSource.h"

namespace lockkeeper::sources {

const QList<Source> &registry()
{
    static const QList<Source> sources = {github::source()};
    return sources;
}

} // namespace lockkeeper::sources
