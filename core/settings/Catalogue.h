// Every setting there is: its key in the settings file, its words, its default and its limits, once for the
// file's reader, the window's dialog and its search. Values are texts, as the file keeps them. Pure; any
// thread.
#pragma once

#include "base/Result.h"

#include <QList>
#include <QString>

namespace lockkeeper::settings {

// Keys of the settings file, all optional; one that is not there has its default. Folders are empty by
// default: then the assistant's own are meant, or the folder beside the databases.
namespace key {
inline constexpr auto DataDir = "dataDir";
inline constexpr auto CommunitiesDir = "communitiesDir";
inline constexpr auto Jobs = "jobs";
inline constexpr auto BusyTimeoutMs = "busyTimeoutMs";
inline constexpr auto TimeoutSeconds = "timeoutSeconds";
inline constexpr auto Contact = "contact";
inline constexpr auto ProxyKind = "proxy/kind"; // system, none, http, socks5
inline constexpr auto ProxyHost = "proxy/host";
inline constexpr auto ProxyPort = "proxy/port";
inline constexpr auto ProxyUser = "proxy/user";
inline constexpr auto BackupFolder = "backups/folder";
inline constexpr auto BackupNumber = "backups/keep";   // 0: any number
inline constexpr auto BackupDays = "backups/keepDays"; // 0: however old
inline constexpr auto BackupFirst = "backups/beforeSwitch";
inline constexpr auto Endpoints = "endpoints/"; // and the endpoint's name: a URL
inline constexpr auto Paces = "paces/";         // and the endpoint's name: requests a second
// Remembered with the window, not in this file: system, light, dark.
inline constexpr auto Appearance = "appearance";
} // namespace key

enum class Kind { Folder, Whole, Decimal, Flag, Choice, Line };

enum class Page { Folders, Syncing, Network, Backups, Services, Appearance };

// From when on a change counts.
enum class Effect {
    AtOnce,
    NextSync, // what runs ends as it began
};

struct Choice
{
    QString value;
    QString label;
};

struct Setting
{
    QString key;
    Page page = Page::Folders;
    Kind kind = Kind::Line;
    QString label;   // with a mnemonic
    QString toolTip; // what it does, a sentence or two
    QString words;   // that one may search for besides
    QString fallback;
    double least = 0;
    double most = 0;
    QString unit;          // behind a number
    QList<Choice> choices; // of Kind::Choice
    Effect effect = Effect::AtOnce;
};

// In the order the dialog shows them; in the language of now.
[[nodiscard]] QList<Setting> catalogue();

// Empty for what only some settings have.
[[nodiscard]] QString pageTitle(Page page);

// The value as it is kept, trimmed; the default for an empty text. Errors (kind config): why it can't be
// this. A value that may hold a password is not repeated.
[[nodiscard]] Result<QString> checked(const Setting &setting, const QString &text);

// Whether the setting is one that all the words tell of: words begin as searched for, in any order and case.
[[nodiscard]] bool isAbout(const Setting &setting, const QString &search);
[[nodiscard]] bool areWordsAbout(const QString &text, const QString &search);

} // namespace lockkeeper::settings
