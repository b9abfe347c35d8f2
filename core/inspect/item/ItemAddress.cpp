#include "inspect/item/ItemAddress.h"

#include <QLatin1StringView>
#include <QRegularExpression>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace lockkeeper::inspect {

namespace {

QRegularExpressionMatch addressMatch(const QString &pattern, const QString &address)
{
    return QRegularExpression(pattern, QRegularExpression::CaseInsensitiveOption).match(address);
}

// At other hosts, of GitHub Enterprise for instance, addresses are made alike, but so are GitLab's: there the
// stored one must be of that host.
SearchStatement githubAt(const TableInFile &in, const QString &address)
{
    const QRegularExpressionMatch found = addressMatch(
        u"^(https?://(?:www\\.)?([^/]+)/)([^/]+/[^/]+)/(?:issues|pull)/(\\d{1,18})(?:[/?#].*)?$"_s, address);
    if (!found.hasMatch())
        return {};
    SearchStatement at{
        .sql = u"SELECT id FROM %1 WHERE number = ? AND repo = ? COLLATE NOCASE"_s.arg(in.table->name),
        .values = {found.captured(4).toLongLong(), found.captured(3)}};
    if (found.captured(2).compare("github.com"_L1, Qt::CaseInsensitive) != 0) {
        at.sql += " AND substr(url, 1, length(?)) = ? COLLATE NOCASE"_L1;
        at.values += {found.captured(1), found.captured(1)};
    }
    return at;
}

// Nothing in an address tells where a branch's name ends and the path begins: both may have slashes. A name
// without is what it is as a rule, or it is a tag or a commit, which no row knows; any other has to be the
// row's.
SearchStatement docstringsAt(const TableInFile &in, const QString &address)
{
    const QRegularExpressionMatch found =
        addressMatch(u"^https?://[^/]+/([^/]+/[^/]+)/blob/([^?#]+)(?:[?#].*)?$"_s, address);
    const QString rest = QUrl::fromPercentEncoding(found.captured(2).toUtf8());
    const qsizetype first = rest.indexOf(u'/');
    if (!found.hasMatch() || first < 0)
        return {};
    QVariantList values{found.captured(1), rest.sliced(first + 1)};
    if (!in.has(u"branch"_s))
        return {.sql = u"SELECT id FROM %1 WHERE repo = ? AND file_path = ?"_s.arg(in.table->name),
                .values = values};
    QString marks = u"?2"_s;
    for (qsizetype at = rest.indexOf(u'/', first + 1); at >= 0; at = rest.indexOf(u'/', at + 1)) {
        values += rest.sliced(at + 1);
        marks += u", ?%1"_s.arg(values.size());
    }
    values += rest;
    return {.sql = u"SELECT id FROM %1 WHERE repo = ?1 AND file_path IN (%2) AND (file_path = ?2 OR branch "
                   "|| '/' || file_path = ?%3)"_s.arg(in.table->name, marks)
                       .arg(values.size()),
            .values = values};
}

SearchStatement topicsAt(const TableInFile &in, const QString &address)
{
    const QRegularExpressionMatch found =
        addressMatch(u"^(https?://.+)/t/(?:[^/]+/)?(\\d{1,18})(?:[/?#].*)?$"_s, address);
    if (!found.hasMatch())
        return {};
    return {.sql = u"SELECT id FROM %1 WHERE forum_url = ? AND topic_id = ?"_s.arg(in.table->name),
            .values = {found.captured(1), found.captured(2).toLongLong()}};
}

SearchStatement papersAt(const TableInFile &in, const QString &address)
{
    struct Form
    {
        QString provider;
        QString pattern;
    };
    static const QList<Form> forms{
        {u"pubmed"_s,
         u"^https?://(?:pubmed\\.ncbi\\.nlm\\.nih\\.gov|www\\.ncbi\\.nlm\\.nih\\.gov/pubmed)/(\\d+)"_s},
        {u"openalex"_s, u"^https?://(?:api\\.)?openalex\\.org/(?:works/)?(W\\d+)"_s},
        {u"semanticscholar"_s, u"^https?://www\\.semanticscholar\\.org/paper/(?:[^/]+/)?([0-9a-f]{40})"_s}};
    for (const Form &form : forms) {
        if (const QRegularExpressionMatch found = addressMatch(form.pattern, address); found.hasMatch())
            return {.sql = u"SELECT id FROM %1 WHERE source = ? AND external_id = ?"_s.arg(in.table->name),
                    .values = {form.provider, found.captured(1)}};
    }
    return {};
}

struct OriginSql
{
    QString sql;
    QVariantList values;
};

// "mne-python" is meant by "mne-tools/mne-python" and by its last part.
OriginSql originsMeant(const ContentTable &table, const QString &origin)
{
    if (origin.isEmpty())
        return {.sql = everyOrigin(table), .values = {}};
    const QString ending = u'/' + origin;
    return {.sql = u"(SELECT v FROM %1 WHERE v = ? COLLATE NOCASE OR substr(v, -length(?)) = ? COLLATE "
                   "NOCASE)"_s.arg(everyOrigin(table)),
            .values = {origin, ending, ending}};
}

// The archive's pages are named after the key.
SearchStatement mailsAt(const TableInFile &in, const QString &address)
{
    const QRegularExpressionMatch found = addressMatch(u"/([^/]+)\\.html$"_s, address);
    if (!found.hasMatch())
        return {};
    return {.sql = u"SELECT id FROM %1 WHERE list_name IN %2 AND message_id = ? AND url = ?"_s.arg(
                in.table->name, everyOrigin(*in.table)),
            .values = {found.captured(1), address}};
}

SearchStatement bepsAt(const TableInFile &in, const QString &address)
{
    const QRegularExpressionMatch found =
        addressMatch(u"^https?://[^/]*bids[^/]*/(?:.*/)?bep[-_]?0*(\\d{1,18})"_s, address);
    return {.sql = u"SELECT id FROM %1 WHERE bep_number = ? OR ? IN (pull_request_url, html_preview_url, "
                   "google_doc_url)"_s.arg(in.table->name),
            .values = {found.captured(1).rightJustified(3, u'0'), address}};
}

} // namespace

