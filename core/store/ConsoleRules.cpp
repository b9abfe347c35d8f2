#include "store/ConsoleRules.h"

#include <QCoreApplication>
#include <QHash>
#include <QSet>

#include <sqlite3.h>

#include <utility>

using namespace Qt::StringLiterals;

namespace lockkeeper::store {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::store)
};

// Those that tell something of what they are given: a table, an index, how many faults to look for.
const QSet<QString> &tellingPragmas()
{
    static const QSet<QString> names{u"table_info"_s,       u"table_xinfo"_s,     u"table_list"_s,
                                     u"index_list"_s,       u"index_info"_s,      u"index_xinfo"_s,
                                     u"quick_check"_s,      u"integrity_check"_s, u"foreign_key_list"_s,
                                     u"foreign_key_check"_s};
    return names;
}

// Those that tell something as long as they are given nothing.
const QSet<QString> &bareTellingPragmas()
{
    static const QSet<QString> names{u"application_id"_s,  u"auto_vacuum"_s,    u"collation_list"_s,
                                     u"compile_options"_s, u"data_version"_s,   u"database_list"_s,
                                     u"encoding"_s,        u"freelist_count"_s, u"function_list"_s,
                                     u"journal_mode"_s,    u"module_list"_s,    u"page_count"_s,
                                     u"page_size"_s,       u"pragma_list"_s,    u"query_only"_s,
                                     u"schema_version"_s,  u"trusted_schema"_s, u"user_version"_s};
    return names;
}

// They reach files, memory or settings. None of them could do it here, where extensions are switched off and
// the file is open for reading.
const QSet<QString> &reachingFunctions()
{
    static const QSet<QString> names{u"edit"_s,           u"fts3_tokenizer"_s, u"fsdir"_s,
                                     u"load_extension"_s, u"lsdir"_s,          u"optimize"_s,
                                     u"readfile"_s,       u"sqlite_log"_s,     u"writefile"_s};
    return names;
}

QString statementName(int action)
{
    static const QHash<int, QString> names{
        {SQLITE_ALTER_TABLE, u"ALTER TABLE"_s},
        {SQLITE_ANALYZE, u"ANALYZE"_s},
        {SQLITE_ATTACH, u"ATTACH"_s},
        {SQLITE_CREATE_INDEX, u"CREATE INDEX"_s},
        {SQLITE_CREATE_TABLE, u"CREATE TABLE"_s},
        {SQLITE_CREATE_TEMP_INDEX, u"CREATE TEMP INDEX"_s},
        {SQLITE_CREATE_TEMP_TABLE, u"CREATE TEMP TABLE"_s},
        {SQLITE_CREATE_TEMP_TRIGGER, u"CREATE TEMP TRIGGER"_s},
        {SQLITE_CREATE_TEMP_VIEW, u"CREATE TEMP VIEW"_s},
        {SQLITE_CREATE_TRIGGER, u"CREATE TRIGGER"_s},
        {SQLITE_CREATE_VIEW, u"CREATE VIEW"_s},
        {SQLITE_CREATE_VTABLE, u"CREATE VIRTUAL TABLE"_s},
        {SQLITE_DELETE, u"DELETE"_s},
        {SQLITE_DETACH, u"DETACH"_s},
        {SQLITE_DROP_INDEX, u"DROP INDEX"_s},
        {SQLITE_DROP_TABLE, u"DROP TABLE"_s},
        {SQLITE_DROP_TRIGGER, u"DROP TRIGGER"_s},
        {SQLITE_DROP_VIEW, u"DROP VIEW"_s},
        {SQLITE_DROP_VTABLE, u"DROP TABLE"_s},
        {SQLITE_INSERT, u"INSERT"_s},
        {SQLITE_REINDEX, u"REINDEX"_s},
        {SQLITE_UPDATE, u"UPDATE"_s},
    };
    return names.value(action);
}

