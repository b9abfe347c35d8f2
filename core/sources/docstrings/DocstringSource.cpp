#include "sources/docstrings/DocstringSource.h"

#include "sources/docstrings/Checkout.h"
#include "sources/docstrings/DocstringSync.h"

#include <QCoreApplication>
#include <QMap>
#include <QThreadPool>

#include <chrono>
#include <map>
#include <memory>

using namespace Qt::StringLiterals;

namespace lockkeeper::sources::docstrings {

namespace {
QString onlyOneBranch(const QString &name, const QString &read, const QString &other)
{
    return QCoreApplication::translate("lockkeeper::sources::docstrings",
                                       "%1 is configured with two branches. A database holds one of them: "
                                       "“%2” is read, “%3” is not.")
        .arg(name, read, other);
}

QList<Remote> remotesOf(const community::Community &community, std::chrono::microseconds patience)
{
    // By repository and branch: where a repository is configured twice, its entries are one.
    std::map<std::pair<QString, QString>, QStringList> languages;
    QList<std::pair<QString, QString>> order;
    QMap<QString, QString> branches; // by the remotes' names
    QMap<QString, QStringList> notices;
    for (const community::DocstringRepository &entry : community.docstrings) {
        const std::pair<QString, QString> key{entry.repository, entry.branch};
        for (const QString &language : entry.languages) {
            const QString name = entry.repository + u':' + language;
            if (!isKnownLanguage(language))
                continue;
            if (branches.contains(name)) { // a second branch would replace the first's rows
                if (branches.value(name) != entry.branch)
                    notices[name].append(onlyOneBranch(name, branches.value(name), entry.branch));
                continue;
            }
            branches.insert(name, entry.branch);
            if (!order.contains(key))
                order.append(key);
            languages[key].append(language);
        }
    }
    // One for the community's jobs, never the global one: a thread a core, however many repositories come in.
    const auto pool = std::make_shared<QThreadPool>();
    QList<Remote> remotes;
    for (const auto &key : std::as_const(order)) {
        const auto &[repository, branch] = key;
        const auto checkout = std::make_shared<Checkout>(repository, branch);
        for (const QString &language : std::as_const(languages[key])) {
            const QString name = repository + u':' + language;
            remotes.append({.name = name,
                            .sync =
                                [checkout, language, pool, patience,
                                 notices = notices.value(name)](JobContext &context) {
                                    for (const QString &notice : notices)
                                        context.progress.addNotice(notice);
                                    return DocstringSync(*checkout, language, *pool, patience, context).run();
                                },
                            .reserve =
                                [checkout, language] {
                                    return checkout->reserve(language);
                                }});
        }
    }
    return remotes;
}
} // namespace

Source source(std::chrono::microseconds patience)
{
    return {.kind = u"docstrings"_s,
            .title = QCoreApplication::translate("lockkeeper::sources", "Docstrings"),
            .remotes = [patience](const community::Community &community) {
                return remotesOf(community, patience);
            }};
}

} // namespace lockkeeper::sources::docstrings
