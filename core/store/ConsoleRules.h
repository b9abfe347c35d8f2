// What a statement that somebody typed may do: read, and nothing else. An authorizer for SQLite
// (sqlite.org/c3ref/set_authorizer.html) that allows by list; whatever is not on it is refused, with a
// reason. Within core/store.
#pragma once

#include <QString>

struct sqlite3;

namespace lockkeeper::store {

class ConsoleRules final
{
public:
    // From here on `database` can only be read, by statements of a bounded size (for what their values take,
    // there is ConsoleMemory): no extension, no writing of the schema, no other file. It outlives the
    // connection's last statement.
    void guard(sqlite3 *database);

    void begin(); // another statement
    // Why the statement was refused, a sentence; empty: it was not.
    [[nodiscard]] const QString &refusal() const { return m_refusal; }
    // SQLite counts the question for the journal mode among what writes.
    [[nodiscard]] bool asksJournalMode() const { return m_asksJournalMode; }
    // Something is read by another name than its table's: a view's, or one that WITH gives.
    [[nodiscard]] bool readsByAnotherName() const { return m_readsByAnotherName; }

private:
    static int judge(void *self, int action, const char *first, const char *second, const char *database,
                     const char *through);
    [[nodiscard]] bool allows(int action, const QString &first, const char *second);
    [[nodiscard]] bool allowsPragma(const QString &name, const char *argument);
    bool refuse(const QString &why); // false

    QString m_refusal;
    bool m_asksJournalMode = false;
    bool m_readsByAnotherName = false;
};

inline constexpr int longestStatement = 100'000; // bytes

} // namespace lockkeeper::store
