// Any bytes as a Python file: no crash, and names and texts that can be stored.
#include "text/python/PythonDocstrings.h"

#include <QStringList>

#include <cstddef>
#include <cstdint>

using namespace Qt::StringLiterals;
using namespace lockkeeper;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const Result<text::PythonFile> file = text::readPython(bytes, u"mod"_s);
    if (!file) {
        if (file.error().text.isEmpty())
            __builtin_trap();
        return 0;
    }
    const qint64 lines = bytes.count('\n') + bytes.count('\r') + 1;
    QStringList names;
    for (const text::Symbol &symbol : file->symbols) {
        if (symbol.name.isEmpty() || symbol.text.isEmpty() || symbol.line < 1 || symbol.line > lines)
            __builtin_trap();
        if (symbol.text.size() > 8 * (bytes.size() + 1)) // a tab comes to eight columns
            __builtin_trap();
        names.append(symbol.name);
    }
    if (names.removeDuplicates() > 0)
        __builtin_trap();
    return 0;
}
