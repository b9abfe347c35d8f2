// Items that could not be read, with the reasons, of the communities of a run; those it skipped itself come
// first. Reads on a thread of its own, and only while it is seen. GUI thread.
#pragma once

#include "history/Record.h"
#include "inspect/changes/SkippedItems.h"
#include "sync/Snapshot.h"
#include "ui/common/CommunityNames.h"
#include "ui/history/CellModel.h"
#include "ui/inspector/QuestionThread.h"

#include <QSet>
#include <QWidget>

#include <optional>

class QPushButton;

namespace lockkeeper::ui {

class ElidedLabel;
class HistoryTable;

// Pure. A row's id is its place in `entries`.
[[nodiscard]] CellTable skippedTable(const QList<inspect::SkippedEntry> &entries, const QDateTime &run,
                                     const QDateTime &now = QDateTime::currentDateTime());
// The jobs that ask for these again, each once. Pure.
[[nodiscard]] QList<sync::JobKey> jobsOf(const QList<inspect::SkippedEntry> &entries);

class SkippedView final : public QWidget
{
    Q_OBJECT

public:
    explicit SkippedView(QWidget *parent = nullptr);

    void setRun(const history::RunDetails &run, const CommunityNames &names);
    void setConfigured(const QSet<sync::JobKey> &jobs); // what can be synced; all of it, until this is told

Q_SIGNALS:
    void retryWanted(const QList<lockkeeper::sync::JobKey> &jobs);

protected:
    void focusInEvent(QFocusEvent *event) override; // goes to the list
    void showEvent(QShowEvent *event) override;

private:
    void read();
    void showEntries(const QList<inspect::SkippedEntry> &entries, const QStringList &problems);
    [[nodiscard]] QList<sync::JobKey> wanted(bool all) const; // those that can be synced
    void retry(bool all);
    void showNote();
    void updateButtons();

    QuestionThread m_thread;
    QDateTime m_startedAt;
    QList<inspect::Place> m_places;
    QList<inspect::SkippedEntry> m_entries;
    QStringList m_problems;
    std::optional<QSet<sync::JobKey>> m_configured;
    bool m_stale = false;
    bool m_read = false; // the entries are there
    HistoryTable *m_table;
    ElidedLabel *m_note;
    QPushButton *m_retry;
    QPushButton *m_retryAll;
};

} // namespace lockkeeper::ui
