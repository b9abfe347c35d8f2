#include "ui/migration/MigrationRow.h"

#include "store/values/ProcessName.h"
#include "ui/common/Format.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::MigrationRow)
};
} // namespace

bool MigrationRow::active() const
{
    return stage >= MigrationStage::InLine && stage <= MigrationStage::Verifying;
}

bool MigrationRow::canBeTicked() const
{
    switch (stage) {
    case MigrationStage::Ready:
    case MigrationStage::Skipped:
    case MigrationStage::Failed:
    case MigrationStage::Cancelled:
        return true;
    default:
        return false;
    }
}

void MigrationRow::showPlan(const migration::MigrationPlan &found)
{
    plan = found;
    if (found.bytes > 0)
        database.bytes = found.bytes;
    // Whatever else may be said of one that is in that mode already.
    const bool settled = !found.from.isEmpty() && !found.needed;
    error = settled ? std::nullopt : found.refusal();
    const bool lockedOut = error && error->kind == ErrorKind::Locked; // then SQLite only supposes a mode
    if (!found.from.isEmpty() && !lockedOut)
        database.mode = found.from;
    if (settled)
        stage = MigrationStage::NothingToDo;
    else
        stage = error ? MigrationStage::Refused : MigrationStage::Ready;
}

void MigrationRow::showProgress(const migration::MigrationProgress &progress)
{
    using Phase = migration::MigrationProgress::Phase;
    done = progress.done;
    holder = progress.holder;
    switch (progress.phase) {
    case Phase::Preflight:
        stage = MigrationStage::Checking;
        break;
    case Phase::BackingUp:
        stage = MigrationStage::BackingUp;
        break;
    case Phase::Waiting:
        stage = MigrationStage::Waiting;
        break;
    case Phase::Switching:
        stage = MigrationStage::Switching;
        break;
    case Phase::Verifying:
        stage = MigrationStage::Verifying;
        break;
    }
}

void MigrationRow::showResult(const Result<migration::MigrationReport> &result)
{
    holder.clear();
    if (result) {
        report = *result;
        error.reset();
        database.mode = result->to;
        ticked = false;
        stage = result->changed ? MigrationStage::Done : MigrationStage::NothingToDo;
        return;
    }
    if (result.error().isCancelled()) {
        stage = MigrationStage::Cancelled;
        return;
    }
    error = result.error();
    stage = error->kind == ErrorKind::Locked ? MigrationStage::Skipped : MigrationStage::Failed;
    if (stage == MigrationStage::Failed) // trying again would fail again, unless somebody mends it
        ticked = false;
}

StateLook migrationLook(const MigrationRow &row)
{
    const auto at = [](const QString &word) {
        return StateLook{word, u"state-running"_s, IconTone::Running};
    };
    switch (row.stage) {
    case MigrationStage::Looking:
        return {Tr::tr("looking…"), u"state-waiting"_s, IconTone::Muted};
    case MigrationStage::Ready:
        if (row.damaged)
            return {Tr::tr("damaged"), u"state-failed"_s, IconTone::Failed};
        return {Tr::tr("ready"), u"state-idle"_s, IconTone::Text};
    case MigrationStage::NothingToDo:
        return {Tr::tr("nothing to do"), u"state-done"_s, IconTone::Muted};
    case MigrationStage::Refused:
        return {Tr::tr("refused"), u"state-broken"_s, IconTone::Failed};
    case MigrationStage::InLine:
        return {Tr::tr("in line"), u"state-waiting"_s, IconTone::Muted};
    case MigrationStage::Pausing:
        return {Tr::tr("pausing its jobs"), u"state-waiting"_s, IconTone::Running};
    case MigrationStage::Checking:
        return at(Tr::tr("checking"));
    case MigrationStage::BackingUp:
        return at(Tr::tr("backing up"));
    case MigrationStage::Waiting:
        return {row.holder.isEmpty() ? Tr::tr("waiting for another program")
                                     : Tr::tr("waiting for %1").arg(row.holder),
                u"state-lock"_s, IconTone::Warning};
    case MigrationStage::Switching:
        return at(Tr::tr("switching"));
    case MigrationStage::Verifying:
        return at(Tr::tr("verifying"));
    case MigrationStage::Done:
        return {Tr::tr("done"), u"state-done"_s, IconTone::Done};
    case MigrationStage::Skipped:
        return {Tr::tr("skipped"), u"state-skipped"_s, IconTone::Warning};
    case MigrationStage::Failed:
        return {Tr::tr("failed"), u"state-failed"_s, IconTone::Failed};
    case MigrationStage::Cancelled:
        return {Tr::tr("stopped"), u"state-cancelled"_s, IconTone::Muted};
    }
    return {};
}

ProgressLook migrationProgress(const MigrationRow &row)
{
    using Form = ProgressLook::Form;
    const bool begun = static_cast<int>(row.done * 100) > 0;
    const QString percent = Tr::tr("%1 %").arg(static_cast<int>(row.done * 100));
    switch (row.stage) {
    case MigrationStage::InLine:
    case MigrationStage::Pausing:
        return {.form = Form::Waiting, .text = {}};
    case MigrationStage::Checking:
    case MigrationStage::BackingUp:
    case MigrationStage::Waiting:
    case MigrationStage::Switching:
    case MigrationStage::Verifying:
        return {.form = Form::Determinate, .share = row.done, .text = percent};
    case MigrationStage::Done:
        return {
            .form = Form::Done, .share = 1, .text = Tr::tr("in %1").arg(formatDuration(row.report->seconds))};
    case MigrationStage::Failed:
        if (!begun)
            break;
        return {.form = Form::Failed, .share = row.done, .text = percent};
    case MigrationStage::Skipped:
    case MigrationStage::Cancelled:
        if (!begun)
            break;
        return {.form = Form::Stopped, .share = row.done, .text = percent};
    case MigrationStage::Looking:
    case MigrationStage::Ready:
    case MigrationStage::NothingToDo:
    case MigrationStage::Refused:
        break;
    }
    return {};
}

QString modesText(const MigrationRow &row)
{
    const QString now = row.database.mode.isEmpty() ? u"?"_s : row.database.mode;
    const QString to = migration::modeName(row.to);
    if (row.report && row.report->changed)
        return Tr::tr("%1, was %2").arg(row.report->to, row.report->from);
    return now == to ? now : Tr::tr("%1 → %2").arg(now, to);
}

QString usersText(const MigrationRow &row)
{
    QStringList names;
    if (row.plan) {
        for (const store::Process &user : row.plan->users)
            names.append(store::processName(user));
    }
    return names.isEmpty() ? unknownText() : names.join(u", "_s);
}

} // namespace lockkeeper::ui
