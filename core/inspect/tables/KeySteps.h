// SQL that goes through a table in an order which is ready, from any key on, and never by counting rows.
// Pure.
#pragma once

#include "inspect/tables/TableInfo.h"

#include <QList>
#include <QString>
#include <QVariant>

namespace lockkeeper::inspect {

struct Question
{
    QString sql;
    QVariantList values;
};

struct KeyStep
{
    QString table;
    KeyOrder order;
    QStringList columns = {}; // expressions, after the key's own columns
    bool descending = false;
    int limit = 0;
};

enum class From { After, At };

// Rows from a key on, or from the beginning where there is none. To be asked one after the other until there
// are enough: each is one search in the index, whichever of the key's values are NULL.
[[nodiscard]] QList<Question> stepsFrom(const KeyStep &step, const std::optional<Key> &key, From from);

// The rows that have one of these keys, in no order.
[[nodiscard]] Question rowsWithKeys(const KeyStep &step, const QList<Key> &keys);

} // namespace lockkeeper::inspect
