#include "store/RowTables.h"

using namespace Qt::StringLiterals;

namespace lockkeeper::store {

const TableShape &shapeOf(Table table)
{
    static const TableShape githubItems{
        u"github_items"_s,
        {u"repo"_s, u"item_type"_s, u"number"_s},
        {u"title"_s, u"first_message"_s, u"status"_s, u"url"_s, u"created_at"_s}};
    static const TableShape papers{u"papers"_s,
                                   {u"source"_s, u"external_id"_s},
                                   {u"title"_s, u"first_message"_s, u"url"_s, u"created_at"_s}};
    static const TableShape docstrings{
        u"docstrings"_s,
        {u"repo"_s, u"file_path"_s, u"symbol_name"_s},
        {u"language"_s, u"symbol_type"_s, u"docstring"_s, u"line_number"_s, u"branch"_s}};
    static const TableShape topics{u"discourse_topics"_s,
                                   {u"forum_url"_s, u"topic_id"_s},
                                   {u"title"_s, u"first_post"_s, u"accepted_answer"_s, u"category_name"_s,
                                    u"tags"_s, u"reply_count"_s, u"like_count"_s, u"views"_s, u"url"_s,
                                    u"created_at"_s, u"last_posted_at"_s}};
    static const TableShape messages{u"mailing_list_messages"_s,
                                     {u"list_name"_s, u"message_id"_s},
                                     {u"thread_id"_s, u"subject"_s, u"author"_s, u"author_email"_s, u"date"_s,
                                      u"body"_s, u"in_reply_to"_s, u"url"_s, u"year"_s}};
    static const TableShape beps{u"bep_items"_s,
                                 {u"bep_number"_s},
                                 {u"title"_s, u"status"_s, u"pull_request_url"_s, u"pull_request_number"_s,
                                  u"html_preview_url"_s, u"google_doc_url"_s, u"leads"_s, u"content"_s}};
    switch (table) {
    case Table::GithubItems:
        return githubItems;
    case Table::Papers:
        return papers;
    case Table::Docstrings:
        return docstrings;
    case Table::DiscourseTopics:
        return topics;
    case Table::MailingListMessages:
        return messages;
    case Table::BepItems:
        return beps;
    }
    return githubItems;
}

} // namespace lockkeeper::store
