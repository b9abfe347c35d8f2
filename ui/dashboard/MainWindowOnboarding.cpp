// Communities come, change and go: the form, what follows once it is saved, and removing one.
#include "backup/BackupName.h"
#include "ui/common/CommunityNames.h"
#include "ui/common/DatabaseWork.h"
#include "ui/dashboard/CommunityNode.h"
#include "ui/dashboard/CommunityTree.h"
#include "ui/dashboard/DashboardPage.h"
#include "ui/dashboard/FilterField.h"
#include "ui/dashboard/MainWindow.h"
#include "ui/dashboard/RunLog.h"
#include "ui/inspector/InspectorPage.h"
#include "ui/onboarding/RemovalDialog.h"

#include <QComboBox>
#include <QDateTime>
#include <QDir>
#include <QDockWidget>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

void MainWindow::setNewCommunities(onboarding::Checks *checks, const QString &communitiesDir,
                                   const QString &dataDir)
{
    m_checks = checks;
    m_inspector->setChecks(checks);
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
        connect(m_onboarding, &OnboardingDialog::draftKept, this,
                [this] { tell(tr("The new community’s draft is kept: Ctrl+N goes on with it.")); });
        connect(m_onboarding, &OnboardingDialog::told, this, &MainWindow::tell);
        connect(m_onboarding, &OnboardingDialog::sourcesRemoved, this, [this](const auto &removed) {
            stopJobs(removed);
            Q_EMIT catalogWanted(); // so that no run begins with them
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

// Also one whose configuration is broken.
QString MainWindow::removable() const
{
    const CommunityNode *node = m_dashboard->tree().currentNode();
    while (node && node->parent)
        node = node->parent;
    return node && node->entry ? node->id : QString();
}

void MainWindow::removeCommunity()
{
    const QString community = removable();
    if (community.isEmpty() || findChild<RemovalDialog *>() != nullptr)
        return;
    const OnboardingPlace place = onboardingPlace();
    const QString folder = m_backupFolder.isEmpty() ? backup::backupsFolder(place.dataDir) : m_backupFolder;
    const QString moveTo =
        folder + u'/' +
        backup::fileNameOf({.community = community, .taken = QDateTime::currentDateTimeUtc()});
    auto *dialog = new RemovalDialog({.removal = {.communitiesDir = place.communitiesDir,
                                                  .dataDir = place.dataDir,
                                                  .id = community,
                                                  .moveTo = moveTo,
                                                  .busyTimeout = place.busyTimeout},
                                      .name = CommunityNames(m_dashboard->catalog()).of(community)},
                                     *m_work, this);
    connect(dialog, &RemovalDialog::removing, this, [this](const QString &id) {
        QList<sync::JobKey> jobs;
        for (const sync::JobSnapshot &job : m_run->last().jobs) {
            if (job.key.community == id)
                jobs.append(job.key);
        }
        stopJobs(jobs);
    });
    connect(dialog, &RemovalDialog::removed, this,
            [this](const QString &id, const sync::RemovedCommunity &removed) {
                tell(tr("%1 was removed. Its configuration is in %2 now.")
                         .arg(id, QDir::toNativeSeparators(removed.configuration)));
                if (!removed.database.isEmpty())
                    tell(tr("The database of %1, with all its rows, is %2.")
                             .arg(id, QDir::toNativeSeparators(removed.database)));
                Q_EMIT catalogWanted();
            });
    dialog->open();
}

void MainWindow::stopJobs(const QList<sync::JobKey> &jobs)
{
    if (m_run->running())
        m_run->stop(jobs);
}

void MainWindow::tell(const QString &text)
{
    m_log->append(
        {{.time = QDateTime::currentDateTimeUtc(), .level = LogLevel::Info, .where = {}, .text = text}});
}

} // namespace lockkeeper::ui
