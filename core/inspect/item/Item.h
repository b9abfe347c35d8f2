// One item, read whole. Blocks; on one thread, not the window's. Opens the database to read, and lets it go.
#pragma once

#include "base/Result.h"
#include "inspect/item/ItemRef.h"

#include <QDateTime>
#include <QList>
#include <QMetaType>
#include <QString>
#include <QVariant>

#include <optional>
#include <stop_token>

namespace lockkeeper::inspect {

struct ItemField
{
    QString column;
    QVariant value; // invalid: NULL
};

struct ItemText
{
    QString column;
    QString text; // Markdown in most sources, plain in mails and docstrings
};

// A word of the full-text index, as the index has it.
struct ItemTerm
{
    QString term;
    int count = 0;      // times in this item
    bool title = false; // also in its title
};

// When a run wrote the row, UTC. A run is named by its start, to the millisecond as the history has it.
struct ItemWritten
{
    QDateTime at;
    QDateTime run;
};

// The same paper from another provider.
struct SameItem
{
    ItemRef ref;
    QString origin;
    QString title;
    QString url;
    bool byDoi = false; // else by its title
};

struct Item
{
    ItemRef ref;
    QString source;
    QString origin;
    QString title;
    QString type;
    QString time;
    QString url; // empty: it has none
    qint64 number = 0;
    QList<ItemField> fields;                 // all columns, in the table's order
    QList<ItemText> texts;                   // those with text in them, the main one first
    QString syncedAt;                        // of the last change of content, as the row says
    std::optional<ItemWritten> firstWritten; // none: before runs kept what they wrote, or by another program
    std::optional<ItemWritten> lastWritten;
    QList<ItemTerm> terms; // the most frequent first
    QList<SameItem> same;
};

// Errors: config (no such table or row: it may have been deleted), cancelled, and as store::Reading.
[[nodiscard]] Result<Item> readItem(const ItemRef &ref, const std::stop_token &stop);

// Papers of the same database that have the item's DOI and another title, in addition to Item::same: no index
// has the addresses, so each paper's is read, a short statement at a time. None for what is no paper, or has
// no DOI. Errors: cancelled, and as store::Reading.
[[nodiscard]] Result<QList<SameItem>> readSameDoi(const Item &item, const std::stop_token &stop);

// "[mne-tools/mne-python#2022: Title](https://…)"; without an address only the words.
[[nodiscard]] QString markdownLink(const Item &item);
// A heading, where it came from, the link, and the texts; for pasting elsewhere.
[[nodiscard]] QString markdownForm(const Item &item);
// "mne-tools/mne-python#2022", "BEP 032", "openalex: W2741809807": short, for people, found again by `show`.
[[nodiscard]] QString itemName(const Item &item);

} // namespace lockkeeper::inspect

Q_DECLARE_METATYPE(lockkeeper::inspect::Item)
