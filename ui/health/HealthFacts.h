// What there is to say of one database, fact by fact, and as rich text. Pure.
#pragma once

#include "ui/common/Icons.h"
#include "ui/common/Palettes.h"
#include "ui/health/DatabaseRow.h"

#include <QDateTime>
#include <QList>
#include <QString>

namespace lockkeeper::ui {

struct HealthFact
{
    QString what;
    QString value;
    IconTone tone = IconTone::Text; // other where it deserves the eye

    friend bool operator==(const HealthFact &, const HealthFact &) = default;
};

[[nodiscard]] QList<HealthFact> healthFacts(const DatabaseRow &row, const QString &sqliteVersion,
                                            const QDateTime &now = QDateTime::currentDateTime());

// With the database's name over it and its states in sentences. Everything from outside is escaped.
[[nodiscard]] QString healthHtml(const QString &name, const DatabaseRow &row, const QString &sqliteVersion,
                                 const Tones &tones, const QDateTime &now = QDateTime::currentDateTime());

} // namespace lockkeeper::ui
