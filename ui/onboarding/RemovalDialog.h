// Asks before a community is removed: counts what its database holds, and whether that stays where it is or
// moves to the backups. Nothing is deleted. Window-modal, asynchronous. GUI thread; it waits for nothing.
#pragma once

#include "sync/CommunityRemoval.h"
#include "ui/common/DatabaseWork.h"

#include <QDialog>

#include <optional>

class QDialogButtonBox;
class QLabel;
class QPushButton;
class QRadioButton;
class QVBoxLayout;

namespace lockkeeper::ui {

class FindingLine;

class RemovalDialog final : public QDialog
{
    Q_OBJECT

public:
    struct Question
    {
        sync::CommunityRemoval removal; // its moveTo: where the database may go
        QString name;                   // of the community
    };
    RemovalDialog(const Question &question, DatabaseWork &work, QWidget *parent); // `work` outlives it

    void accept() override; // closes once it is removed
    void reject() override; // cancels what is under way

Q_SIGNALS:
    void removing(const QString &community); // its jobs have no use any more
    void removed(const QString &community, const lockkeeper::sync::RemovedCommunity &removed);

private:
    void makeChoice(QVBoxLayout &page);
    void makeButtons(QVBoxLayout &page);
    void count();
    void showCounted(const Result<sync::CommunityRows> &counted);
    void showRemoving(const QString &text);
    void ended(const Result<sync::RemovedCommunity> &result);

    Question m_question;
    DatabaseWork &m_work;
    FindingLine *m_rows;
    QRadioButton *m_keep = nullptr;
    QRadioButton *m_move = nullptr;
    QLabel *m_where = nullptr; // it would go
    QDialogButtonBox *m_buttons = nullptr;
    QPushButton *m_remove = nullptr;
    QPushButton *m_cancel = nullptr;
    std::optional<DatabaseWork::Id> m_working;
};

} // namespace lockkeeper::ui
