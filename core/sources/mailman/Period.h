// The volumes of an archive. Mailman 2.1's archive_volume_frequency names them: yearly "2024", monthly
// "2024-January", quarterly "2024q1", weekly "Week-of-Mon-20240101", daily "20240101". Pure; any thread.
#pragma once

#include <QDate>
#include <QList>
#include <QSet>
#include <QString>

#include <optional>

namespace lockkeeper::sources::mailman {

struct Period
{
    QString name;    // its folder
    QDate begin;     // its first day
    QString archive; // file name of the whole as mbox, "2024-January.txt.gz"; empty where the index has none

    friend bool operator==(const Period &, const Period &) = default;
};

// Empty where `name` is none of the forms.
[[nodiscard]] std::optional<Period> periodNamed(const QString &name);

// Oldest first.
void sortPeriods(QList<Period> &periods);

// The names of those that may still grow: the newest two that have begun, and any that lies in the future,
// which senders with wrong clocks make. `sorted` as by sortPeriods().
[[nodiscard]] QSet<QString> openPeriods(const QList<Period> &sorted, const QDate &today);

} // namespace lockkeeper::sources::mailman
