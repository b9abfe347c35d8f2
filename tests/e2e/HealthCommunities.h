// Two communities with databases, for what health, checkpoint and the like do to them.
#pragma once

#include "store/Database.h"
#include "tests/e2e/Program.h"
#include "tests/support/Sqlite.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

namespace lockkeeper::tests {

using namespace Qt::StringLiterals;

inline constexpr int items = 400;

inline QJsonObject objectIn(const Outcome &outcome)
{
    return QJsonDocument::fromJson(outcome.out).object();
}

// Two communities; "mne" has rows.
class HealthCommunities final
{
public:
    HealthCommunities()
    {
        for (const QString &id : {u"mne"_s, u"bids"_s}) {
            m_program.addCommunity(id, {u"o/"_s + id});
            (void)store::Database::open(m_program.database(id), std::chrono::seconds(5));
        }
        Sqlite mne(database());
        mne.execute(u"WITH RECURSIVE n(i) AS (VALUES(1) UNION ALL SELECT i + 1 FROM n WHERE i < %1) "
                    "INSERT INTO github_items(repo, item_type, number, title, first_message, status, url, "
                    "created_at, "
                    "synced_at) SELECT 'o/mne', 'pr', i, 'Title ' || i, printf('%.*c', 500, 'x'), 'open', "
                    "'u', 'c', 's' "
                    "FROM n"_s.arg(items));
    }
    [[nodiscard]] Program &program() { return m_program; }
    [[nodiscard]] QString database() const { return m_program.database(u"mne"_s); }
    [[nodiscard]] QString path(const QString &name) const { return m_program.path(name); }
    [[nodiscard]] QStringList words(const QStringList &more) const
    {
        return more.mid(0, 1) +
               QStringList{u"--communities"_s, m_program.communitiesDir(), u"--data-dir"_s,
                           m_program.dataDir()} +
               more.mid(1);
    }
    [[nodiscard]] Outcome run(const QStringList &more) const { return m_program.run(words(more)); }
    [[nodiscard]] Outcome mne(const QStringList &more) const
    {
        return run(QStringList{u"health"_s, u"--community"_s, u"mne"_s} + more);
    }
    // The only database's object of `health --json`.
    [[nodiscard]] static QJsonObject of(const Outcome &outcome)
    {
        return objectIn(outcome).value("databases"_L1).toArray().at(0).toObject();
    }
    // Of mne's last check, as the history has it.
    [[nodiscard]] QString lastOutcome() const
    {
        return of(mne({u"--json"_s})).value("last_check"_L1).toObject().value("outcome"_L1).toString();
    }
    // One of the pages of the items is overwritten.
    void damage() const
    {
        qint64 page = 0;
        {
            Sqlite file(database());
            QCOMPARE(file.value(u"PRAGMA journal_mode=DELETE"_s), u"delete"_s);
            page = file.value(u"SELECT pageno FROM dbstat WHERE name = 'github_items' AND pagetype = 'leaf' "
                              "ORDER BY path LIMIT 1 OFFSET 5"_s)
                       .toLongLong();
        }
        QVERIFY(page > 1);
        QFile file(database());
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.seek((page - 1) * 4096));
        QCOMPARE(file.write(QByteArray(4096, 'x')), 4096);
    }
    [[nodiscard]] QByteArray bytes() const
    {
        QFile file(database());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("cannot be read");
    }

private:
    Program m_program;
};

} // namespace lockkeeper::tests
