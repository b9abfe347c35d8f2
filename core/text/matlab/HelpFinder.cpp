#include "text/matlab/HelpFinder.h"

#include "text/matlab/HelpText.h"

namespace lockkeeper::text {

namespace {
std::size_t behind(const Lines &lines, std::size_t index, LineKind kind)
{
    while (index < lines.size() && lines.at(index).kind == kind)
        ++index;
    return index;
}

QString blockFrom(const Lines &lines, std::size_t first)
{
    return helpText(lines, first, behind(lines, first, LineKind::Comment));
}

// The first block among the lines before `end` that is help.
QString firstBlock(const Lines &lines, std::size_t end)
{
    for (std::size_t i = 0; i < end; ++i) {
        if (lines.at(i).kind != LineKind::Comment)
            continue;
        const QString help = blockFrom(lines, i);
        if (!help.isEmpty())
            return help;
        i = behind(lines, i, LineKind::Comment) - 1;
    }
    return {};
}

QString helpAbove(const Lines &lines, std::size_t first)
{
    std::size_t block = first;
    while (block > 0 && lines.at(block - 1).kind == LineKind::Comment)
        --block;
    std::size_t code = block;
    while (code > 0 && lines.at(code - 1).kind != LineKind::Code)
        --code;
    return code == 0 ? firstBlock(lines, first) : helpText(lines, block, first);
}
} // namespace

QString helpOf(const Lines &lines, std::size_t first, std::size_t last)
{
    const QString below = blockFrom(lines, last + 1);
    if (!below.isEmpty())
        return below;
    const QString above = helpAbove(lines, first);
    if (!above.isEmpty())
        return above;
    return blockFrom(lines, behind(lines, last + 1, LineKind::Blank));
}

QString helpOfScript(const Lines &lines, std::size_t firstCode)
{
    return firstBlock(lines, firstCode);
}

} // namespace lockkeeper::text
