// The current database in full: its facts beside its rows, its growth and its backups. GUI thread.
#pragma once

#include "backup/Retention.h"
#include "ui/health/DatabaseRow.h"

#include <QSplitter>

#include <optional>

class QLabel;
class QTabWidget;

namespace lockkeeper::ui {

class FactsView;
class GrowthLine;
class HistoryTable;

class HealthDetails final : public QSplitter
{
    Q_OBJECT

public:
    explicit HealthDetails(const QString &sqliteVersion, QWidget *parent = nullptr);

    void setRow(const QString &name, const std::optional<DatabaseRow> &row, const QString &backupFolder,
                const backup::Retention &kept);
    [[nodiscard]] std::optional<StoredCopy> chosenBackup() const;

Q_SIGNALS:
    void restoreWanted(); // of the chosen backup, by Enter or a double click

private:
    FactsView *m_facts;
    QTabWidget *m_tabs;
    HistoryTable *m_rows;
    GrowthLine *m_growth;
    HistoryTable *m_backups;
    QLabel *m_folder;
    QList<StoredCopy> m_stored;
    QString m_community;
};

} // namespace lockkeeper::ui
