#include "sources/github/GithubSource.h"

#include "sources/github/RepositorySync.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace lockkeeper::sources::github {

Source source()
{
    return {.kind = u"github"_s,
            .title = QCoreApplication::translate("lockkeeper::sources", "GitHub"),
            .remotes = [](const community::Community &community) {
                QList<Remote> remotes;
                for (const QString &repository : community.githubRepositories)
                    remotes.append({.name = repository, .sync = [repository](JobContext &context) {
                                        return RepositorySync(repository, context).run();
                                    }});
                return remotes;
            }};
}

} // namespace lockkeeper::sources::github
