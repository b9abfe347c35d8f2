// What a search says of itself in words: how it went, and where nothing was found, why, and what to try.
// Pure.
#pragma once

#include "inspect/search/Search.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace lockkeeper::ui {

struct SearchState
{
    inspect::SearchText text;
    int places = 0;  // that were asked
    int filters = 0; // that are on
    int hits = 0;
    int limit = 0;     // of those that are looked for; one that is being read may be listed beyond it
    bool more = false; // there are more than these
    bool searching = false;
    int unread = 0;       // of the places, as a whole
    QStringList problems; // of databases and tables that could not be asked
};

// "23 hits in 4 databases"; empty where nobody searched.
[[nodiscard]] QString searchLine(const SearchState &state);
// What could not be asked, and why; empty: all could.
[[nodiscard]] QString problemLine(const SearchState &state);
// In the list's place while it has no rows; empty: nothing is to be said.
[[nodiscard]] QString emptyText(const SearchState &state);
// "MNE, papers: The database is locked. Try again later."
[[nodiscard]] QString problemText(const inspect::SearchPart &part);

} // namespace lockkeeper::ui
