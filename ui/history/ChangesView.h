// The rows that a run added, changed and deleted in one community's database, and the chosen one before and
// after. Reads on threads of its own, and only while it is seen. GUI thread.
#pragma once

#include "history/Record.h"
#include "inspect/changes/RunChanges.h"
#include "inspect/item/ItemRef.h"
#include "ui/common/CommunityNames.h"
#include "ui/inspector/QuestionThread.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QPushButton;
class QSplitter;
class QStackedWidget;
class QTextBrowser;
class QTreeView;

namespace lockkeeper::ui {

class ChangeModel;
class ElidedLabel;

class ChangesView final : public QWidget
{
    Q_OBJECT

public:
    explicit ChangesView(QWidget *parent = nullptr);

    // Of the run's databases those of communities that had a part in it.
    void setRun(const history::RunDetails &run, const CommunityNames &names);

    static constexpr int windowRows = 200;

Q_SIGNALS:
    void itemWanted(const lockkeeper::inspect::ItemRef &item);

protected:
    void changeEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override; // goes to the list
    void showEvent(QShowEvent *event) override;

private:
    void makeParts();
    [[nodiscard]] QWidget *makeBar();
    [[nodiscard]] QSplitter *makeContent();
    [[nodiscard]] QWidget *makeNothing();
    [[nodiscard]] inspect::ChangeQuestion question() const;
    [[nodiscard]] qint64 written() const; // by the run, says the history
    void read();
    void readMore(qint64 after);
    void readChosen();
    void fillCommunities();
    void fillSources();
    void showSums(const QList<inspect::RemoteChanges> &kept);
    void showWindow(const inspect::ChangeWindow &window);
    void showNothing(bool kept); // in the list's place, where the filter leaves no row of those that are kept
    void clearFilter();
    void fitColumns();
    void showDetails();
    void showError(const Error &error);
    void openItem();

    QuestionThread m_list;
    QuestionThread m_chosen;
    history::RunDetails m_run;
    CommunityNames m_names;
    bool m_stale = false;
    inspect::ChangeDetails m_details;
    QComboBox *m_community = nullptr;
    QComboBox *m_kind = nullptr;
    QComboBox *m_source = nullptr;
    ElidedLabel *m_note = nullptr;
    QPushButton *m_open = nullptr;
    ChangeModel *m_model;
    QStackedWidget *m_rows = nullptr; // the list, or why it is empty
    QTreeView *m_view = nullptr;
    QLabel *m_nothing = nullptr;
    QPushButton *m_all = nullptr;
    QTextBrowser *m_text = nullptr;
};

} // namespace lockkeeper::ui
