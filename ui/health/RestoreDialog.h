// Which backup to put in a database's place, and what will happen; their rows are counted meanwhile.
// Window-modal, asynchronous; nothing is done here but asking. GUI thread.
#pragma once

#include "ui/health/CopyReader.h"
#include "ui/health/DatabaseRow.h"

#include <QDialog>
#include <QHash>
#include <QList>
#include <QPointer>

class QLabel;
class QLineEdit;
class QPushButton;
class QRadioButton;

namespace lockkeeper::ui {

class HistoryTable;

class RestoreDialog final : public QDialog
{
    Q_OBJECT

public:
    // `chosen`: the backup that is to be offered first; else the newest whole one.
    // `reader` counts their rows, and goes on to live.
    RestoreDialog(const QString &name, const DatabaseRow &row, const QString &backupFolder,
                  const std::optional<StoredCopy> &chosen, CopyReader &reader, QWidget *parent);
    ~RestoreDialog() override; // counts no more

Q_SIGNALS:
    void restoreWanted(const QString &file);

private:
    [[nodiscard]] QString file() const; // that is chosen; empty: none
    void makeChoices(const std::optional<StoredCopy> &chosen);
    void makeButtons();
    void askForFile();
    void updateControls();

    QList<StoredCopy> m_stored;
    QHash<QString, backup::CopyFacts> m_facts; // of those that were looked into
    QPointer<CopyReader> m_reader;
    QString m_folder;
    QRadioButton *m_ofList;
    QRadioButton *m_other;
    HistoryTable *m_backups;
    QLineEdit *m_file;
    QPushButton *m_browse;
    QPushButton *m_restore = nullptr;
};

} // namespace lockkeeper::ui
