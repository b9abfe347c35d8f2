#include "ui/inspector/item/ItemTables.h"

#include "ui/common/Format.h"
#include "ui/inspector/item/ItemWords.h"
#include "ui/inspector/search/HitWords.h"

#include <QCoreApplication>

namespace lockkeeper::ui {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::ItemTables)
};

constexpr qsizetype longestToolTip = 2000;
} // namespace

CellTable fieldTable(const inspect::Item &item)
{
    CellTable table{.headers = {Tr::tr("Column"), Tr::tr("Value")}, .rows = {}};
    for (const inspect::ItemField &field : item.fields) {
        Cell value{.text = fieldText(field.value), .order = {}};
        if (isNoValue(field.value))
            value.spoken = Tr::tr("no value");
        else if (field.value.toString().size() > value.text.size())
            value.toolTip = field.value.toString().left(longestToolTip).toHtmlEscaped();
        table.rows.append({.id = table.rows.size(), .cells = {{.text = field.column, .order = {}}, value}});
    }
    return table;
}

CellTable termTable(const inspect::Item &item)
{
    CellTable table{.headers = {Tr::tr("Term"), Tr::tr("Times"), Tr::tr("Title")}, .rows = {}};
    for (const inspect::ItemTerm &term : item.terms)
        table.rows.append(
            {.id = table.rows.size(),
             .cells = {{.text = term.term, .order = {}},
                       {.text = formatNumber(term.count), .order = term.count},
                       {.text = term.title ? Tr::tr("in the title") : QString(), .order = {}}}});
    return table;
}

CellTable sameTable(const inspect::Item &item)
{
    CellTable table{.headers = {Tr::tr("Where"), Tr::tr("Title"), Tr::tr("Known by")}, .rows = {}};
    for (const inspect::SameItem &same : item.same) {
        const QString where = item.ref.place == same.ref.place
                                  ? itemPlace(same.origin, 0)
                                  : Tr::tr("%1 in %2").arg(itemPlace(same.origin, 0), same.ref.place.name);
        table.rows.append({.id = table.rows.size(),
                           .cells = {{.text = where, .order = {}},
                                     {.text = hitTitle(same.title), .order = {}},
                                     {.text = same.byDoi ? Tr::tr("DOI") : Tr::tr("title"), .order = {}}}});
    }
    return table;
}

} // namespace lockkeeper::ui
