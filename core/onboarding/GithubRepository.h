// What GitHub is asked of a repository by several checks. On a worker's thread.
#pragma once

#include "base/Error.h"
#include "http/Message.h"
#include "onboarding/Finding.h"
#include "onboarding/RepositoryFacts.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace lockkeeper::http {
class Client;
}

namespace lockkeeper::onboarding {

class Asker;

// A request to GitHub's API; `path` decoded, with a slash in front.
[[nodiscard]] http::Request githubRequest(const http::Client &client, const QString &path);

// Where repositories are seen on the web: "github.com", or an own GitHub's host.
[[nodiscard]] QString githubWebHost(const http::Client &client);

// What the repository is, or, in `finding`, why nobody knows.
[[nodiscard]] std::optional<RepositoryFacts> askFacts(Asker &asker, const QString &name, Finding &finding);

// None where it cannot be asked: they are only nice to know.
[[nodiscard]] QStringList askLanguages(Asker &asker, const QString &name);

// owner/name, where the repository answered under another name than it was asked for.
[[nodiscard]] QString newNameOf(const QString &asked, const RepositoryFacts &facts);

// A warning that it has a new name, before what the finding says already.
void warnOfNewName(Finding &finding, const QString &newName);

// What the configuration's rules refuse.
void refuse(Finding &finding, const Error &error);

} // namespace lockkeeper::onboarding
