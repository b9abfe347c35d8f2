#include "ui/dashboard/StateText.h"

#include "base/Time.h"
#include "ui/common/Format.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::StateText)
};

constexpr double shownWait = 0.3; // seconds; what is shorter would only flicker

// Locked is not corrupt.
StateLook unreadLook(ErrorKind why)
{
    switch (why) {
    case ErrorKind::Locked:
        return {Tr::tr("locked"), u"state-lock"_s, IconTone::Warning};
    case ErrorKind::Corrupt:
        return {Tr::tr("damaged"), u"state-failed"_s, IconTone::Failed};
    default:
        return {Tr::tr("unreadable"), u"state-broken"_s, IconTone::Warning};
    }
}
} // namespace

StateLook stateLook(RowState state)
{
    switch (state) {
    case RowState::NeverSynced:
        return {Tr::tr("not synced yet"), u"state-idle"_s, IconTone::Muted};
    case RowState::Unknown:
        return {Tr::tr("unknown"), u"state-idle"_s, IconTone::Muted};
    case RowState::Idle:
        return {Tr::tr("idle"), u"state-idle"_s, IconTone::Muted};
    case RowState::Waiting:
        return {Tr::tr("in line"), u"state-waiting"_s, IconTone::Muted};
    case RowState::Running:
        return {Tr::tr("running"), u"state-running"_s, IconTone::Running};
    case RowState::Stopping:
        return {Tr::tr("stopping…"), u"state-cancelled"_s, IconTone::Warning};
    case RowState::Done:
        return {Tr::tr("done"), u"state-done"_s, IconTone::Done};
    case RowState::Failed:
        return {Tr::tr("failed"), u"state-failed"_s, IconTone::Failed};
    case RowState::Cancelled:
        return {Tr::tr("cancelled"), u"state-cancelled"_s, IconTone::Muted};
    case RowState::Skipped:
        return {Tr::tr("skipped"), u"state-skipped"_s, IconTone::Muted};
    case RowState::Broken:
        return {Tr::tr("broken"), u"state-broken"_s, IconTone::Failed};
    }
    return {};
}

StateLook stateLook(const Figures &figures)
{
    if (figures.held)
        return {Tr::tr("paused"), u"pause"_s, IconTone::Muted};
    const bool settled =
        !figures.active() && figures.state != RowState::Failed && figures.state != RowState::Broken;
    if (figures.damaged && settled) // more pressing than when it was synced
        return unreadLook(ErrorKind::Corrupt);
    if (figures.state == RowState::Unknown && figures.unread)
        return unreadLook(*figures.unread);
    StateLook look = stateLook(figures.state);
    if (figures.state == RowState::Failed && figures.jobs > 1 && figures.failed > 0)
        look.word = Tr::tr("%1 of %2 failed").arg(formatNumber(figures.failed), formatNumber(figures.asked));
    if (figures.state != RowState::Running || figures.jobs != 1)
        return look;
    switch (figures.phase) {
    case sync::Phase::Limit:
        return {Tr::tr("limit"), u"state-waiting"_s, IconTone::Warning};
    case sync::Phase::Backoff:
        return {Tr::tr("tries again"), u"state-waiting"_s, IconTone::Warning};
    case sync::Phase::LockWait:
        return {Tr::tr("lock wait"), u"state-lock"_s, IconTone::Warning};
    case sync::Phase::Writing:
        return {Tr::tr("writing"), u"state-running"_s, IconTone::Running};
    case sync::Phase::Pace:
        if (figures.phaseLeft < shownWait)
            break;
        return {Tr::tr("limit, %1").arg(formatDuration(figures.phaseLeft)), u"state-waiting"_s,
                IconTone::Running};
    case sync::Phase::Preparing:
    case sync::Phase::Requesting:
    case sync::Phase::Reading:
        break;
    }
    return look;
}

QStringList usualStateWords()
{
    QStringList words;
    for (int state = static_cast<int>(RowState::NeverSynced); state <= static_cast<int>(RowState::Broken);
         ++state)
        words.append(stateLook(static_cast<RowState>(state)).word);
    Figures figures;
    figures.jobs = 1;
    figures.state = RowState::Running;
    figures.phaseLeft = 59; // seconds
    for (int phase = static_cast<int>(sync::Phase::Preparing);
         phase <= static_cast<int>(sync::Phase::Writing); ++phase) {
        figures.phase = static_cast<sync::Phase>(phase);
        words.append(stateLook(figures).word);
    }
    figures.state = RowState::Failed;
    figures.jobs = figures.asked = figures.failed = 99;
    words.append(stateLook(figures).word);
    return words;
}

QString phaseText(sync::Phase phase, const QString &host, const QDateTime &until, const QDateTime &now)
{
    const QString who = host.isEmpty() ? Tr::tr("the remote") : host;
    const QString when = until.isValid() ? clockTime(until, now) : QString();
    switch (phase) {
    case sync::Phase::Preparing:
        return Tr::tr("opens the database");
    case sync::Phase::Pace:
        return until > now ? Tr::tr("waits: limit of %1, %2")
                                 .arg(who, formatDuration(static_cast<double>(now.msecsTo(until)) / 1000))
                           : Tr::tr("waits for its turn at %1").arg(who);
    case sync::Phase::Limit:
        return when.isEmpty() ? Tr::tr("waits for the limit of %1").arg(who)
                              : Tr::tr("waits for the limit of %1, goes on at %2").arg(who, when);
    case sync::Phase::Backoff:
        return when.isEmpty() ? Tr::tr("waits before it asks %1 again").arg(who)
                              : Tr::tr("waits before it asks %1 again, at %2").arg(who, when);
    case sync::Phase::Requesting:
        return Tr::tr("asks %1").arg(who);
    case sync::Phase::Reading:
        return host.isEmpty() ? Tr::tr("reads the answer") : Tr::tr("reads the answer of %1").arg(host);
    case sync::Phase::LockWait:
        return Tr::tr("waits for the write lock");
    case sync::Phase::Writing:
        return Tr::tr("writes");
    }
    return {};
}

} // namespace lockkeeper::ui
