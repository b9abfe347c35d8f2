// One source of a community as a form has it: a line to add, check and remove, of whatever kind. Plain
// values.
#pragma once

#include "base/Result.h"
#include "community/Community.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace lockkeeper::ui {

enum class EntryKind { Repository, Docstrings, Forum, Query, Doi, List };
inline constexpr EntryKind entryKinds[] = {EntryKind::Repository, EntryKind::Docstrings, EntryKind::Forum,
                                           EntryKind::Query,      EntryKind::Doi,        EntryKind::List};

struct Entry
{
    EntryKind kind = EntryKind::Repository;
    QString text;          // owner/name, address, query, DOI
    QString branch;        // of docstrings; empty: the default one
    QStringList languages; // of docstrings; none given to checkedEntry(): both
    QStringList tags;      // of a forum, as the next
    QList<community::Category> categories;
    QString name;      // of a list
    int startYear = 0; // of a list; 0: from the first

    friend bool operator==(const Entry &, const Entry &) = default;
};

// What it is known by among all entries: two of one key are the same source.
[[nodiscard]] QString entryKey(const Entry &entry);

// As it is shown in a list: "mne-tools/mne-python, branch main".
[[nodiscard]] QString entryTitle(const Entry &entry);

// As a configuration keeps it; understands what is pasted, such as a repository's address. Errors: config.
[[nodiscard]] Result<Entry> checkedEntry(const Entry &entry);

// `sync.<source>` and the jobs' kind: "github", "docstrings", "discourse", "papers", "mailman".
[[nodiscard]] QString sourceOf(EntryKind kind);

[[nodiscard]] QList<Entry> entriesOf(const community::Community &community, EntryKind kind);
void setEntries(community::Community &community, EntryKind kind, const QList<Entry> &entries);

} // namespace lockkeeper::ui
