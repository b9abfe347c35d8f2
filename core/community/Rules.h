// The rules for one value of a configuration, as pure functions: the loader and whoever edits a configuration
// ask the same ones. Every checked… gives the value as it is kept, or an Error of kind config whose hint says
// what is expected.
#pragma once

#include "base/Result.h"

#include <QString>
#include <QUrl>

namespace lockkeeper::community {

// owner/name; spaces around it are removed.
[[nodiscard]] Result<QString> checkedRepository(const QString &text);

// 10.NNNN/…, without "doi:" or a doi.org address in front (whose percent escapes are decoded then).
[[nodiscard]] Result<QString> checkedDoi(const QString &text);

// An http(s) address with a host and without a user name or password, which a message must never repeat.
[[nodiscard]] Result<QUrl> checkedUrl(const QString &text);

// One that requests are built upon: neither '?' nor '#'. Without a slash at the end.
[[nodiscard]] Result<QUrl> checkedBaseUrl(const QString &text);

// http to another machine: everybody on the way can read and change it. On the loopback address it is fine.
[[nodiscard]] bool isUnencrypted(const QUrl &url);

// "matlab" or "python".
[[nodiscard]] Result<QString> checkedLanguage(const QString &text);

// [a-z0-9-]+, as Discourse writes it in a category's address.
[[nodiscard]] Result<QString> checkedCategorySlug(const QString &text);

// A branch's name after git-check-ref-format(1): no spaces, no "..", none of ~^:?*[\ and no '/' at an end.
[[nodiscard]] Result<QString> checkedBranch(const QString &text);

// A list's name in Mailman: no spaces, no slashes.
[[nodiscard]] Result<QString> checkedListName(const QString &text);

// The first year an archive may begin in: before any list whose archive is on the web.
inline constexpr int firstListYear = 1980;

// A GitHub user name: letters, digits and single hyphens inside, 39 characters at most.
[[nodiscard]] bool isGithubUser(const QString &text);

} // namespace lockkeeper::community
