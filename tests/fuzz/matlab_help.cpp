// Any bytes as a MATLAB file: no crash, and names and texts that can be stored.
#include "text/matlab/MatlabHelp.h"

#include <QStringList>

#include <cstddef>
#include <cstdint>

using namespace Qt::StringLiterals;
using namespace lockkeeper;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const auto symbols = text::readMatlab(bytes, u"stem"_s);
    if (!symbols)
        return 0;
    QStringList names;
    qint64 before = 1;
    for (const text::Symbol &symbol : *symbols) {
        if (symbol.name.isEmpty() || symbol.text.isEmpty() || symbol.line < before ||
            symbol.text.size() > bytes.size())
            __builtin_trap();
        before = symbol.line;
        names.append(symbol.name);
    }
    if (names.removeDuplicates() > 0)
        __builtin_trap();
    return 0;
}