QString everyOrigin(const ContentTable &table)
{
    return u"(WITH RECURSIVE o(v) AS (SELECT min(%1) FROM %2 UNION ALL SELECT (SELECT min(%1) FROM %2 WHERE "
           "%1 > v) FROM o WHERE v IS NOT NULL) SELECT v FROM o WHERE v IS NOT NULL)"_s.arg(table.origin,
                                                                                            table.name);
}

SearchStatement rowsOfNumber(const TableInFile &in, const ItemNumber &number)
{
    const ContentTable &table = *in.table;
    using Kind = ItemNumber::Kind;
    const Kind kind = number.kind;
    if (table.name == "github_items"_L1 && kind != Kind::Bep && kind != Kind::Topic) {
        // The second is what an old file without an index on the number goes by; the first is enough for
        // SQLite.
        const OriginSql origins = originsMeant(table, number.origin);
        return {.sql = u"SELECT id FROM %1 WHERE repo IN %2 AND item_type IN ('issue', 'pr') AND number = ?"_s
                           .arg(table.name, origins.sql),
                .values = origins.values + QVariantList{number.number}};
    }
    if (table.name == "discourse_topics"_L1 && (kind == Kind::Any || kind == Kind::Topic)) {
        const OriginSql origins = originsMeant(table, number.origin);
        return {
            .sql = u"SELECT id FROM %1 WHERE forum_url IN %2 AND topic_id = ?"_s.arg(table.name, origins.sql),
            .values = origins.values + QVariantList{number.number}};
    }
    // What is of a repository is no proposal.
    if (table.name == "bep_items"_L1 && number.origin.isEmpty() && (kind == Kind::Any || kind == Kind::Bep)) {
        return {.sql = u"SELECT id FROM %1 WHERE bep_number = ?"_s.arg(table.name),
                .values = {QString::number(number.number).rightJustified(3, u'0')}};
    }
    return {};
}

SearchStatement rowsOfAddress(const TableInFile &in, const QString &address)
{
    const QString &name = in.table->name;
    if (name == "github_items"_L1)
        return githubAt(in, address);
    if (name == "docstrings"_L1)
        return docstringsAt(in, address);
    if (name == "discourse_topics"_L1)
        return topicsAt(in, address);
    if (name == "mailing_list_messages"_L1)
        return mailsAt(in, address);
    if (name == "bep_items"_L1)
        return bepsAt(in, address);
    if (name == "papers"_L1) {
        if (const SearchStatement byKey = papersAt(in, address); !byKey.sql.isEmpty())
            return byKey;
    }
    return {.sql = u"SELECT id FROM %1 WHERE %2 = ? COLLATE NOCASE"_s.arg(name, in.table->url),
            .values = {address}};
}

} // namespace lockkeeper::inspect
