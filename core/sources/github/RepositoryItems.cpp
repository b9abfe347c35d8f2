// What a repository's sync asks about by number: rows the listing does not name, and items that could not be
// read.
#include "sources/JsonAnswer.h"
#include "sources/github/RepositorySync.h"
#include "store/StoredKeys.h"

#include <QRegularExpression>

#include <algorithm>
#include <optional>
#include <utility>

using namespace Qt::StringLiterals;

namespace lockkeeper::sources::github {

namespace {
// The page that a skipped item's key names; nothing for a key of another form.
std::optional<IssueWalk::Query> pageOf(const QString &key)
{
    static const QRegularExpression form(u"\\Asince (\\S+) page ([1-9]\\d{0,5})(?: item \\d+)?\\z"_s);
    const QRegularExpressionMatch match = form.match(key);
    if (!match.hasMatch())
        return {};
    const QDateTime since = QDateTime::fromString(match.captured(1), Qt::ISODate);
    return IssueWalk::Query{.since = since, .page = match.captured(2).toInt(), .etag = {}};
}
} // namespace

Result<void> RepositorySync::reconcile()
{
    const Result<std::vector<QVariantList>> keys =
        store::readStored(m_context.database, store::Table::GithubItems, m_repository,
                          {u"number"_s, u"item_type"_s}, m_context.stop);
    if (!keys)
        return keys.error();
    for (const QVariantList &key : *keys) {
        if (m_seen.contains(key.at(0).toLongLong()))
            continue;
        if (Result<void> asked = askAbout(key.at(0).toLongLong(), key.at(1).toString()); !asked)
            return asked;
    }
    return {};
}

Result<void> RepositorySync::retrySkipped()
{
    QSet<QString> places;
    store::Batch settled;
    settled.remote = m_remote;
    for (const QString &key : std::as_const(m_skippedBefore)) {
        bool isNumber = false;
        const qint64 number = key.toLongLong(&isNumber);
        if (isNumber) {
            if (Result<void> asked = askAbout(number, {}); !asked)
                return asked;
        } else if (m_context.full || !pageOf(key)) { // every page was read just now
            settled.readAtLast.append(key);
        } else {
            places.insert(key.section(" item "_L1, 0, 0));
        }
    }
    for (const QString &place : std::as_const(places)) {
        if (Result<void> read = retryPage(place); !read)
            return read;
    }
    if (settled.readAtLast.isEmpty())
        return {};
    const Result<store::CommitCounts> committed = m_context.commit(std::move(settled));
    if (!committed)
        return committed.error();
    return {};
}

Result<void> RepositorySync::retryPage(const QString &place)
{
    const Result<http::Response> response = m_context.fetch(request(listingUrl(*pageOf(place))));
    if (!response)
        return response.error();
    const Result<IssuePage> page = readAnswer(*response, place);
    if (!page)
        return page.error();
    store::Batch batch;
    batch.remote = m_remote;
    for (const ListedItem &item : page->items)
        batch.githubItems.push_back(item.row);
    batch.skipped = page->malformed;
    for (const QString &key : std::as_const(m_skippedBefore)) {
        const bool isStill = std::any_of(page->malformed.cbegin(), page->malformed.cend(),
                                         [&](const store::SkippedItem &item) { return item.key == key; });
        if (key.startsWith(place + u' ') && !isStill)
            batch.readAtLast.append(key);
    }
    const Result<store::CommitCounts> committed = m_context.commit(std::move(batch));
    if (!committed)
        return committed.error();
    return {};
}

Result<void> RepositorySync::askAbout(qint64 number, const QString &itemType)
{
    QUrl url = m_base;
    url.setPath(url.path() + "/issues/"_L1 + QString::number(number));
    const Result<http::Response> response = m_context.fetch(request(url));
    store::Batch batch;
    batch.remote = m_remote;
    if (response) {
        const Result<QJsonObject> object = jsonObject(*response);
        if (!object)
            return object.error();
        QString reason;
        const std::optional<ListedItem> item = readItem(*object, m_repository, reason);
        if (!item) {
            batch.skipped.push_back({.key = QString::number(number), .reason = reason});
        } else if (item->row.number == number && !isElsewhere(*item)) {
            batch.githubItems.push_back(item->row);
            batch.readAtLast.append(QString::number(number));
        } else {
            // A transferred issue answers from its new repository: it is no longer one of ours to be read,
            // but nobody said it is gone.
            batch.readAtLast.append(QString::number(number));
        }
    } else if (response.error().status == 404 || response.error().status == 410) {
        batch.readAtLast.append(QString::number(number));
        if (!itemType.isEmpty())
            batch.deletions.push_back(
                {.table = store::Table::GithubItems, .values = {m_repository, itemType, number}});
    } else {
        return response.error();
    }
    const Result<store::CommitCounts> committed = m_context.commit(std::move(batch));
    if (!committed)
        return committed.error();
    return {};
}

bool RepositorySync::isElsewhere(const ListedItem &item) const
{
    return !m_webName.isEmpty() && repositoryOf(item.row.url).compare(m_webName, Qt::CaseInsensitive) != 0;
}

} // namespace lockkeeper::sources::github
