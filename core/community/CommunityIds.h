// An id for a community that has only a name so far.
#pragma once

#include <QString>
#include <QStringList>

namespace lockkeeper::community {

// "MNE Python" -> "mne-python", "Göttingen EEG" -> "gottingen-eeg"; "community" where nothing of the name can
// be kept. Always isCommunityId().
[[nodiscard]] QString idFromName(const QString &name);

// The same, with "-2", "-3", … behind it if `taken` has it already.
[[nodiscard]] QString freeId(const QString &name, const QStringList &taken);

// What stands in the communities folder, whether it is a community or not. Blocking.
[[nodiscard]] QStringList takenIds(const QString &folder);

} // namespace lockkeeper::community
