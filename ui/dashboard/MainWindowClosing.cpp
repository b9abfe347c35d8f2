// The window as the desktop treats it: closed, hidden, resized. It goes once what is under way has ended, and
// nothing that was entered is lost unasked.
#include "ui/common/DatabaseWork.h"
#include "ui/contention/ContentionPage.h"
#include "ui/dashboard/Dialogs.h"
#include "ui/dashboard/GreetingPage.h"
#include "ui/dashboard/MainWindow.h"
#include "ui/health/RehearsalDialog.h"

#include <QCloseEvent>
#include <QStackedWidget>

namespace lockkeeper::ui {

void MainWindow::closeEvent(QCloseEvent *event)
{
    saveLayout();
    if (m_onboarding != nullptr && m_onboarding->hasUnsavedEdit()) {
        event->ignore();
        m_onboarding->askToThrowAway([this] { close(); });
        return;
    }
    if (!busy()) {
        event->accept();
        return;
    }
    event->ignore();
    if (m_run->running() && !m_quitting)
        askToQuit(this, [this] { stopAndQuit(); });
    else
        stopAndQuit(); // what is under way leaves the databases as they are
}

bool MainWindow::busy() const
{
    return m_run->running() || m_work->running() || (m_rehearsal && m_rehearsal->running());
}

void MainWindow::stopAndQuit()
{
    m_quitting = true;
    m_run->stopAll();
    m_work->cancelAll();
    if (m_rehearsal)
        m_rehearsal->cancel();
    updateActions();
    if (!busy()) // it ended while the question stood
        close();
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::WindowStateChange)
        updateWatched();
    // Back from an editor or a file manager: a configuration may have been written meanwhile.
    if (event->type() == QEvent::ActivationChange && isActiveWindow() && m_greeting &&
        m_pages->currentWidget() == m_greeting)
        Q_EMIT catalogWanted();
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    fitToolBar();
}

void MainWindow::showEvent(QShowEvent *event)
{
    QMainWindow::showEvent(event);
    updateWatched();
}

void MainWindow::hideEvent(QHideEvent *event)
{
    QMainWindow::hideEvent(event);
    updateWatched();
}

void MainWindow::updateWatched()
{
    const bool watched = isVisible() && !isMinimized();
    m_run->setWatched(watched);
    m_contention->setWatched(watched);
}

} // namespace lockkeeper::ui
