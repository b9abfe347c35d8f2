// How the target of a copy is written: SQLite hands over page by page, and a system call a page costs three
// times what the page itself does. A VFS over the default one that hands on what follows one another in
// larger pieces, and on a thread of its own, so that the next pages are read meanwhile.
#pragma once

namespace lockkeeper::store {

// Its name for sqlite3_open_v2(), registered at the first use; any thread. For a file that nobody else has
// open. What cannot be written is told at a later write, or at the end of the transaction.
[[nodiscard]] const char *bulkVfs();

} // namespace lockkeeper::store
