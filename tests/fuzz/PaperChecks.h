// What the fuzzers of papers hold against whatever was read.
#pragma once

#include "base/Text.h"

namespace lockkeeper::fuzz {

inline void require(bool holds)
{
    if (!holds)
        __builtin_trap();
}

// As the database may hold it: no NUL, no lone surrogate, no more than so many characters.
[[nodiscard]] inline bool isClean(const QString &text, qsizetype most)
{
    return text == cleaned(text) && cutTo(text, most) == text;
}

} // namespace lockkeeper::fuzz