void limit(sqlite3 *database)
{
    const std::pair<int, int> limits[] = {
        {SQLITE_LIMIT_ATTACHED, 0},
        {SQLITE_LIMIT_WORKER_THREADS, 0},
        {SQLITE_LIMIT_TRIGGER_DEPTH, 1},
        {SQLITE_LIMIT_SQL_LENGTH, longestStatement},
        {SQLITE_LIMIT_VDBE_OP, 100'000},
        {SQLITE_LIMIT_COMPOUND_SELECT, 100},
        {SQLITE_LIMIT_EXPR_DEPTH, 300},
        // Nothing interrupts a comparison with a pattern, which takes the longer the more it has of %.
        {SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 500},
    };
    for (const auto &[which, value] : limits)
        (void)sqlite3_limit(database, which, value);
}
} // namespace

void ConsoleRules::guard(sqlite3 *database)
{
    const std::pair<int, int> switches[] = {
        {SQLITE_DBCONFIG_DEFENSIVE, 1},
        {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
        {SQLITE_DBCONFIG_WRITABLE_SCHEMA, 0},
        {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
        {SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0},
        {SQLITE_DBCONFIG_ENABLE_TRIGGER, 0},
    };
    for (const auto &[which, value] : switches)
        (void)sqlite3_db_config(database, which, value, nullptr);
    (void)sqlite3_exec(database, "PRAGMA query_only=ON", nullptr, nullptr, nullptr);
    limit(database);
    (void)sqlite3_set_authorizer(database, &ConsoleRules::judge, this); // last: it would refuse the pragma
}

void ConsoleRules::begin()
{
    m_refusal.clear();
    m_asksJournalMode = false;
    m_readsByAnotherName = false;
}

int ConsoleRules::judge(void *self, int action, const char *first, const char *second, const char *,
                        const char *through)
{
    auto *const rules = static_cast<ConsoleRules *>(self);
    rules->m_readsByAnotherName = rules->m_readsByAnotherName || through != nullptr;
    // A table that a module lends (json_each, pragma_…) is declared by a CREATE TABLE that SQLite compiles
    // and never runs, this assignment included. Ignored, it would leave the column as it is even if it ran,
    // and a statement that has such a one of its own is none that only reads.
    if (action == SQLITE_UPDATE && qstrcmp(first, "sqlite_master") == 0)
        return SQLITE_IGNORE;
    // A function's name is the second, the other names are the first.
    const char *const name = action == SQLITE_FUNCTION ? second : first;
    return rules->allows(action, QString::fromUtf8(name), second) ? SQLITE_OK : SQLITE_DENY;
}

bool ConsoleRules::allows(int action, const QString &first, const char *second)
{
    switch (action) {
    case SQLITE_SELECT:
    case SQLITE_READ:
    case SQLITE_RECURSIVE:
        return true;
    case SQLITE_FUNCTION:
        if (!reachingFunctions().contains(first.toLower()))
            return true;
        return refuse(Tr::tr("The function %1() is refused: it reaches beyond the database.").arg(first));
    case SQLITE_PRAGMA:
        return allowsPragma(first.toLower(), second);
    case SQLITE_TRANSACTION:
    case SQLITE_SAVEPOINT:
        return refuse(Tr::tr("Transactions are refused: one that stays open keeps the file from being tidied "
                             "by those who write."));
    default:
        break;
    }
    if (action == SQLITE_ATTACH || action == SQLITE_DETACH)
        return refuse(Tr::tr("%1 is refused: a statement sees the chosen community's database and no other.")
                          .arg(statementName(action)));
    const QString name = statementName(action);
    return refuse(name.isEmpty() ? Tr::tr("The statement is refused: here a database is only read.")
                                 : Tr::tr("%1 is refused: here a database is only read.").arg(name));
}

bool ConsoleRules::allowsPragma(const QString &name, const char *argument)
{
    if (tellingPragmas().contains(name))
        return true;
    if (!bareTellingPragmas().contains(name))
        return refuse(
            Tr::tr("PRAGMA %1 is refused: only those that tell something and change nothing may be asked.")
                .arg(name));
    if (argument != nullptr)
        return refuse(Tr::tr("PRAGMA %1 is refused with a value: here nothing is set.").arg(name));
    m_asksJournalMode = m_asksJournalMode || name == "journal_mode"_L1;
    return true;
}

bool ConsoleRules::refuse(const QString &why)
{
    if (m_refusal.isEmpty()) // what follows from it is of no interest
        m_refusal = why;
    return false;
}

} // namespace lockkeeper::store
