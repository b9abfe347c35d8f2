#include "tests/e2e/Contents.h"

#include "tests/support/Sqlite.h"

#include <QDirIterator>
#include <QFile>

using namespace Qt::StringLiterals;

namespace lockkeeper::tests {

QStringList everythingIn(const QString &database)
{
    if (!QFile::exists(database)) // and it is not made by looking
        return {};
    Sqlite sqlite(database, 5000);
    QStringList all;
    const QStringList tables = sqlite.rows(
        u"SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%\\_fts%' ESCAPE '\\' "
        "AND name NOT LIKE 'sqlite%' ORDER BY name"_s);
    for (const QString &table : tables)
        all += table + ": "_L1 + sqlite.rows(u"SELECT * FROM %1 ORDER BY 1, 2"_s.arg(table)).join(u'\n');
    all += sqlite.integrityProblem();
    return all;
}

QStringList itemsIn(const QString &database)
{
    if (!QFile::exists(database))
        return {};
    return Sqlite(database, 5000)
        .rows(u"SELECT repo, item_type, number, title, first_message, status, url, created_at "
              "FROM github_items ORDER BY repo, item_type, number"_s);
}

qint64 itemCount(const QString &database, const QString &repository)
{
    if (!QFile::exists(database))
        return 0;
    QString sql = u"SELECT count(*) FROM github_items"_s;
    if (!repository.isEmpty())
        sql += u" WHERE repo = '%1'"_s.arg(repository);
    bool ok = false;
    const qint64 count = Sqlite(database, 5000).value(sql).toLongLong(&ok);
    return ok ? count : 0; // made just now: no table yet
}

QStringList filesHolding(const QString &folder, const QByteArray &text)
{
    QStringList found;
    for (const QString &path : filesBelow(folder)) {
        QFile file(path);
        if (file.open(QIODevice::ReadOnly) && file.readAll().contains(text))
            found += path;
    }
    return found;
}

QStringList filesBelow(const QString &folder)
{
    QStringList files;
    QDirIterator entries(folder, QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot,
                         QDirIterator::Subdirectories);
    while (entries.hasNext())
        files += entries.next();
    files.sort();
    return files;
}

} // namespace lockkeeper::tests
