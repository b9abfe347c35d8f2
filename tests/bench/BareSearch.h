// The statements of a search in a plain loop over sqlite3's C interface: what SQLite itself takes for them.
#pragma once

#include "inspect/search/SearchSql.h"

#include <QList>
#include <QString>

struct sqlite3;

namespace lockkeeper::bench {

class BareSearch final
{
public:
    explicit BareSearch(const QString &path);
    ~BareSearch();
    BareSearch(const BareSearch &) = delete;
    BareSearch &operator=(const BareSearch &) = delete;

    // Prepared, bound, stepped through, every column read; the rows, or -1 where SQLite says no.
    [[nodiscard]] qint64 run(const QList<inspect::SearchStatement> &statements);

private:
    sqlite3 *m_database = nullptr; // stays open
};

} // namespace lockkeeper::bench
