// Looks inside the databases: what was collected, by search, by table, by hand. Opens nothing before it is
// seen. GUI thread.
#pragma once

#include "community/Community.h"
#include "inspect/item/ItemRef.h"

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
    void goToSearch();                          // with the field ready to be typed into
    void showItem(const inspect::ItemRef &ref); // wherever it was asked for
    void saveState();

protected:
    void focusInEvent(QFocusEvent *event) override; // goes to the tab in front

private:
    QSettings &m_state;
    SearchTab *m_search;
    TablesTab *m_tables;
    ConsoleTab *m_console;
    CoverageTab *m_coverage;
};

} // namespace lockkeeper::ui
