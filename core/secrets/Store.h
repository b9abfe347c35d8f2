// A place that keeps secrets. Asked and answered on one thread with an event loop, and never waited for.
#pragma once

#include "base/Result.h"

#include <QByteArray>
#include <QString>

#include <chrono>
#include <functional>
#include <memory>

namespace lockkeeper::secrets {

class Store
{
public:
    Store() = default;
    virtual ~Store() = default; // no answer comes after it
    Store(const Store &) = delete;
    Store &operator=(const Store &) = delete;

    // Each answers once, and not before it has returned. Errors never repeat a secret.
    using Read = std::function<void(Result<QByteArray>)>; // empty: there is none
    using Done = std::function<void(Result<void>)>;
    virtual void read(const QString &id, Read answer) = 0;
    virtual void write(const QString &id, const QByteArray &secret, Done answer) = 0; // empty: removes it
};

// The desktop's keyring. Where there is no session bus, it says so at once; a keyring that does not answer,
// such as a locked one that nobody is there to unlock, after `timeout`. Errors: config (there is none),
// timeout, auth (refused).
[[nodiscard]] std::unique_ptr<Store> makeKeyring(std::chrono::milliseconds timeout);

// A file of lines "id=secret" that only its owner may read: made so from its first moment, and refused where
// it is not. Errors: read_only (its rights are wrong, its folder cannot be written), disk_full, config (not
// such a file).
[[nodiscard]] std::unique_ptr<Store> makeFileStore(const QString &path);

} // namespace lockkeeper::secrets
