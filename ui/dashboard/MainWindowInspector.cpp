// The view that looks inside the databases, as far as the window has to do with it.
#include "sync/Plan.h"
#include "ui/common/CommunityNames.h"
#include "ui/dashboard/MainWindow.h"
#include "ui/history/HistoryPage.h"
#include "ui/inspector/InspectorPage.h"

namespace lockkeeper::ui {

void MainWindow::connectInspector()
{
    connect(m_actions->inspectorView, &QAction::triggered, this,
            [this] { showView(m_actions->inspectorView); });
    connect(m_actions->search, &QAction::triggered, this, [this] {
        showView(m_actions->inspectorView);
        m_inspector->goToSearch();
    });
    connect(m_history, &HistoryPage::itemWanted, this, [this](const inspect::ItemRef &item) {
        showView(m_actions->inspectorView);
        m_inspector->showItem(item);
    });
    connect(m_inspector, &InspectorPage::itemLeft, this, [this] { showView(m_actions->historyView); });
    connect(m_history, &HistoryPage::retryWanted, m_run, &RunControl::retry);
    connect(m_run, &RunControl::finished, m_inspector, &InspectorPage::runEnded);
}

// Those whose configuration is broken, too: what was collected is there.
void MainWindow::showPlaces(const sync::Catalog &catalog)
{
    const CommunityNames names(catalog);
    QList<inspect::Place> places;
    for (const sync::CatalogEntry &entry : catalog.entries) {
        if (entry.databaseExists)
            places.append({.community = entry.loaded.id,
                           .name = names.of(entry.loaded.id),
                           .database = entry.database.path});
    }
    m_inspector->setCommunities(catalog.healthy());
    m_inspector->setPlaces(places);
    const QList<sync::JobKey> jobs = sync::makePlan(catalog.healthy()).jobs;
    m_history->setConfigured({jobs.cbegin(), jobs.cend()});
}

} // namespace lockkeeper::ui
