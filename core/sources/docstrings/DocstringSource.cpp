#include "sources/docstrings/DocstringSource.h"

#include "sources/docstrings/Checkout.h"
#include "sources/docstrings/DocstringSync.h"

#include <QCoreApplication>
#include <QThreadPool>

#include <map>
#include <memory>

using namespace Qt::StringLiterals;

namespace lockkeeper::sources::docstrings {

namespace {
QList<Remote> remotesOf(const community::Community &community)
{
    // By repository and branch: where a repository is configured twice, its entries are one.
    std::map<std::pair<QString, QString>, QStringList> languages;
    QList<std::pair<QString, QString>> order;
    QStringList names;
    for (const community::DocstringRepository &entry : community.docstrings) {
        const std::pair<QString, QString> key{entry.repository, entry.branch};
        for (const QString &language : entry.languages) {
            const QString name = entry.repository + u':' + language;
            if (!isKnownLanguage(language) ||
                names.contains(name)) // a second branch would replace the first's rows
                continue;
            names.append(name);
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
        const auto checkout = std::make_shared<Checkout>(repository, branch, languages[key]);
        for (const QString &language : std::as_const(languages[key]))
            remotes.append({.name = repository + u':' + language,
                            .sync = [checkout, language, pool](JobContext &context) {
                                return DocstringSync(*checkout, language, *pool, context).run();
                            }});
    }
    return remotes;
}
} // namespace

Source source()
{
    return {.kind = u"docstrings"_s,
            .title = QCoreApplication::translate("lockkeeper::sources", "Docstrings"),
            .remotes = remotesOf};
}

} // namespace lockkeeper::sources::docstrings
