// A place in a YAML file as its parser counts: lines and bytes from 0. Turned into people's lines and columns
// only for the few places that are shown.
#pragma once

namespace lockkeeper::community {

struct Mark
{
    int line = -1; // -1: the whole file is meant
    int byteColumn = 0;
    int offset = 0; // in bytes, from the text's begin
    // Of a list item with nothing behind its '-', the parser only knows what follows; the '-' is somewhere
    // before.
    bool behindEmptyItem = false;

    [[nodiscard]] bool isWholeFile() const { return line < 0; }
};

} // namespace lockkeeper::community
