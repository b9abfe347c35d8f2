// A bare sqlite3 connection for tests: looks at a database and writes into it as another program would.
#pragma once

#include <QString>
#include <QStringList>

#include <memory>

struct sqlite3;

namespace lockkeeper::tests {

class Sqlite final
{
public:
    explicit Sqlite(const QString &path, int busyTimeoutMs = 0); // made if it is missing
    ~Sqlite();
    Sqlite(const Sqlite &) = delete;
    Sqlite &operator=(const Sqlite &) = delete;

    // SQLite's result code; the message stands in error().
    int execute(const QString &sql);
    // Every row, its columns joined by '|', NULL as "NULL".
    [[nodiscard]] QStringList rows(const QString &sql);
    [[nodiscard]] QString value(const QString &sql); // of the first row
    [[nodiscard]] QString error() const;
    [[nodiscard]] sqlite3 *handle() const { return m_database; }

    // "" if integrity_check and every table's full-text index are clean, else what is wrong.
    [[nodiscard]] QString integrityProblem();

private:
    sqlite3 *m_database = nullptr;
};

} // namespace lockkeeper::tests
