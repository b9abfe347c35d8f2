// How the source of a copy is read: SQLite asks for page after page, and a system call a page costs three
// times what the page itself does. A VFS over the default one that reads larger pieces where one page follows
// the other. (It is of no use to a check, which walks the trees: that reads a page in one of two cases far
// from the one before.)
#pragma once

namespace lockkeeper::store {

// Its name for sqlite3_open_v2(), registered at the first use; any thread. What was read ahead is forgotten
// whenever a lock is taken or given back, so it is never older than the snapshot that it belongs to, and a
// sector that cannot be read is an error only to those who ask for it.
[[nodiscard]] const char *readAheadVfs();

} // namespace lockkeeper::store
