// What went wrong outside, as a value: a kind for programs, a sentence for people, a hint what to do.
#pragma once

#include <QLatin1StringView>
#include <QMetaType>
#include <QString>

namespace lockkeeper {

// The kinds a script can branch on; errorKindName() gives the words of the command line's JSON.
enum class ErrorKind {
    Network,     // no connection, or it broke
    Timeout,     // no progress for too long
    Http,        // an HTTP status that is none of the kinds below
    RateLimited, // the remote's limit is used up for longer than we are ready to wait
    Auth,        // a credential is missing or refused
    Gone,        // the remote does not exist (404, 410, 451), or is private
    BadAnswer,   // an answer of another type, shape or size than documented
    Locked,      // another process kept the database's lock past our timeout
    DiskFull,
    Corrupt,   // not a database, or a damaged one
    ReadOnly,  // no right to write the file or its folder
    Config,    // a setting, an option, a community's configuration, or a file of a newer version
    Internal,  // a fault of ours
    Cancelled, // asked to stop; never shown as a failure
};

[[nodiscard]] QLatin1StringView errorKindName(ErrorKind kind);

struct Error
{
    ErrorKind kind = ErrorKind::Internal;
    QString text;   // a sentence a maintainer understands
    QString hint;   // what to do about it; may be empty
    QString url;    // what was asked, without secrets; may be empty
    int status = 0; // HTTP status, 0 if there was none

    [[nodiscard]] bool isCancelled() const { return kind == ErrorKind::Cancelled; }
    friend bool operator==(const Error &, const Error &) = default;
};

[[nodiscard]] Error cancelledError();

} // namespace lockkeeper

Q_DECLARE_METATYPE(lockkeeper::Error)
