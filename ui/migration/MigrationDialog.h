// The sheet on which databases are switched to WAL, or back to a rollback journal: what stands in the way of
// each, then how far each is, then what came of it. Modeless; keeps its results until it is opened again. GUI
// thread; what takes time is done by a DatabaseWork.
#pragma once

#include "ui/common/DatabaseWork.h"
#include "ui/migration/MigrationModel.h"

#include <QDialog>
#include <QHash>
#include <QList>
#include <QSet>
#include <QString>
#include <QStringList>

#include <chrono>

class QCheckBox;
class QDialogButtonBox;
class QLabel;
class QPushButton;
class QRadioButton;
class QTextBrowser;
class QVBoxLayout;

namespace lockkeeper::sync {
struct Catalog;
}

namespace lockkeeper::ui {

class ElidedLabel;
class MigrationTable;

// The communities of a catalog that have a database, those that could not be read, too.
[[nodiscard]] QList<MigrationDatabase> migrationDatabases(const sync::Catalog &catalog);

class MigrationDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit MigrationDialog(DatabaseWork &work, QWidget *parent = nullptr); // `work` outlives it

    // Shows the sheet; unless something runs, with these databases. Those of `wanted` communities that can be
    // switched are ticked, all that can where it is empty. Backups go to `backupFolder`.
    void open(const QList<MigrationDatabase> &databases, const QStringList &wanted,
              const QString &backupFolder);
    using QDialog::open;

    void
    setHistory(const QString &path); // whose checks tell which databases are damaged; empty: none is known
    void setBackups(const backup::Retention &retention,
                    bool first); // how many stay; whether one is made, to begin with
    void setBusyTimeout(std::chrono::milliseconds timeout); // how long another program is waited for

    [[nodiscard]] bool running() const { return !m_migrations.isEmpty(); }
    void stop();            // what runs; ended() follows
    void reject() override; // while something runs: stops that first

Q_SIGNALS:
    void ended(); // every database that was to be switched, whatever came of it

protected:
    void changeEvent(QEvent *event) override;

private:
    void makeChoices(QVBoxLayout &page);
    void makeTable(QVBoxLayout &page);
    void makeButtons(QVBoxLayout &page);
    void lookAgain(bool tickAnew);
    void look(const MigrationDatabase &database, bool tickAnew);
    void start();
    void startOn(const MigrationDatabase &database);
    void endOn(const QString &community, const Result<migration::MigrationReport> &result);
    void showCurrent();
    void updateControls();
    [[nodiscard]] QString summary() const;
    void tell(const QString &text);
    [[nodiscard]] migration::Mode target() const;
    [[nodiscard]] migration::MigrationOptions optionsFor(const MigrationDatabase &database) const;

    DatabaseWork &m_work;
    MigrationModel m_model;
    QStringList m_wanted;
    QString m_backupFolder;
    backup::Retention m_retention;
    QString m_history;
    std::chrono::milliseconds m_busyTimeout;
    QList<DatabaseWork::Id> m_looks;
    QHash<QString, DatabaseWork::Id> m_migrations; // by community, until they end
    QSet<QString> m_failed;                        // communities whose last switch did: they are not ticked
    bool m_stopping = false;
    bool m_ran = false; // since it last looked
    QString m_html;
    QRadioButton *m_toWal = nullptr;
    QRadioButton *m_toDelete = nullptr;
    QCheckBox *m_backup = nullptr;
    ElidedLabel *m_folder = nullptr;
    MigrationTable *m_table = nullptr;
    QTextBrowser *m_details = nullptr;
    QLabel *m_summary = nullptr;
    QPushButton *m_switch = nullptr;
    QPushButton *m_stop = nullptr;
    QPushButton *m_again = nullptr;
    QPushButton *m_close = nullptr;
};

} // namespace lockkeeper::ui
