// The statements of a search in one table. Within core/inspect; pure.
#pragma once

#include "inspect/ContentTable.h"
#include "inspect/search/Search.h"

#include <QList>
#include <QString>
#include <QStringList>
#include <QVariantList>

namespace lockkeeper::inspect {

struct SearchStatement
{
    QString sql; // empty: nothing of the table can be meant
    QVariantList values;
};

// A content table as a file has it: old files lack columns and tables.
struct TableInFile
{
    const ContentTable *table = nullptr;
    QStringList columns;
    bool fullText = false; // has its index

    [[nodiscard]] bool has(const QString &column) const
    {
        return !column.isEmpty() && columns.contains(column);
    }
};

// Row ids and scores of the best `limit`, the best first.
[[nodiscard]] SearchStatement rankStatement(const TableInFile &in, const QString &match,
                                            const SearchFilters &filters, int limit);
// What is shown of these rows, with the marks of Marked.h in title and texts; in any order. The columns are
// those of HitColumn.
[[nodiscard]] SearchStatement matchedRows(const TableInFile &in, const QString &match,
                                          const QList<qint64> &ids);
// The same of any rows, without marks.
[[nodiscard]] SearchStatement plainRows(const TableInFile &in, const QList<qint64> &ids);
// Ids of the rows among those that `ids` finds that the filters let pass, at most so many.
[[nodiscard]] SearchStatement passing(const TableInFile &in, const SearchFilters &filters,
                                      const SearchStatement &ids, int limit);

enum HitColumn : int {
    IdColumn,
    OriginColumn,
    TypeColumn,
    NumberColumn,
    StatusColumn,
    LanguageColumn,
    TimeColumn,
    UrlColumn,
    TitleColumn,
    TextColumn,
    OtherTextColumn
};

// Whether the table can have hits under these filters: it has what they ask about.
[[nodiscard]] bool canPass(const TableInFile &in, const SearchFilters &filters);

} // namespace lockkeeper::inspect
