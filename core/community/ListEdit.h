// Brings one list of a configuration from what it says to what it shall say.
#pragma once

#include "community/YamlEditor.h"

#include <QStringList>

#include <functional>
#include <optional>

namespace lockkeeper::community {

struct ListEdit
{
    YamlPath map; // that the list's key stands in
    QString key;
    QStringList order; // of the keys beside it
    // By what an item is known, as the loader keeps it; nothing for one that the loader passes over.
    std::function<std::optional<QString>(const YamlSource &source, const YamlPlace &item)> nameOf;
    std::function<YamlPiece(qsizetype number, bool flow)> piece;   // of the new item `number`
    std::function<YamlPiece(const QList<YamlPiece> &items)> fresh; // the list, where there is none

    [[nodiscard]] YamlPath path() const { return map + YamlPath{{.key = key, .index = -1}}; }
};

// Removes items whose name is not in `after`, adds and moves the others into its order. What is in an item
// that stays is not looked at.
[[nodiscard]] Result<void> alignList(YamlEditor &editor, const ListEdit &edit, const QStringList &after);

// The number of the first item of that name in the file; -1 if there is none.
[[nodiscard]] Result<int> itemNumber(const YamlEditor &editor, const ListEdit &edit, const QString &name);

} // namespace lockkeeper::community
