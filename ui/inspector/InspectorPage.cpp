#include "ui/inspector/InspectorPage.h"

#include "ui/inspector/console/ConsoleTab.h"
#include "ui/inspector/coverage/CoverageTab.h"
#include "ui/inspector/search/SearchTab.h"
#include "ui/inspector/tables/TablesTab.h"

#include <QApplication>
#include <QFocusEvent>
#include <QSettings>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
constexpr QLatin1StringView tabKey = "inspector/tab"_L1;
} // namespace

InspectorPage::InspectorPage(QSettings &state, QWidget *parent)
    : QTabWidget(parent)
    , m_state(state)
    , m_search(new SearchTab(state, this))
    , m_tables(new TablesTab(state, this))
    , m_console(new ConsoleTab(state, this))
    , m_coverage(new CoverageTab(state, this))
{
    setObjectName(u"inspectorPage"_s);
    setAccessibleName(tr("Inspect"));
    setDocumentMode(true);
    setFocusProxy(nullptr);      // it is the bar of tabs otherwise
    setFocusPolicy(Qt::NoFocus); // it hands the focus on: Tab would never get past it
    addTab(m_search, tr("S&earch"));
    addTab(m_tables, tr("Ta&bles"));
    addTab(m_console, tr("S&QL"));
    addTab(m_coverage, tr("Cover&age"));

    connect(m_tables, &TablesTab::itemWanted, this,
            [this](const inspect::ItemRef &ref) { showItemOf(m_tables, ref); });
    connect(m_search, &SearchTab::itemLeft, this, &InspectorPage::goBack);
    connect(m_console, &ConsoleTab::itemWanted, this,
            [this](const inspect::ItemRef &ref) { showItemOf(m_console, ref); });

    // Qt goes to a tab's first widget; each has one that it is about. Whoever is on the tabs themselves stays
    // there.
    connect(this, &QTabWidget::currentChanged, this, [this] {
        if (currentWidget()->isAncestorOf(QApplication::focusWidget()))
            currentWidget()->setFocus(Qt::ShortcutFocusReason);
    });

    const QString tab = m_state.value(tabKey).toString();
    for (int i = 0; i < count(); ++i) {
        if (widget(i)->objectName() == tab)
            setCurrentIndex(i);
    }
}

void InspectorPage::setPlaces(const QList<inspect::Place> &places)
{
    m_search->setPlaces(places);
    m_tables->setPlaces(places);
    m_console->setPlaces(places);
    m_coverage->setPlaces(places);
}

void InspectorPage::setCommunities(const QList<community::Community> &communities)
{
    m_coverage->setCommunities(communities);
}

void InspectorPage::setChecks(onboarding::Checks *checks)
{
    m_coverage->setChecks(checks);
}

void InspectorPage::runEnded(const sync::RunSnapshot &run)
{
    m_tables->runEnded(run);
    m_coverage->runEnded(run);
}

void InspectorPage::goToSearch()
{
    setCurrentWidget(m_search);
    m_search->goToField();
}

void InspectorPage::showItem(const inspect::ItemRef &ref)
{
    showItemOf(nullptr, ref);
}

void InspectorPage::showItemOf(QWidget *tab, const inspect::ItemRef &ref)
{
    m_cameFrom = tab;
    setCurrentWidget(m_search);
    m_search->showItem(ref);
}

void InspectorPage::goBack()
{
    if (m_cameFrom == nullptr) {
        Q_EMIT itemLeft();
        return;
    }
    setCurrentWidget(m_cameFrom);
    m_cameFrom->setFocus(Qt::OtherFocusReason);
}

void InspectorPage::saveState()
{
    m_search->saveState();
    m_console->saveState();
    m_state.setValue(tabKey, currentWidget()->objectName());
}

void InspectorPage::focusInEvent(QFocusEvent *event)
{
    currentWidget()->setFocus(event->reason());
}

} // namespace lockkeeper::ui
