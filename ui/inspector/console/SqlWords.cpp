#include "ui/inspector/console/SqlWords.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::SqlWords)
};

bool isOfAWord(QChar sign)
{
    return sign.isLetterOrNumber() || sign == u'_';
}

qsizetype endOfWord(const QString &line, qsizetype from)
{
    while (from < line.size() && (isOfAWord(line.at(from)) || line.at(from) == u'$'))
        ++from;
    return from;
}
} // namespace

SqlLine sqlLine(const QString &line, SqlOpen before)
{
    SqlLine result;
    const auto add = [&result](qsizetype begin, qsizetype end, SqlPart part) {
        result.spans.append({.begin = int(begin), .length = int(end - begin), .part = part});
        return end;
    };
    // To the end of what is open, or of the line.
    const auto until = [&](const QString &mark, qsizetype begin, qsizetype from, SqlPart part, SqlOpen open) {
        const qsizetype end = line.indexOf(mark, from);
        if (end < 0)
            result.open = open;
        return add(begin, end < 0 ? line.size() : end + mark.size(), part);
    };
    qsizetype at = 0;
    if (before == SqlOpen::Comment)
        at = until(u"*/"_s, 0, 0, SqlPart::Comment, SqlOpen::Comment);
    else if (before == SqlOpen::Text)
        at = until(u"'"_s, 0, 0, SqlPart::Text, SqlOpen::Text);
    while (at < line.size()) {
        const QChar sign = line.at(at);
        const QChar next = at + 1 < line.size() ? line.at(at + 1) : QChar();
        if (sign == u'-' && next == u'-') {
            at = add(at, line.size(), SqlPart::Comment);
        } else if (sign == u'/' && next == u'*') {
            at = until(u"*/"_s, at, at + 2, SqlPart::Comment, SqlOpen::Comment);
        } else if (sign == u'\'') {
            at = until(u"'"_s, at, at + 1, SqlPart::Text, SqlOpen::Text);
        } else if (sign == u'"') { // a name, which is nothing special
            const qsizetype end = line.indexOf(u'"', at + 1);
            at = end < 0 ? line.size() : end + 1;
        } else if (sign.isDigit()) {
            qsizetype end = at;
            while (end < line.size() && (isOfAWord(line.at(end)) || line.at(end) == u'.'))
                ++end;
            at = add(at, end, SqlPart::Number);
        } else if (isOfAWord(sign)) {
            const qsizetype end = endOfWord(line, at);
            const QString word = line.mid(at, end - at).toUpper();
            if (std::ranges::binary_search(sqlKeywords(), word))
                (void)add(at, end, SqlPart::Keyword);
            at = end;
        } else {
            ++at;
        }
    }
    return result;
}

const QStringList &sqlKeywords()
{
    static const QStringList keywords = u"ALL AND AS ASC BETWEEN BY CASE CAST COLLATE CROSS CURRENT_DATE "
                                        u"CURRENT_TIME CURRENT_TIMESTAMP DESC DISTINCT "
                                        "ELSE END ESCAPE EXCEPT EXISTS EXPLAIN FILTER FIRST FOLLOWING FROM "
                                        "FULL GLOB GROUP HAVING IN INDEXED INNER "
                                        "INTERSECT IS ISNULL JOIN LAST LEFT LIKE LIMIT MATCH MATERIALIZED "
                                        "NATURAL NOT NOTNULL NULL NULLS OFFSET ON OR "
                                        "ORDER OUTER OVER PARTITION PLAN PRAGMA PRECEDING QUERY RANGE "
                                        "RECURSIVE REGEXP RIGHT ROW ROWS SELECT THEN "
                                        "UNBOUNDED UNION USING VALUES WHEN WHERE WINDOW WITH"_s.split(u' ');
    return keywords;
}

QString sqlName(const QString &name)
{
    const bool plain = !name.isEmpty() && !name.at(0).isDigit() && std::ranges::all_of(name, isOfAWord) &&
                       !std::ranges::binary_search(sqlKeywords(), name.toUpper());
    return plain ? name : u'"' + QString(name).replace(u'"', u"\"\""_s) + u'"';
}

QList<ExampleQuery> exampleQueries()
{
    return {
        {Tr::tr("Items of each repository"),
         u"SELECT repo, item_type, status, count(*) AS items, max(created_at) AS newest\n"
         "FROM github_items\nGROUP BY repo, item_type, status\nORDER BY items DESC;"_s},
        {Tr::tr("Issues and pull requests by month"),
         u"SELECT substr(created_at, 1, 7) AS month, count(*) AS items,\n"
         "       count(*) FILTER (WHERE item_type = 'pr') AS pull_requests\n"
         "FROM github_items\nGROUP BY month\nORDER BY month DESC;"_s},
        {Tr::tr("Topics of a forum by month"),
         u"SELECT substr(created_at, 1, 7) AS month, count(*) AS topics, sum(reply_count) AS replies,\n"
         "       count(accepted_answer) AS answered\n"
         "FROM discourse_topics\nGROUP BY month\nORDER BY month DESC;"_s},
        {Tr::tr("The longest texts"), u"SELECT length(first_message) AS characters, repo, number, title\n"
                                      "FROM github_items\nORDER BY characters DESC\nLIMIT 50;"_s},
        {Tr::tr("Papers that several providers have"),
         u"SELECT lower(title) AS paper, count(*) AS times, group_concat(DISTINCT source) AS providers\n"
         "FROM papers\nGROUP BY paper\nHAVING times > 1\nORDER BY times DESC;"_s},
        {Tr::tr("Items without a text"),
         u"SELECT repo, number, title, url\nFROM github_items\n"
         "WHERE first_message IS NULL OR first_message = ''\nORDER BY created_at DESC;"_s},
        {Tr::tr("A full-text search with its rank"),
         u"SELECT bm25(github_items_fts, 4.0, 1.0) AS points, repo, number, github_items.title,\n"
         "       snippet(github_items_fts, 1, '[', ']', '…', 12) AS found\n"
         "FROM github_items_fts JOIN github_items ON github_items.id = github_items_fts.rowid\n"
         "WHERE github_items_fts MATCH 'filter'\nORDER BY points\nLIMIT 50;"_s},
        {Tr::tr("Functions and classes of each repository"),
         u"SELECT repo, language, symbol_type, count(*) AS symbols\n"
         "FROM docstrings\nGROUP BY repo, language, symbol_type\nORDER BY symbols DESC;"_s},
        {Tr::tr("Who writes to the mailing lists"),
         u"SELECT list_name, author, count(*) AS messages, min(date) AS first, max(date) AS last\n"
         "FROM mailing_list_messages\nGROUP BY list_name, author\nORDER BY messages DESC\nLIMIT 50;"_s},
        {Tr::tr("What was synced when"), u"SELECT source_type, source_name, last_sync_at, items_synced\n"
                                         "FROM sync_metadata\nORDER BY last_sync_at DESC;"_s},
        {Tr::tr("The room that tables and indexes take"),
         u"SELECT name, sum(pgsize) / 1024 AS kibibytes, count(*) AS pages\n"
         "FROM dbstat\nGROUP BY name\nORDER BY kibibytes DESC;"_s},
    };
}

} // namespace lockkeeper::ui
