// The commands of the interface, with their options: one table for reading the command line and for its help.
#pragma once

#include <QCommandLineOption>
#include <QList>
#include <QString>

namespace lockkeeper::cli {

enum class CommandId {
    Sync,
    Status,
    Validate,
    Health,
    History,
    Backup,
    Restore,
    Migrate,
    Checkpoint,
    Search,
    Show
};

struct Command
{
    CommandId id = CommandId::Sync;
    QString name;
    QString synopsis;                  // what follows the name
    QString summary;                   // one sentence
    QString details;                   // for its own help; may be empty
    QList<QCommandLineOption> options; // beside those every command has
    QStringList examples;              // whole command lines
    bool takesPaths = false;
    bool takesWords = false;
};

[[nodiscard]] const QList<Command> &commands();
[[nodiscard]] const Command *findCommand(const QString &name); // null: there is none of that name

// Every kind of source the interface names, built in or not.
[[nodiscard]] QStringList interfaceKinds();

// --json, --quiet, --verbose, --help, --version.
[[nodiscard]] QList<QCommandLineOption> commonOptions();

} // namespace lockkeeper::cli
