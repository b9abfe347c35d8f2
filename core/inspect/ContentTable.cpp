#include "inspect/ContentTable.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::inspect {

const QList<ContentTable> &contentTables()
{
    static const QList<ContentTable> tables{
        {.name = u"github_items"_s,
         .source = u"github"_s,
         .key = {u"repo"_s, u"item_type"_s, u"number"_s},
         .title = u"title"_s,
         .texts = {u"first_message"_s},
         .fullText = u"github_items_fts"_s,
         .origin = u"repo"_s,
         .type = u"item_type"_s,
         .number = u"number"_s,
         .status = u"status"_s,
         .time = u"created_at"_s,
         .url = u"url"_s,
         .syncedAt = u"synced_at"_s},
        {.name = u"papers"_s,
         .source = u"papers"_s,
         .key = {u"source"_s, u"external_id"_s},
         .title = u"title"_s,
         .texts = {u"first_message"_s},
         .fullText = u"papers_fts"_s,
         .origin = u"source"_s,
         .status = u"status"_s,
         .time = u"created_at"_s,
         .url = u"url"_s,
         .syncedAt = u"synced_at"_s},
        {.name = u"docstrings"_s,
         .source = u"docstrings"_s,
         .key = {u"repo"_s, u"file_path"_s, u"symbol_name"_s},
         .title = u"symbol_name"_s,
         .texts = {u"docstring"_s},
         .fullText = u"docstrings_fts"_s,
         .origin = u"repo"_s,
         .type = u"symbol_type"_s,
         .language = u"language"_s,
         .syncedAt = u"synced_at"_s},
        {.name = u"discourse_topics"_s,
         .source = u"discourse"_s,
         .key = {u"forum_url"_s, u"topic_id"_s},
         .title = u"title"_s,
         .texts = {u"first_post"_s, u"accepted_answer"_s},
         .fullText = u"discourse_topics_fts"_s,
         .origin = u"forum_url"_s,
         .type = u"category_name"_s,
         .number = u"topic_id"_s,
         .time = u"created_at"_s,
         .lastActivity = u"last_posted_at"_s,
         .url = u"url"_s,
         .syncedAt = u"synced_at"_s},
        {.name = u"mailing_list_messages"_s,
         .source = u"mailman"_s,
         .key = {u"list_name"_s, u"message_id"_s},
         .title = u"subject"_s,
         .texts = {u"body"_s, u"author"_s},
         .fullText = u"mailing_list_messages_fts"_s,
         .origin = u"list_name"_s,
         .time = u"date"_s,
         .url = u"url"_s,
         .syncedAt = u"synced_at"_s},
        {.name = u"faq_entries"_s,
         .source = u"faq"_s,
         .key = {u"list_name"_s, u"thread_id"_s},
         .title = u"question"_s,
         .texts = {u"answer"_s, u"tags"_s},
         .fullText = u"faq_entries_fts"_s,
         .origin = u"list_name"_s,
         .type = u"category"_s,
         .time = u"first_message_date"_s,
         .url = u"thread_url"_s,
         .syncedAt = u"summarized_at"_s},
        {.name = u"bep_items"_s,
         .source = u"beps"_s,
         .key = {u"bep_number"_s},
         .title = u"title"_s,
         .texts = {u"content"_s},
         .fullText = u"bep_items_fts"_s,
         .number = u"bep_number"_s,
         .status = u"status"_s,
         .url = u"html_preview_url"_s,
         .syncedAt = u"synced_at"_s},
    };
    return tables;
}

const ContentTable *contentTable(const QString &name)
{
    const QList<ContentTable> &all = contentTables();
    const auto found =
        std::find_if(all.cbegin(), all.cend(), [&name](const ContentTable &one) { return one.name == name; });
    return found == all.cend() ? nullptr : &*found;
}

} // namespace lockkeeper::inspect
