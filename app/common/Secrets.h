// The secrets of the settings' owner, and what becomes of them.
#pragma once

#include "common/Settings.h"
#include "secrets/Keeper.h"

#include <QStringList>

#include <chrono>
#include <memory>

class QSettings;

namespace lockkeeper::app {

// Over the desktop's keyring and the file "secrets" beside the settings file, which outlives it.
[[nodiscard]] std::unique_ptr<secrets::Keeper> makeKeeper(QSettings &file,
                                                          std::chrono::milliseconds keyringPatience);

// What the keeper knows at the moment: tokens, addresses, the proxy's password.
void fillIn(Settings &settings, const secrets::Keeper &keeper);

// The same for a program without a window. Waits for the keyring, if anything is kept there, no longer than
// its patience, with events going on; nothing of a demo is secret. A sentence for each secret that could not
// be read.
[[nodiscard]] QStringList readSecrets(Settings &settings, QSettings &file);

// No core dump of this process is written: it would hold tokens. Other processes of the same user may look
// into /proc/PID still, or one Lockkeeper could not say that it is the other who has a database open.
void writeNoCoreDumps();

} // namespace lockkeeper::app
