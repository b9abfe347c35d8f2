// What a remote is called on screen. Pure.
#pragma once

#include <QString>

namespace lockkeeper::ui {

// "OpenAlex: EEG" rather than "openalex:EEG", "mne.tools" rather than "https://mne.tools": the scheme is the
// same for nearly all of them. What sync_metadata and the command line call it stays in the job's key.
[[nodiscard]] QString remoteTitle(const QString &name);

} // namespace lockkeeper::ui
