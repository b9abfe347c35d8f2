// Asks where an export goes, and before a file that is there is replaced. GUI thread.
#pragma once

#include <QList>
#include <QString>

#include <functional>

class QWidget;

namespace lockkeeper::ui {

struct ExportFormat
{
    QString filter; // "CSV (*.csv)"
    QString suffix; // "csv"
};

struct ExportQuestion
{
    QString dialogName; // the dialog's object name
    QString folder;
    QString name; // proposed, with its suffix
    QList<ExportFormat> formats;
};

// `chosen` is called with a path that has a suffix: the one that was typed, or else that of the chosen
// format. Both live no longer than `parent`.
void askForExport(QWidget *parent, const ExportQuestion &question,
                  const std::function<void(const QString &path)> &chosen);

} // namespace lockkeeper::ui
