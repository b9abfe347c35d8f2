#include "store/ItemTexts.h"

#include "store/Connection.h"

#include <QSqlError>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::store {

Result<std::vector<ItemText>> readItemTexts(const QString &path, qint64 atMost)
{
    const Result<std::unique_ptr<Connection>> connection = Connection::open(path, Connection::Mode::ReadOnly);
    if (!connection)
        return connection.error();
    const Result<QVariant> last = (*connection)->value(u"SELECT max(id) FROM github_items"_s);
    if (!last)
        return last.error();
    // Lengths are cut again: another program may have stored more than the schema's limit.
    const Result<QSqlQuery *> prepared =
        (*connection)
            ->prepared(u"SELECT substr(title, 1, 500), substr(coalesce(first_message, ''), 1, 5000) FROM "
                       u"github_items "
                       "WHERE id % ? = 0 LIMIT ?"_s);
    if (!prepared)
        return prepared.error();
    QSqlQuery &query = **prepared;
    query.bindValue(0, std::max<qint64>(1, last->toLongLong() / atMost));
    query.bindValue(1, atMost);
    if (!query.exec())
        return (*connection)->lastError();
    std::vector<ItemText> texts;
    while (query.next())
        texts.push_back({.title = query.value(0).toString(), .body = query.value(1).toString()});
    if (query.lastError().isValid())
        return (*connection)->lastError();
    query.finish();
    return texts;
}

} // namespace lockkeeper::store
