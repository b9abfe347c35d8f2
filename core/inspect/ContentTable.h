// What the content tables have in common for who looks inside (KNOWLEDGE_DB): which column is a row's title,
// its text, where it came from, its time. Pure.
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace lockkeeper::inspect {

// A community's database, as it is looked into.
struct Place
{
    QString community; // its id
    QString name;      // for people
    QString database;  // path

    friend bool operator==(const Place &, const Place &) = default;
};

// Names of columns, empty where the table has none.
struct ContentTable
{
    QString name = {};
    QString source = {};    // as --source names it; "faq" for entries that the assistant makes
    QStringList key = {};   // of its unique key
    QString title = {};     // first of the full-text columns
    QStringList texts = {}; // the others, the main one first
    QString fullText = {};  // the FTS5 table
    QString origin = {};    // repository, forum, list, provider
    QString type = {};      // issue or pr; class, function, …
    QString number = {};    // what "#2022" means
    QString status = {};
    QString language = {};
    QString time = {};         // when the item was made, ISO 8601 or a year
    QString lastActivity = {}; // where the table knows it
    QString url = {};
    QString syncedAt = {};
};

[[nodiscard]] const QList<ContentTable> &contentTables();            // in KNOWLEDGE_DB's order
[[nodiscard]] const ContentTable *contentTable(const QString &name); // null: none of them

} // namespace lockkeeper::inspect
