// What was collected of each remote, as a table with bars, and what may be missing. Reads when it is seen for
// the first time and when asked to; asks the remotes only when told to. GUI thread.
#pragma once

#include "community/Community.h"
#include "inspect/ResultFile.h"
#include "inspect/coverage/Coverage.h"
#include "sync/Snapshot.h"
#include "ui/contention/FileSaver.h"
#include "ui/inspector/QuestionThread.h"
#include "ui/inspector/coverage/RemoteCounter.h"

#include <QHash>
#include <QList>
#include <QWidget>

class QCheckBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QSettings;

namespace lockkeeper::onboarding {
class Checks;
}

namespace lockkeeper::ui {

class ElidedLabel;
class HistoryTable;
class ProgressStrip;

class CoverageTab final : public QWidget
{
    Q_OBJECT

public:
    explicit CoverageTab(QSettings &state, QWidget *parent = nullptr); // `state` outlives it

    void setPlaces(const QList<inspect::Place> &places);
    void setCommunities(const QList<community::Community> &communities); // whose configurations can be read
    void
    setChecks(onboarding::Checks *checks); // null: the remotes cannot be asked; outlives this or the next
    void runEnded(const sync::RunSnapshot &run); // says so where it may have changed what is counted here

protected:
    void showEvent(QShowEvent *event) override;
    void focusInEvent(QFocusEvent *event) override; // goes to the table

private:
    [[nodiscard]] QWidget *makeBar();
    void look();
    void stop();
    void takePart(double part, const QString &name);
    void take(const QList<inspect::CoverageRow> &rows, const QList<Error> &errors);
    void compare();
    void takeCount(const QString &community, const QString &source, const QString &name,
                   const inspect::RemoteCount &count);
    void compared(int unanswered, const QString &reason);
    void fillTable(bool anew);
    void showDetails();
    void tell(const QString &text);
    void exportRows();
    void exportTo(const QString &path);
    void updateButtons();
    [[nodiscard]] QHash<QString, QString> names() const;

    QSettings &m_state;
    QList<inspect::Place> m_places;
    QHash<QString, community::Community> m_communities; // by id
    QList<inspect::CoverageRow> m_rows;
    bool m_stale = true;
    bool m_reading = false;

    QPushButton *m_look;
    QPushButton *m_compare;
    QPushButton *m_stop;
    QCheckBox *m_findingsOnly;
    QPushButton *m_copy;
    QPushButton *m_export;
    QProgressBar *m_progress;
    ElidedLabel *m_told;
    HistoryTable *m_table;
    ProgressStrip *m_changed; // what is counted, since then
    QLabel *m_details;

    FileSaver m_saver;
    RemoteCounter m_counter;
    QuestionThread m_reader; // goes first
};

} // namespace lockkeeper::ui
