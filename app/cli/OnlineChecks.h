// Asks the remotes about all that communities' configurations name, several at once: `validate --online`.
#pragma once

#include "cli/Arguments.h"
#include "community/Loader.h"
#include "onboarding/Finding.h"

#include <QList>
#include <QString>

#include <chrono>

namespace lockkeeper::http {
class Client;
}

namespace lockkeeper::cli {

struct OnlineFinding
{
    QString file;
    int line = 0;   // 1-based, 0 where the place is not known
    int column = 0; // 1-based
    QString key;    // "github.repos[2]"
    QString about;  // the item: "mne-tools/mne-python", "openalex: mne python"
    onboarding::Finding finding;

    // "mne/config.yaml:12:5: github.repos[2]: …", as the offline ones read.
    [[nodiscard]] QString describe() const;
};

struct OnlineFindings
{
    QList<OnlineFinding> all; // in the order of the files and their lines; those that were finished
    bool isInterrupted = false;

    [[nodiscard]] int count(onboarding::Verdict verdict) const;
};

// Runs the event loop meanwhile, so that Ctrl+C is heard. Broken configurations are passed over.
// `patience`: for one check.
[[nodiscard]] OnlineFindings checkOnline(http::Client &client, const QList<community::LoadedCommunity> &files,
                                         std::chrono::milliseconds patience);

// "fine", "warning", "error", "not_checked".
[[nodiscard]] QString verdictName(onboarding::Verdict verdict);

} // namespace lockkeeper::cli
