// A new community: its form, and what follows once it is saved.
#include "ui/common/DatabaseWork.h"
#include "ui/dashboard/CommunityNode.h"
#include "ui/dashboard/CommunityTree.h"
#include "ui/dashboard/DashboardPage.h"
#include "ui/dashboard/FilterField.h"
#include "ui/dashboard/MainWindow.h"
#include "ui/dashboard/RunLog.h"

#include <QComboBox>
#include <QDockWidget>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

void MainWindow::setNewCommunities(onboarding::Checks *checks, const QString &communitiesDir,
                                   const QString &dataDir)
{
    m_checks = checks;
    if (m_onboarding != nullptr) {
        m_onboarding->setChecks(checks);
        const bool elsewhere = !communitiesDir.isEmpty() && m_onboarding->isVisible() &&
                               (m_onboarding->place().communitiesDir != communitiesDir ||
                                m_onboarding->place().dataDir != dataDir);
        if (elsewhere)
            m_onboarding->reject(); // it was about another folder; its draft stays
    }
    m_newCommunityPlace = {.communitiesDir = communitiesDir, .dataDir = dataDir};
    updateActions();
}

// Made at the first use.
OnboardingDialog &MainWindow::onboarding()
{
    if (m_onboarding == nullptr) {
        m_onboarding = new OnboardingDialog(*m_work, m_surroundings.state, this);
        connect(m_onboarding, &OnboardingDialog::saved, this, [this](const QString &community, bool start) {
            m_saved = SavedCommunity{.id = community, .start = start};
            Q_EMIT catalogWanted();
        });
        connect(m_onboarding, &OnboardingDialog::warned, this, [this](const Error &error) {
            LogEntry entry = logError(error, QDateTime::currentDateTimeUtc());
            entry.level = LogLevel::Warning; // the first sync tries again
            m_log->append({entry});
        });
        connect(m_onboarding, &OnboardingDialog::failed, this, [this](const Error &error) {
            m_log->append({logError(error, QDateTime::currentDateTimeUtc())});
            m_actions->log->setChecked(true);
            m_logDock->show();
        });
        connect(m_onboarding, &OnboardingDialog::draftKept, this, [this] {
            m_log->append({{.time = QDateTime::currentDateTimeUtc(),
                            .level = LogLevel::Info,
                            .where = {},
                            .text = tr("The new community’s draft is kept: Ctrl+N goes on with it.")}});
        });
    }
    m_onboarding->setChecks(m_checks);
    return *m_onboarding;
}

OnboardingPlace MainWindow::onboardingPlace() const
{
    OnboardingPlace place = m_newCommunityPlace;
    place.busyTimeout = m_busyTimeout;
    place.demo = m_demo;
    return place;
}

void MainWindow::showOnboarding()
{
    onboarding().open(onboardingPlace());
}

QString MainWindow::editable() const
{
    const CommunityNode *node = m_dashboard->tree().currentNode();
    while (node && node->parent)
        node = node->parent;
    return node && node->entry && node->entry->loaded.community ? node->id : QString();
}

void MainWindow::editSources()
{
    if (const QString community = editable(); !community.isEmpty())
        onboarding().edit(onboardingPlace(), community);
}

// Once the catalog has it.
void MainWindow::showSaved()
{
    const QList<sync::CatalogEntry> &entries = m_dashboard->catalog().entries;
    const bool there = m_saved && std::ranges::any_of(entries, [this](const sync::CatalogEntry &entry) {
                           return entry.loaded.id == m_saved->id;
                       });
    if (!there)
        return;
    const SavedCommunity saved = *std::exchange(m_saved, std::nullopt);
    m_filter->clear();
    m_states->setCurrentIndex(0);
    showView(m_actions->communitiesView);
    m_dashboard->tree().select(m_dashboard->model().indexOf({.community = saved.id, .kind = {}, .name = {}}));
    if (saved.start)
        m_run->sync(m_dashboard->tree().selectedJobs());
}

} // namespace lockkeeper::ui
