// Any bytes as a repository's archive: no crash, bounded, and paths that stay within the repository.
#include "sources/docstrings/Archive.h"

#include <cstddef>
#include <cstdint>

using namespace Qt::StringLiterals;
using namespace lockkeeper;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    constexpr qint64 most = 1'000'000;
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const auto tree = sources::docstrings::readArchive(
        bytes, {u"matlab"_s, u"python"_s}, {},
        {.entries = 1000, .files = 100, .bytes = most, .unpacked = 10 * most});
    if (!tree)
        return 0;
    qint64 kept = 0;
    for (const auto &language : *tree) {
        for (const auto &file : language.files) {
            kept += file.bytes.size();
            if (file.path.isEmpty() || file.path.startsWith(u'/') ||
                file.path.split(u'/').contains(u".."_s) || file.path.contains(QChar(0)))
                __builtin_trap();
        }
    }
    if (kept > most)
        __builtin_trap();
    return 0;
}
