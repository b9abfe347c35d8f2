// Past runs: their list, the chosen one's jobs, incidents, the rows it wrote and what was skipped, each
// source over its last runs, and two runs side by side. Reads on a thread of its own, and only while it is
// seen. GUI thread.
#pragma once

#include "history/HistoryReader.h"
#include "inspect/item/ItemRef.h"
#include "ui/common/CommunityNames.h"

#include <QSet>
#include <QWidget>

class QComboBox;
class QLabel;
class QMenu;
class QPushButton;
class QStackedWidget;
class QTabWidget;

namespace lockkeeper::ui {

class ChangesView;
class ElidedLabel;
class HistoryTable;
class SkippedView;

class HistoryPage final : public QWidget
{
    Q_OBJECT

public:
    explicit HistoryPage(QWidget *parent = nullptr);

    // The history's file; one that is not there is an empty history. Reads it, now or once the page is seen.
    void setPath(const QString &path);
    void setCommunityNames(const CommunityNames &names);
    void setConfigured(const QSet<sync::JobKey> &jobs); // what can be synced
    void refresh();                                     // after a run was kept
    void showError(const Error &error);                 // a run could not be kept

    static constexpr int shownRuns = 500;

Q_SIGNALS:
    void itemWanted(const lockkeeper::inspect::ItemRef &item);
    void retryWanted(const QList<lockkeeper::sync::JobKey> &jobs);

protected:
    void focusInEvent(QFocusEvent *event) override; // goes to the list of runs
    void showEvent(QShowEvent *event) override;

private:
    [[nodiscard]] QWidget *makeBar();
    [[nodiscard]] QWidget *makeContent();
    [[nodiscard]] QWidget *makeMessage();
    [[nodiscard]] QStringList chosenCommunities() const;
    void showOverview(const history::Overview &overview);
    void showRuns(const QList<history::RunDetails> &runs);
    void showMessage(const QString &text, bool again);
    void fillCommunities(const QStringList &communities);
    void fillCompare();
    void readChosen();

    history::HistoryReader m_reader;
    QString m_path;
    CommunityNames m_names;
    bool m_stale = false; // something is to be read once the page is seen
    QList<history::RunSummary> m_runs;

    QComboBox *m_communities = nullptr;
    QPushButton *m_compare = nullptr;
    QMenu *m_compareMenu = nullptr;
    ElidedLabel *m_note = nullptr;
    QStackedWidget *m_stack;
    QLabel *m_message = nullptr;
    QPushButton *m_again = nullptr;
    ElidedLabel *m_title = nullptr;
    QTabWidget *m_tabs = nullptr;
    HistoryTable *m_runTable = nullptr;
    HistoryTable *m_jobs = nullptr;
    HistoryTable *m_incidents = nullptr;
    ChangesView *m_changes = nullptr;
    SkippedView *m_skipped = nullptr;
    HistoryTable *m_series = nullptr;
    HistoryTable *m_comparison = nullptr;
};

} // namespace lockkeeper::ui
