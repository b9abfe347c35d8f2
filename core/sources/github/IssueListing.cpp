#include "sources/github/IssueListing.h"

#include "base/Text.h"
#include "base/Time.h"

#include <QCoreApplication>
#include <QJsonObject>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace lockkeeper::sources::github {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::sources::github)
};

constexpr qsizetype bodyLimit = 5000;  // characters; KNOWLEDGE_DB, "Size limits on text"
constexpr qsizetype titleLimit = 1024; // GitHub allows 256
constexpr qsizetype addressLimit = 2048;
constexpr qsizetype fewItems = 5; // may be odd, all of them

bool isWebUrl(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    return text.size() <= addressLimit && url.isValid() && !url.host().isEmpty() &&
           (url.scheme() == "https"_L1 || url.scheme() == "http"_L1);
}

// Its number, by which it can be asked for again; where it has none, the page and its place there.
QString skippedKey(const QJsonValue &value, const QString &page, qsizetype index)
{
    const qint64 number = value.toObject().value("number"_L1).toInteger();
    return number > 0 ? QString::number(number) : u"%1 item %2"_s.arg(page).arg(index + 1).trimmed();
}
} // namespace

std::optional<ListedItem> readItem(const QJsonValue &value, const QString &repo, QString &reason)
{
    if (!value.isObject()) {
        reason = Tr::tr("it is not an object");
        return {};
    }
    const QJsonObject object = value.toObject();
    const QJsonValue body = object.value("body"_L1);
    ListedItem item;
    store::GithubItem &row = item.row;
    row.repo = repo;
    row.itemType = object.contains("pull_request"_L1) ? u"pr"_s : u"issue"_s;
    row.number = object.value("number"_L1).toInteger();
    row.title = cutTo(cleaned(object.value("title"_L1).toString()), titleLimit);
    if (body.isString())
        row.firstMessage = cutTo(cleaned(body.toString()), bodyLimit);
    row.status = object.value("state"_L1).toString();
    row.url = cleaned(object.value("html_url"_L1).toString());
    row.createdAt = object.value("created_at"_L1).toString();
    item.updatedAt = fromIso(object.value("updated_at"_L1).toString());

    if (row.number <= 0)
        reason = Tr::tr("it has no number");
    else if (!object.value("title"_L1).isString())
        reason = Tr::tr("#%1 has no title").arg(row.number);
    else if (!body.isString() && !body.isNull() && !body.isUndefined())
        reason = Tr::tr("the body of #%1 is not text").arg(row.number);
    else if (row.status != "open"_L1 && row.status != "closed"_L1)
        reason = Tr::tr("#%1 is neither open nor closed").arg(row.number);
    else if (!isWebUrl(row.url))
        reason = Tr::tr("#%1 has no web address").arg(row.number);
    else if (!fromIso(row.createdAt).isValid() || !item.updatedAt.isValid())
        reason = Tr::tr("#%1 has no valid time of creation or change").arg(row.number);
    else
        return item;
    return {};
}

IssuePage readPage(const QJsonArray &array, const QString &repo, const QString &place)
{
    IssuePage page;
    page.count = array.size();
    page.items.reserve(static_cast<std::size_t>(array.size()));
    for (qsizetype i = 0; i < array.size(); ++i) {
        QString reason;
        if (std::optional<ListedItem> item = readItem(array.at(i), repo, reason))
            page.items.push_back(std::move(*item));
        else
            page.malformed.push_back({.key = skippedKey(array.at(i), place, i),
                                      .reason = Tr::tr("item %1 of a page: %2").arg(i + 1).arg(reason)});
    }
    return page;
}

bool isOfAnotherShape(const IssuePage &page)
{
    return page.items.empty() && page.count > fewItems;
}

QString repositoryOf(const QString &itemUrl)
{
    const QStringList parts = QUrl(itemUrl).path().split(u'/', Qt::SkipEmptyParts);
    if (parts.size() < 4 ||
        (parts.at(parts.size() - 2) != "issues"_L1 && parts.at(parts.size() - 2) != "pull"_L1))
        return {};
    return parts.at(parts.size() - 4) + u'/' + parts.at(parts.size() - 3);
}

} // namespace lockkeeper::sources::github
