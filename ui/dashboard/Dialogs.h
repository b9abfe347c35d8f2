// The window's small dialogs. All are window-modal and asynchronous: nothing waits for them. GUI thread.
#pragma once

#include <QLatin1StringView>
#include <QList>
#include <QString>

#include <functional>

class QAction;
class QWidget;

namespace lockkeeper::ui {

void showShortcuts(QWidget *parent, const QList<QAction *> &actions);
void showAbout(QWidget *parent, const QString &sqliteVersion);

// "A sync is running": `stopAndQuit` is called if the maintainer says so. The default is to go on.
inline constexpr QLatin1StringView quitDialogName{"quitDialog"};
void askToQuit(QWidget *parent, const std::function<void()> &stopAndQuit);

// `chosen` is called with the folder, unless the maintainer thinks better of it.
void askForFolder(QWidget *parent, const QString &start, const std::function<void(const QString &)> &chosen);

} // namespace lockkeeper::ui
