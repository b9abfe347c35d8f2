// Every database's health at a glance, and what can be done about it. Reads on a thread of its own, and only
// while it is seen; works through DatabaseWork. GUI thread.
#pragma once

#include "ui/common/CommunityNames.h"
#include "ui/dashboard/LogModel.h"
#include "ui/health/CopyReader.h"
#include "ui/health/HealthReader.h"
#include "ui/health/HealthWork.h"

#include <QTimer>
#include <QWidget>

#include <chrono>

class QLabel;
class QSplitter;

namespace lockkeeper::sync {
struct Catalog;
}

namespace lockkeeper::ui {

class HealthButtons;
class HealthDetails;
class HistoryTable;
class WorkLine;

class HealthPage final : public QWidget
{
    Q_OBJECT

public:
    HealthPage(DatabaseWork &work, const QString &sqliteVersion, QWidget *parent = nullptr);

    // Each reads anew, now or once the page is seen.
    void setCatalog(const sync::Catalog &catalog);
    void setHistory(const QString &path); // where checks are kept; one that is not there is made
    void refresh();
    // Where backups go, beside the databases where it is empty, and how many stay.
    void setBackups(const QString &folder, const backup::Retention &retention);
    void setBusyTimeout(std::chrono::milliseconds timeout); // how long other programs are waited for

    // While it is seen and nothing runs, what has changed is read again; and when its window is turned to.
    void setLookEvery(std::chrono::milliseconds time); // 10 s, unless it is told otherwise

    void choose(const QString &community);

Q_SIGNALS:
    void logged(const QList<lockkeeper::ui::LogEntry> &entries);
    void databasesChanged(); // in size, rows or mode: the catalog is to be read again
    void damagedFound(const QStringList &communities); // all that are known, whenever they were read

protected:
    void changeEvent(QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void focusInEvent(QFocusEvent *event) override; // goes to the databases
    void hideEvent(QHideEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    [[nodiscard]] QWidget *makeBelow(const QString &sqliteVersion);
    void read(const QList<DatabaseRow> &known);
    void lookAgain(); // at what has changed, in silence
    void takeRow(const DatabaseRow &row);
    void tellDamaged();
    void fillTable();
    void showChosen();
    void showWork();
    void begin(HealthTask task);
    void askToRestore(const DatabaseRow &row);
    void orderEnded(const TaskOrder &order, const TaskReport &report);
    void showOutcomes();
    [[nodiscard]] QString outcomeText(const QPair<TaskOrder, TaskReport> &outcome) const;
    [[nodiscard]] QList<DatabaseRow> chosen() const;
    [[nodiscard]] TaskOrder orderFor(HealthTask task, const DatabaseRow &row) const;
    [[nodiscard]] QString namesOf(const QList<DatabaseRow> &rows) const;

    HealthReader m_reader;
    CopyReader m_copies; // for what can be restored
    HealthWork m_work;
    CommunityNames m_names;
    QString m_chosenFolder; // of the settings; empty: beside the databases
    QString m_backupFolder;
    QString m_dataDir;
    backup::Retention m_retention;
    QString m_history;
    QMap<QString, QStringList> m_configured; // sources, by a community's id
    std::chrono::milliseconds m_busyTimeout = TaskOrder().busyTimeout;
    QList<DatabaseRow> m_rows; // in the catalog's order
    QStringList m_chosen;      // communities
    QTimer m_again;
    bool m_reading = false;
    bool m_stale = true;                            // something is to be read once the page is seen
    QList<QPair<TaskOrder, TaskReport>> m_outcomes; // of what ended since something was begun

    QSplitter *m_splitter;
    HistoryTable *m_table;
    HealthButtons *m_buttons = nullptr;
    WorkLine *m_line = nullptr;
    HealthDetails *m_details = nullptr;
    QLabel *m_historyNote = nullptr;
};

} // namespace lockkeeper::ui
