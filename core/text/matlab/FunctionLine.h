// `function` and `classdef` lines.
#pragma once

#include "text/matlab/Lines.h"

#include <QString>

#include <optional>

namespace lockkeeper::text {

struct Definition
{
    QString name;
    bool isClass = false;
    std::size_t last = 0; // its last line: `...` continues one
};

// What the line begins to define: `function name`, `function name(…)`, `function o = name(…)`,
// `function [a, b] = name(…)`, `classdef (…) Name < Base`. Nothing for any other line.
[[nodiscard]] std::optional<Definition> definitionAt(const Lines &lines, std::size_t index);

} // namespace lockkeeper::text
