// What an editor of entries says, by their kind. Pure.
#pragma once

#include "ui/onboarding/Entry.h"

namespace lockkeeper::ui {

struct EntryWords
{
    QString name;        // object names begin with it
    QString label;       // of the field, with a key
    QString placeholder; // an example
    QString hint;        // below it while it is empty
    QString list;        // what the list is called
};
[[nodiscard]] EntryWords entryWords(EntryKind kind);

} // namespace lockkeeper::ui
