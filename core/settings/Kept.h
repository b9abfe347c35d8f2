// What the settings file says, and what beats it. Values; the functions are for the thread of their
// QSettings.
#pragma once

#include <QMap>
#include <QString>
#include <QStringList>

class QSettings;

namespace lockkeeper::settings {

using Values = QMap<QString, QString>; // by key

// What the command line or the environment says instead of the file.
struct Override
{
    QString value;
    QString origin; // "--data-dir", "DATA_DIR"
};
using Overrides = QMap<QString, Override>; // by key

struct Kept
{
    Values values; // of every setting that is checked in the file; the default of those that are not there
    QStringList wrong;   // keys of those that are wrong there: their defaults count
    QStringList notices; // a sentence for each
};
// Touches no file that is not there.
[[nodiscard]] Kept readKept(const QSettings &file);

// Only what is not the default is written, so that whoever never chose gets the defaults of a later version.
// Keys that are no setting stay.
void writeKept(QSettings &file, const Values &values);

} // namespace lockkeeper::settings
