// How a database is, in a word with an icon, and in a sentence. Pure.
#pragma once

#include "ui/dashboard/StateText.h"
#include "ui/health/DatabaseRow.h"

#include <QList>
#include <QString>

namespace lockkeeper::ui {

// The less pressing first.
enum class DatabaseState {
    NotRead, // yet
    Missing, // the first sync makes it
    Fine,
    FreePages, // worth compacting
    OldSchema,
    NotInWal,
    Unreadable, // for another reason than the two below
    Locked,     // it could not be looked at: says nothing about the file
    IndexDamaged,
    Incomplete, // though it can be read to its end
    Damaged,
};

// All that can be said, the most pressing first; never empty.
[[nodiscard]] QList<DatabaseState> statesOf(const DatabaseRow &row);
[[nodiscard]] DatabaseState stateOf(const DatabaseRow &row); // the most pressing

[[nodiscard]] StateLook databaseLook(DatabaseState state);

// What it means for this one, and what to do.
[[nodiscard]] QString stateMeaning(DatabaseState state, const DatabaseRow &row);

} // namespace lockkeeper::ui
