// Times as the knowledge database keeps them: ISO 8601 in UTC.
#pragma once

#include <QDateTime>
#include <QString>

namespace lockkeeper {

// "2026-01-27T10:15:00+00:00": with an offset rather than `Z`, so that every Python's fromisoformat() reads
// it.
[[nodiscard]] QString toIsoUtc(const QDateTime &time);

// The same to the millisecond: names a run.
[[nodiscard]] QString toIsoUtcMs(const QDateTime &time);

// Invalid unless `text` is an ISO 8601 date and time with a zone. The result is in UTC.
[[nodiscard]] QDateTime fromIso(const QString &text);

// A point of time in the maintainer's own clock for a sentence: "14:05", with the date if it is another day.
[[nodiscard]] QString clockTime(const QDateTime &time, const QDateTime &now = QDateTime::currentDateTime());

} // namespace lockkeeper
