// How much memory a statement that somebody typed may take. SQLite limits it by value and row, or for the
// whole process; a statement may have thousands of values at once. Within core/store.
#pragma once

#include "base/Error.h"

#include <QByteArray>

struct sqlite3;

namespace lockkeeper::store {

class ConsoleMemory final
{
public:
    static constexpr int longestValue = 16 << 20;         // bytes, as long as the values are few
    static constexpr qint64 mostOfAStatement = 256 << 20; // bytes, of all its values together

    // Before the statement is compiled.
    void begin(sqlite3 *database);
    // The compiled one, before it is run: the more values it may have at once, the shorter each of them.
    void share(sqlite3 *database, const QByteArray &statement);
    // While it runs: what grows from row to row. Counts all of SQLite in this process, where the others take
    // a few megabytes.
    [[nodiscard]] bool exceeded();
    [[nodiscard]] bool wasExceeded() const { return m_exceeded; }

    [[nodiscard]] Error exceededError() const;
    [[nodiscard]] Error tooLongError() const; // a value is

private:
    qint64 m_before = 0; // that SQLite had
    int m_longest = longestValue;
    bool m_exceeded = false;
};

} // namespace lockkeeper::store
