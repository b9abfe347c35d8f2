// Damage as a bad disk makes it: pages of a database overwritten in the file itself.
#pragma once

#include "tests/support/Sqlite.h"

#include <QFile>
#include <QTest>

namespace lockkeeper::tests {

// The pages that hold the content of a table or an index, in their order; without the root of one that has
// several.
inline QList<qint64> leavesOf(const QString &path, const QString &name)
{
    QList<qint64> pages;
    Sqlite file(path);
    for (const QString &page : file.rows(
             QStringLiteral("SELECT pageno FROM dbstat WHERE name = '%1' AND pagetype = 'leaf' ORDER BY path")
                 .arg(name)))
        pages.append(page.toLongLong());
    return pages;
}

// Of a file that nobody has open and that has no -wal.
inline void overwrite(const QString &path, const QList<qint64> &pages, const QByteArray &with)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    for (const qint64 page : pages) {
        QVERIFY(file.seek((page - 1) * 4096));
        QCOMPARE(file.write(with.repeated(4096).first(4096)), 4096);
    }
}

} // namespace lockkeeper::tests
