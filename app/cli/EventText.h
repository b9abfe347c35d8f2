// A run in sentences: what a job did, what it waits for, what all came to.
#pragma once

#include "sync/Snapshot.h"

#include <QDateTime>
#include <QString>
#include <QStringList>

namespace lockkeeper::cli {

[[nodiscard]] QString jobTitle(const sync::JobKey &key); // "mne github mne-tools/mne-python"

// One line for a job that has ended; a failed one's error is among it, without its hint.
[[nodiscard]] QString endText(const sync::JobSnapshot &job);

// What a running job is at: "reading", "github.example: limit reached, goes on at 14:05".
[[nodiscard]] QString phaseText(const sync::JobSnapshot &job,
                                const QDateTime &now = QDateTime::currentDateTime());

// "failed", "cancelled", … for people.
[[nodiscard]] QString stateText(sync::JobState state);

// The end of a run: totals, network, locks, the notices (a renamed repository, an unreadable item) unless
// they have been told, each failure with what to do.
[[nodiscard]] QStringList summaryText(const sync::RunSnapshot &run, bool noticesTold);

} // namespace lockkeeper::cli
