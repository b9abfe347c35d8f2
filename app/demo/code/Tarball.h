// Archives as `git archive` makes them (.tar.gz).
#pragma once

#include <QByteArray>
#include <QList>

namespace lockkeeper::demo {

// One entry of an archive.
struct TarEntry
{
    QByteArray name; // with the archive's top folder
    QByteArray content;
    QByteArray linkTo = {}; // a symbolic link where not empty
};

// Not packed: a bare .tar.
[[nodiscard]] QByteArray tarball(const QList<TarEntry> &entries, bool packed = true);

} // namespace lockkeeper::demo
