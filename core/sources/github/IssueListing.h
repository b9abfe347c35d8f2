// A page of `GET /repos/{owner}/{repo}/issues` as rows. It holds pull requests, too: those have a
// `pull_request` member. https://docs.github.com/en/rest/issues/issues#list-repository-issues
#pragma once

#include "base/Result.h"
#include "store/Rows.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonValue>
#include <QString>

#include <optional>
#include <vector>

namespace lockkeeper::sources::github {

struct ListedItem
{
    store::GithubItem row;
    QDateTime updatedAt; // UTC
};

struct IssuePage
{
    std::vector<ListedItem> items;             // in the order they came
    std::vector<store::SkippedItem> malformed; // keyed by number, or by its place where it has none
    qsizetype count = 0;                       // of both
};

// One issue or pull request; the reason where it cannot be read.
[[nodiscard]] std::optional<ListedItem> readItem(const QJsonValue &value, const QString &repo,
                                                 QString &reason);

// Never fails as a whole: an item that cannot be read is named in `malformed`. `place` says which page it is.
[[nodiscard]] IssuePage readPage(const QJsonArray &array, const QString &repo, const QString &place = {});

// A page on which nothing can be read, where one odd item might be meant: another kind of list.
[[nodiscard]] bool isOfAnotherShape(const IssuePage &page);

// "owner/name" out of an item's page on the web, empty if it is of another form: tells a renamed repository's
// new name.
[[nodiscard]] QString repositoryOf(const QString &itemUrl);

} // namespace lockkeeper::sources::github
