// Looks inside the databases: what was collected, by search, by table, by hand. Opens nothing before it is
// seen. GUI thread.
#pragma once

#include "community/Community.h"
#include "inspect/item/ItemRef.h"
#include "sync/Snapshot.h"

#include <QList>
#include <QTabWidget>

class QSettings;

namespace lockkeeper::onboarding {
class Checks;
}

namespace lockkeeper::ui {

class ConsoleTab;
class CoverageTab;
class SearchTab;
class TablesTab;

class InspectorPage final : public QTabWidget
{
    Q_OBJECT

public:
    explicit InspectorPage(QSettings &state, QWidget *parent = nullptr); // `state` outlives it

    void setPlaces(const QList<inspect::Place> &places);                 // the databases that are there
    void setCommunities(const QList<community::Community> &communities); // whose configurations can be read
    void setChecks(onboarding::Checks *checks);                          // null: the remotes cannot be asked
    void runEnded(const sync::RunSnapshot &run); // what is shown may be older than what it wrote
    void goToSearch();                           // with the field ready to be typed into
    void showItem(const inspect::ItemRef &ref);  // that was asked for outside of this page
    void saveState();

Q_SIGNALS:
    void itemLeft(); // that was asked for outside of this page, by Esc

protected:
    void focusInEvent(QFocusEvent *event) override; // goes to the tab in front

private:
    void showItemOf(QWidget *tab, const inspect::ItemRef &ref); // null: none of ours
    void goBack();

    QSettings &m_state;
    QWidget *m_cameFrom = nullptr; // the tab whose item is shown; null: none of ours
    SearchTab *m_search;
    TablesTab *m_tables;
    ConsoleTab *m_console;
    CoverageTab *m_coverage;
};

} // namespace lockkeeper::ui
