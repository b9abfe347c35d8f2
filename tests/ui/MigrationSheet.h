// The sheet that switches journal modes, over real databases in a folder that goes with it.
#pragma once

#include "tests/support/Sqlite.h"
#include "ui/common/DatabaseWork.h"
#include "ui/migration/MigrationDialog.h"
#include "ui/migration/MigrationModel.h"
#include "ui/migration/MigrationTable.h"

#include <QDir>
#include <QLabel>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBrowser>

#include <chrono>

namespace lockkeeper::test {

using namespace Qt::StringLiterals;

class MigrationSheet final
{
public:
    MigrationSheet()
        : work(4)
        , dialog(work)
    {
        dialog.resize(900, 600);
    }

    [[nodiscard]] QString path(const QString &community) const
    {
        return folder.filePath(community + u".db"_s);
    }
    [[nodiscard]] QString backups() const { return folder.filePath(u"backups"_s); }
    [[nodiscard]] QStringList backupFiles() const { return QDir(backups()).entryList(QDir::Files); }

    // As another program made it, in SQLite's own default mode.
    void make(const QString &community, int rows, const QString &mode = u"delete"_s)
    {
        tests::Sqlite database(path(community));
        QCOMPARE(database.execute(u"PRAGMA journal_mode=%1"_s.arg(mode)), 0);
        QCOMPARE(database.execute(u"CREATE TABLE github_items(id INTEGER PRIMARY KEY, title TEXT)"_s), 0);
        QCOMPARE(
            database.execute(u"WITH RECURSIVE n(i) AS (VALUES(1) UNION ALL SELECT i+1 FROM n WHERE i<%1) "
                             "INSERT INTO github_items SELECT i, 'item ' || i FROM n"_s.arg(rows)),
            0);
        m_databases.append({.community = community,
                            .name = community.toUpper(),
                            .path = path(community),
                            .mode = mode,
                            .bytes = 4096});
    }
    void add(const ui::MigrationDatabase &database) { m_databases.append(database); }
    [[nodiscard]] QString mode(const QString &community) const
    {
        return tests::Sqlite(path(community), 5000).value(u"PRAGMA journal_mode"_s);
    }
    [[nodiscard]] int rows(const QString &community) const
    {
        return tests::Sqlite(path(community), 5000).value(u"SELECT count(*) FROM github_items"_s).toInt();
    }

    // And waits until it has looked at all of them.
    void open(const QStringList &wanted = {})
    {
        dialog.open(m_databases, wanted, backups());
        QVERIFY(QTest::qWaitForWindowActive(&dialog));
        looked();
    }
    void looked()
    {
        for (int row = 0; row < m_databases.size(); ++row)
            QTRY_VERIFY_WITH_TIMEOUT(this->row(row).stage != ui::MigrationStage::Looking, 20'000);
    }

    [[nodiscard]] ui::MigrationModel &model() const
    {
        return static_cast<ui::MigrationModel &>(*table().model());
    }
    [[nodiscard]] const ui::MigrationRow &row(int row) const { return model().rows().at(row); }
    [[nodiscard]] QString cell(int row, int column) const
    {
        return model().index(row, column).data().toString();
    }
    [[nodiscard]] QString state(int row) const { return cell(row, ui::MigrationModel::State); }
    [[nodiscard]] ui::MigrationTable &table() const
    {
        return *child<ui::MigrationTable>(u"migrationTable"_s);
    }
    [[nodiscard]] QPushButton &button(const QString &name) const { return *child<QPushButton>(name); }
    [[nodiscard]] QString summary() const { return child<QLabel>(u"migrationSummary"_s)->text(); }
    [[nodiscard]] QString detailsOf(int row) const
    {
        table().setCurrentIndex(model().index(row, 0));
        return child<QTextBrowser>(u"migrationDetails"_s)->toPlainText();
    }
    template <typename T>
    [[nodiscard]] T *child(const QString &name) const
    {
        return dialog.findChild<T *>(name);
    }

    QTemporaryDir folder;
    ui::DatabaseWork work;
    ui::MigrationDialog dialog;

private:
    QList<ui::MigrationDatabase> m_databases;
};

} // namespace lockkeeper::test
