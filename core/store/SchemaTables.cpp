#include "store/SchemaTables.h"

using namespace Qt::StringLiterals;

namespace lockkeeper::store {

namespace {
// "repo TEXT NOT NULL" -> "repo"
QStringList columnNames(const QStringList &definitions)
{
    QStringList names = {u"id"_s};
    for (const QString &definition : definitions)
        names.append(definition.section(u' ', 0, 0));
    return names;
}

TableSpec table(const QString &name, const QStringList &columns, const QString &uniqueKey,
                const QStringList &fullText)
{
    return {.name = name,
            .columns = columns.join(u", "_s) + u", UNIQUE(%1)"_s.arg(uniqueKey),
            .required = columnNames(columns),
            .fullText = fullText};
}
} // namespace

// The order of those with a full-text index is in files: changeTableNumber().
const std::vector<TableSpec> &tableSpecs()
{
    static const std::vector<TableSpec> specs = {
        table(u"github_items"_s,
              {u"repo TEXT NOT NULL"_s, u"item_type TEXT NOT NULL"_s, u"number INTEGER NOT NULL"_s,
               u"title TEXT NOT NULL"_s, u"first_message TEXT"_s, u"status TEXT NOT NULL"_s,
               u"url TEXT NOT NULL"_s, u"created_at TEXT NOT NULL"_s, u"synced_at TEXT NOT NULL"_s},
              u"repo, item_type, number"_s, {u"title"_s, u"first_message"_s}),
        table(u"papers"_s,
              {u"source TEXT NOT NULL"_s, u"external_id TEXT NOT NULL"_s, u"title TEXT NOT NULL"_s,
               u"first_message TEXT"_s, u"status TEXT NOT NULL DEFAULT 'published'"_s, u"url TEXT NOT NULL"_s,
               u"created_at TEXT"_s, u"synced_at TEXT NOT NULL"_s},
              u"source, external_id"_s, {u"title"_s, u"first_message"_s}),
        table(u"docstrings"_s,
              {u"repo TEXT NOT NULL"_s, u"file_path TEXT NOT NULL"_s, u"language TEXT NOT NULL"_s,
               u"symbol_name TEXT NOT NULL"_s, u"symbol_type TEXT NOT NULL"_s, u"docstring TEXT NOT NULL"_s,
               u"line_number INTEGER"_s, u"branch TEXT NOT NULL DEFAULT 'main'"_s,
               u"synced_at TEXT NOT NULL"_s},
              u"repo, file_path, symbol_name"_s, {u"symbol_name"_s, u"docstring"_s}),
        table(u"discourse_topics"_s,
              {u"forum_url TEXT NOT NULL"_s, u"topic_id INTEGER NOT NULL"_s, u"title TEXT NOT NULL"_s,
               u"first_post TEXT"_s, u"accepted_answer TEXT"_s, u"category_name TEXT"_s, u"tags TEXT"_s,
               u"reply_count INTEGER DEFAULT 0"_s, u"like_count INTEGER DEFAULT 0"_s,
               u"views INTEGER DEFAULT 0"_s, u"url TEXT NOT NULL"_s, u"created_at TEXT NOT NULL"_s,
               u"last_posted_at TEXT"_s, u"synced_at TEXT NOT NULL"_s},
              u"forum_url, topic_id"_s, {u"title"_s, u"first_post"_s, u"accepted_answer"_s}),
        table(u"mailing_list_messages"_s,
              {u"list_name TEXT NOT NULL"_s, u"message_id TEXT NOT NULL"_s, u"thread_id TEXT"_s,
               u"subject TEXT NOT NULL"_s, u"author TEXT"_s, u"author_email TEXT"_s, u"date TEXT NOT NULL"_s,
               u"body TEXT"_s, u"in_reply_to TEXT"_s, u"url TEXT NOT NULL"_s, u"year INTEGER NOT NULL"_s,
               u"synced_at TEXT NOT NULL"_s},
              u"list_name, message_id"_s, {u"subject"_s, u"body"_s, u"author"_s}),
        table(u"faq_entries"_s,
              {u"list_name TEXT NOT NULL"_s, u"thread_id TEXT NOT NULL"_s, u"thread_url TEXT NOT NULL"_s,
               u"question TEXT NOT NULL"_s, u"answer TEXT NOT NULL"_s, u"tags TEXT"_s, u"category TEXT"_s,
               u"message_count INTEGER DEFAULT 1"_s, u"participant_count INTEGER DEFAULT 1"_s,
               u"first_message_date TEXT"_s, u"quality_score REAL"_s, u"summarized_at TEXT NOT NULL"_s,
               u"summary_model TEXT"_s},
              u"list_name, thread_id"_s, {u"question"_s, u"answer"_s, u"tags"_s}),
        table(u"bep_items"_s,
              {u"bep_number TEXT NOT NULL"_s, u"title TEXT NOT NULL"_s, u"status TEXT NOT NULL"_s,
               u"pull_request_url TEXT"_s, u"pull_request_number INTEGER"_s, u"html_preview_url TEXT"_s,
               u"google_doc_url TEXT"_s, u"leads TEXT"_s, u"content TEXT"_s, u"synced_at TEXT NOT NULL"_s},
              u"bep_number"_s, {u"title"_s, u"content"_s}),
        table(u"sync_metadata"_s,
              {u"source_type TEXT NOT NULL"_s, u"source_name TEXT NOT NULL"_s,
               u"last_sync_at TEXT NOT NULL"_s, u"items_synced INTEGER DEFAULT 0"_s},
              u"source_type, source_name"_s, {}),
        table(u"summarization_status"_s,
              {u"list_name TEXT NOT NULL"_s, u"thread_id TEXT NOT NULL"_s, u"status TEXT NOT NULL"_s,
               u"failure_reason TEXT"_s, u"token_count INTEGER"_s, u"cost_estimate REAL"_s,
               u"attempted_at TEXT"_s},
              u"list_name, thread_id"_s, {}),
    };
    return specs;
}

const std::vector<IndexSpec> &indexSpecs()
{
    static const std::vector<IndexSpec> specs = {
        {u"idx_github_items_number"_s, u"github_items(number)"_s},
        {u"idx_github_items_repo"_s, u"github_items(repo)"_s},
        {u"idx_github_items_status"_s, u"github_items(status)"_s},
        {u"idx_github_items_type"_s, u"github_items(item_type)"_s},
        {u"idx_papers_source"_s, u"papers(source)"_s},
        {u"idx_docstrings_repo"_s, u"docstrings(repo)"_s},
        {u"idx_docstrings_language"_s, u"docstrings(language)"_s},
        {u"idx_messages_list"_s, u"mailing_list_messages(list_name)"_s},
        {u"idx_messages_thread"_s, u"mailing_list_messages(thread_id)"_s},
        {u"idx_messages_year"_s, u"mailing_list_messages(year)"_s},
        {u"idx_messages_date"_s, u"mailing_list_messages(date)"_s},
        {u"idx_faq_list"_s, u"faq_entries(list_name)"_s},
        {u"idx_faq_category"_s, u"faq_entries(category)"_s},
        {u"idx_faq_quality"_s, u"faq_entries(quality_score)"_s},
        {u"idx_summarization_status"_s, u"summarization_status(list_name, status)"_s},
        {u"idx_bep_status"_s, u"bep_items(status)"_s},
        {u"idx_discourse_forum"_s, u"discourse_topics(forum_url)"_s},
        {u"idx_discourse_category"_s, u"discourse_topics(category_name)"_s},
        {u"idx_discourse_created"_s, u"discourse_topics(created_at)"_s},
    };
    return specs;
}

const QStringList &ownTables()
{
    static const QStringList statements = {
        u"CREATE TABLE IF NOT EXISTS lockkeeper_meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID"_s,
        u"CREATE TABLE IF NOT EXISTS lockkeeper_cursors(source_type TEXT NOT NULL, source_name TEXT NOT "
        u"NULL, "
        "cursor TEXT NOT NULL, moved_at TEXT NOT NULL, PRIMARY KEY(source_type, source_name)) WITHOUT ROWID"_s,
        u"CREATE TABLE IF NOT EXISTS lockkeeper_skipped(source_type TEXT NOT NULL, source_name TEXT NOT "
        u"NULL, "
        "item_key TEXT NOT NULL, reason TEXT NOT NULL, first_at TEXT NOT NULL, last_at TEXT NOT NULL, run "
        "TEXT NOT NULL, "
        "PRIMARY KEY(source_type, source_name, item_key)) WITHOUT ROWID"_s,
    };
    return statements;
}

const std::vector<OwnTable> &changeTables()
{
    static const std::vector<OwnTable> tables = {
        {u"lockkeeper_runs"_s,
         u"CREATE TABLE IF NOT EXISTS lockkeeper_runs(id INTEGER PRIMARY KEY, started_at TEXT NOT NULL UNIQUE)"_s},
        {u"lockkeeper_parts"_s,
         u"CREATE TABLE IF NOT EXISTS lockkeeper_parts(id INTEGER PRIMARY KEY, run INTEGER NOT NULL, "
         "source_type TEXT NOT NULL, source_name TEXT NOT NULL, added INTEGER NOT NULL, "
         "changed INTEGER NOT NULL, deleted INTEGER NOT NULL, bytes INTEGER NOT NULL, "
         "UNIQUE(run, source_type, source_name))"_s},
        {u"lockkeeper_changes"_s,
         u"CREATE TABLE IF NOT EXISTS lockkeeper_changes(id INTEGER PRIMARY KEY, "
         "table_number INTEGER NOT NULL, row_id INTEGER NOT NULL, kind INTEGER NOT NULL, old TEXT)"_s},
        // Of what is new there is nothing older to find.
        {u"lockkeeper_changes_of_row"_s,
         u"CREATE INDEX IF NOT EXISTS lockkeeper_changes_of_row ON lockkeeper_changes(table_number, row_id) "
         "WHERE kind <> 0"_s},
        {u"lockkeeper_written"_s,
         u"CREATE TABLE IF NOT EXISTS lockkeeper_written(table_number INTEGER NOT NULL, "
         "row_id INTEGER NOT NULL, first_run INTEGER, first_at_ms INTEGER, last_run INTEGER NOT NULL, "
         "last_at_ms INTEGER NOT NULL, PRIMARY KEY(table_number, row_id)) WITHOUT ROWID"_s},
    };
    return tables;
}

} // namespace lockkeeper::store
