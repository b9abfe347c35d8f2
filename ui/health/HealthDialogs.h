// The page's questions. Window-modal and asynchronous: nothing waits for them. GUI thread.
#pragma once

#include "ui/health/DatabaseRow.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <functional>

class QWidget;

namespace lockkeeper::ui {

// What compacting these gives back and takes for a while. `compact` is called if the maintainer says so.
void askToCompact(const QStringList &names, const QList<DatabaseRow> &rows, QWidget *parent,
                  const std::function<void()> &compact);

// Into which new file; `folder` is offered.
void askToRecover(const QString &name, const DatabaseRow &row, const QString &folder, QWidget *parent,
                  const std::function<void(const QString &file)> &recover);

} // namespace lockkeeper::ui
