#include "ui/health/DatabaseState.h"

#include "ui/common/Format.h"

#include <QCoreApplication>

#include <algorithm>
#include <functional>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::DatabaseState)
};

// Below these, giving free pages back is not worth the time: a sync fills them again.
constexpr qint64 leastFreeBytes = 1024 * 1024;
constexpr qint64 leastFreeShare = 5; // a fifth

bool worthCompacting(const DatabaseRow &row)
{
    return row.freeBytes() >= leastFreeBytes && row.health.freePages * leastFreeShare >= row.health.pages;
}

DatabaseState ofError(ErrorKind kind)
{
    if (kind == ErrorKind::Corrupt)
        return DatabaseState::Damaged;
    return kind == ErrorKind::Locked ? DatabaseState::Locked : DatabaseState::Unreadable;
}

QString said(const Error &error)
{
    return error.hint.isEmpty() ? error.text : error.text + ' '_L1 + error.hint;
}
} // namespace

QList<DatabaseState> statesOf(const DatabaseRow &row)
{
    if (!row.read)
        return {row.check && row.check->damaged ? DatabaseState::Damaged : DatabaseState::NotRead};
    if (!row.health.exists)
        return {DatabaseState::Missing};
    QList<DatabaseState> states;
    if (row.health.error)
        states.append(ofError(row.health.error->kind));
    if (row.check && row.check->damaged)
        states.append(DatabaseState::Damaged);
    else if (row.check && row.check->indexDamaged)
        states.append(DatabaseState::IndexDamaged);
    if (!row.health.findings.isEmpty())
        states.append(DatabaseState::Incomplete);
    if (!row.health.error) { // else these were not all read
        if (row.health.journalMode.compare("wal"_L1, Qt::CaseInsensitive) != 0)
            states.append(DatabaseState::NotInWal);
        if (!row.health.schemaUpToDate)
            states.append(DatabaseState::OldSchema);
        if (worthCompacting(row))
            states.append(DatabaseState::FreePages);
    }
    std::ranges::sort(states, std::greater());
    states.erase(std::unique(states.begin(), states.end()), states.end());
    if (states.isEmpty())
        states.append(DatabaseState::Fine);
    return states;
}

DatabaseState stateOf(const DatabaseRow &row)
{
    return statesOf(row).constFirst();
}

StateLook databaseLook(DatabaseState state)
{
    switch (state) {
    case DatabaseState::NotRead:
        return {Tr::tr("being looked at…"), u"state-waiting"_s, IconTone::Muted};
    case DatabaseState::Missing:
        return {Tr::tr("not there yet"), u"state-idle"_s, IconTone::Muted};
    case DatabaseState::Fine:
        return {Tr::tr("fine"), u"state-done"_s, IconTone::Done};
    case DatabaseState::FreePages:
        return {Tr::tr("free pages worth compacting"), u"info"_s, IconTone::Running};
    case DatabaseState::OldSchema:
        return {Tr::tr("schema of an older version"), u"info"_s, IconTone::Running};
    case DatabaseState::NotInWal:
        return {Tr::tr("not in WAL"), u"state-broken"_s, IconTone::Warning};
    case DatabaseState::Unreadable:
        return {Tr::tr("could not look"), u"state-broken"_s, IconTone::Warning};
    case DatabaseState::Locked:
        return {Tr::tr("locked: could not look"), u"state-lock"_s, IconTone::Warning};
    case DatabaseState::IndexDamaged:
        return {Tr::tr("full-text index damaged"), u"state-failed"_s, IconTone::Failed};
    case DatabaseState::Incomplete:
        return {Tr::tr("a part is missing"), u"state-failed"_s, IconTone::Failed};
    case DatabaseState::Damaged:
        return {Tr::tr("damaged"), u"state-failed"_s, IconTone::Failed};
    }
    return {};
}

QString stateMeaning(DatabaseState state, const DatabaseRow &row)
{
    switch (state) {
    case DatabaseState::NotRead:
        return {};
    case DatabaseState::Missing:
        return Tr::tr("There is no database yet. The first sync makes it.");
    case DatabaseState::Fine:
        return row.check ? Tr::tr("Nothing is wrong with it, as far as it was looked at.")
                         : Tr::tr("Nothing is wrong at a glance. It was not checked yet.");
    case DatabaseState::FreePages:
        return Tr::tr("Compacting gives back %1.").arg(formatBytes(row.freeBytes()));
    case DatabaseState::OldSchema:
        return Tr::tr("The next sync adds what an older version did not have yet.");
    case DatabaseState::NotInWal:
        return Tr::tr("Readers and writers block each other until it is switched to WAL.");
    case DatabaseState::Unreadable:
        return said(*row.health.error);
    case DatabaseState::Locked:
        return row.health.error->text + ' '_L1 +
               Tr::tr("That says nothing about the file. Look again once it is free.");
    case DatabaseState::IndexDamaged:
        return Tr::tr("The items are whole, but searching would miss some: rebuild the full-text index.");
    case DatabaseState::Incomplete:
        return row.health.findings.join(' '_L1);
    case DatabaseState::Damaged: {
        const bool unreadable = row.health.error && row.health.error->kind == ErrorKind::Corrupt;
        const QString why =
            unreadable ? row.health.error->text : Tr::tr("The last check found the file damaged.");
        return why + ' '_L1 +
               Tr::tr("Nothing was changed. Restore a backup, or recover what can be read into a new file.");
    }
    }
    return {};
}

} // namespace lockkeeper::ui
