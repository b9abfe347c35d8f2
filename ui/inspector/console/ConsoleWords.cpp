#include "ui/inspector/console/ConsoleWords.h"

#include "base/Format.h"

#include <QCoreApplication>

#include <cmath>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::ConsoleWords)
};

QString took(double seconds)
{
    return seconds < 1 ? formatMilliseconds(std::llround(seconds * 1e9)) : formatDuration(seconds);
}

QString limitOf(const inspect::ConsoleLimits &limits)
{
    return formatDuration(std::chrono::duration<double>(limits.time).count());
}
} // namespace

QString resultWords(const inspect::ConsoleResult &result, const inspect::ConsoleLimits &limits)
{
    const QString rows = Tr::tr("%Ln row(s)", nullptr, int(result.rows.size()));
    switch (result.cut) {
    case inspect::ConsoleCut::None:
        break;
    case inspect::ConsoleCut::Rows:
        return Tr::tr("Cut at %1; there are more (%2).").arg(rows, took(result.seconds));
    case inspect::ConsoleCut::Bytes:
        return Tr::tr("Cut at %1, which is %2 of memory; there are more.")
            .arg(rows, formatBytes(limits.bytes));
    case inspect::ConsoleCut::Time:
        return Tr::tr("Stopped after %1, with %2 so far.").arg(limitOf(limits), rows);
    case inspect::ConsoleCut::Stopped:
        return Tr::tr("Interrupted after %1, with %2 so far.").arg(took(result.seconds), rows);
    }
    return Tr::tr("%1 in %2.").arg(rows, took(result.seconds));
}

QString emptyWords(const inspect::ConsoleAnswer &answer, const inspect::ConsoleLimits &limits)
{
    switch (answer.cut) {
    case inspect::ConsoleCut::Time:
        return Tr::tr("Stopped after %1.").arg(limitOf(limits));
    case inspect::ConsoleCut::Stopped:
        return Tr::tr("Interrupted after %1.").arg(took(answer.seconds));
    default:
        return Tr::tr("There is no statement in it.");
    }
}

QString errorWords(const Error &error, const QString &place)
{
    QString words = error.text;
    if (!place.isEmpty()) {
        if (words.endsWith(u'.'))
            words.chop(1);
        words += u" ("_s + place + u")."_s;
    } else if (!words.endsWith(u'.')) {
        words += u'.';
    }
    return error.hint.isEmpty() ? words : words + u' ' + error.hint;
}

} // namespace lockkeeper::ui
