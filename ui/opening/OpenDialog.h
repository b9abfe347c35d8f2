// Opening what is there: searches a folder, and asks what of it is meant where there is more than one answer.
// It only comes to be seen if there is something to ask or to say, or if the search takes its time.
// Window-modal, asynchronous. GUI thread.
#pragma once

#include "ui/opening/FolderSearcher.h"
#include "ui/opening/FoundTables.h"

#include <QDialog>
#include <QPointer>

class QDialogButtonBox;
class QLabel;
class QProgressBar;
class QPushButton;

namespace lockkeeper::ui {

class HistoryTable;

class OpenDialog final : public QDialog
{
    Q_OBJECT

public:
    // What was decided on. A folder that is empty stays as it is.
    struct Decision
    {
        OpenFolders folders;
        QString community = {};  // that was pointed at; empty: none
        bool byDatabase = false; // by its database
        QStringList told = {};   // what is opened, in words
    };

    OpenDialog(FolderSearcher &searcher, QWidget *parent);
    ~OpenDialog() override; // ends a search, too

    void search(const QString &path, const OpenFolders &now);
    void showProblem(const Error &error);

    void reject() override;

Q_SIGNALS:
    void decided(const lockkeeper::ui::OpenDialog::Decision &decision);

private:
    void makeButtons();
    void take(const Result<sync::FolderFinds> &finds);
    void showNothing(const sync::FolderFinds &finds);
    void ask();
    void decide(const sync::FoundFolder *configurations, const sync::FoundFolder *databases);
    void decideByChoice();
    void setAsking(bool asking);
    [[nodiscard]] const sync::FoundFolder *chosenOf(const HistoryTable &table,
                                                    const QList<sync::FoundFolder> &found) const;

    QPointer<FolderSearcher> m_searcher;
    bool m_searching = false;
    QTimer m_patience; // until a search is worth a dialog
    QString m_path;
    OpenFolders m_now;
    sync::FolderFinds m_finds;
    QLabel *m_text;
    QProgressBar *m_progress;
    HistoryTable *m_configurations;
    HistoryTable *m_databases;
    QLabel *m_note;
    QDialogButtonBox *m_buttons;
    QPushButton *m_open = nullptr;
    QPushButton *m_anyway = nullptr;
    QPushButton *m_cancel = nullptr;
};

} // namespace lockkeeper::ui
