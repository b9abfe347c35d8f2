#include "store/GithubRows.h"

#include "store/Database.h"

#include <QVariant>

using namespace Qt::StringLiterals;

namespace lockkeeper::store {

Result<std::vector<GithubKey>> readGithubKeys(Database &database, const QString &repo,
                                              const std::stop_token &stop)
{
    const Result<Connection *> connection = database.connection(stop);
    if (!connection)
        return connection.error();
    const BusyScope busy(**connection, nullptr, stop, BusyHandler::Clock::now() + database.busyTimeout());
    const Result<QSqlQuery *> prepared =
        (*connection)
            ->prepared(u"SELECT item_type, number FROM github_items WHERE repo = ? ORDER BY number"_s);
    if (!prepared)
        return prepared.error();
    QSqlQuery &query = **prepared;
    query.bindValue(0, repo);
    if (!query.exec())
        return (*connection)->lastError();
    std::vector<GithubKey> keys;
    while (query.next())
        keys.push_back(
            {.repo = repo, .itemType = query.value(0).toString(), .number = query.value(1).toLongLong()});
    query.finish();
    return keys;
}

} // namespace lockkeeper::store
