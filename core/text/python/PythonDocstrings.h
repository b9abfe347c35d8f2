// The docstrings of a Python file, as CPython's ast.get_docstring() gives them.
#pragma once

#include "base/Result.h"
#include "text/symbols/Symbol.h"

#include <QByteArray>
#include <QString>

#include <chrono>
#include <vector>

namespace lockkeeper::text {

inline constexpr qsizetype largestPythonFile = 2 * 1024 * 1024; // bytes; what is larger is data, not code
// Of some 60,000 tokens. A millisecond is usual; what is no Python, as thousands of "..." in a row, takes
// tree-sitter's recovery from errors the square of its length.
inline constexpr std::chrono::seconds longestParse{5};

struct PythonFile
{
    std::vector<Symbol> symbols; // those with a docstring that is not empty, in the order of the file
    bool damaged = false;        // it does not parse as a whole: there may be more than what was found
    QString unread;              // why a part of it was left out; empty if none was
};

// The module, its classes, functions and methods, at any depth. A definition's line is that of its `def` or
// `class`; names that repeat in the file are numbered. Errors, their text a reason to skip the file:
// bad_answer (too large, in an unknown encoding or not in the one it claims), timeout (it took longer than
// `patience` to parse: at another time it may not). Any thread; no recursion, whatever the nesting.
[[nodiscard]] Result<PythonFile> readPython(const QByteArray &bytes, const QString &moduleName,
                                            std::chrono::microseconds patience = longestParse);

} // namespace lockkeeper::text
