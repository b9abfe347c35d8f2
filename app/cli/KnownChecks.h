// What the history knows of the databases from the checks of before.
#pragma once

#include "history/Checks.h"

#include <QMap>
#include <QString>

#include <optional>

namespace lockkeeper::cli {

class KnownChecks final
{
public:
    // A history that cannot be read says nothing about the databases; that is told on standard error.
    explicit KnownChecks(const QString &historyPath);

    [[nodiscard]] std::optional<history::CheckRecord> of(const QString &community) const;
    // Whether the newest check found something wrong with that file, were it but an index.
    [[nodiscard]] bool foundWrong(const QString &community, const QString &path) const;
    // What the newest check found damaged, in words; empty: nothing that is known.
    [[nodiscard]] QString damageOf(const QString &community) const;

private:
    QMap<QString, history::CheckRecord> m_checks;
};

// Both on standard error where something is wrong.
void keepCheck(const QString &historyPath, const history::CheckRecord &check);
void tellHistory(const Error &error);

} // namespace lockkeeper::cli
