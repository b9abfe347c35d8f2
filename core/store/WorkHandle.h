// A bare connection for one piece of work on a file: it waits for locks with our busy handler, each of its
// statements can be stopped, and who kept it out is named. On one thread.
#pragma once

#include "base/Result.h"
#include "store/DatabaseCopy.h"
#include "store/locks/BusyHandler.h"

#include <QString>
#include <QStringList>

#include <chrono>
#include <memory>
#include <stop_token>

namespace lockkeeper::store {

class WorkHandle final
{
public:
    enum class Mode { ReadOnly, Write };

    // Of a file that exists; a writer makes no checkpoint but when it is asked to. `waiting` hears of whoever
    // is waited for. Errors: config (no such file), and as openOriginal().
    [[nodiscard]] static Result<std::unique_ptr<WorkHandle>> open(const QString &path, Mode mode,
                                                                  std::chrono::milliseconds busyTimeout,
                                                                  const std::stop_token &stop,
                                                                  const BusyHandler::Listener &waiting = {});
    WorkHandle(const WorkHandle &) = delete;
    WorkHandle &operator=(const WorkHandle &) = delete;

    // As store::column() and firstValue(), waiting for each lock until the busy timeout.
    [[nodiscard]] Result<QStringList> column(const QString &sql);
    [[nodiscard]] Result<QString> value(const QString &sql);
    [[nodiscard]] Result<void> run(const QString &sql);
    // All of it into the new file `to`, in one state (store::copyDatabase).
    [[nodiscard]] Result<void> copyTo(const QString &to, const std::function<void(double)> &done);

    [[nodiscard]] const QString &path() const { return m_path; }
    [[nodiscard]] sqlite3 *get() const { return m_handle.get(); }

private:
    WorkHandle(QString path, Handle handle, std::chrono::milliseconds busyTimeout, std::stop_token stop);
    template <typename Value, typename Work>
    [[nodiscard]] Result<Value> waiting(const Work &work);

    QString m_path;
    std::chrono::milliseconds m_busyTimeout;
    std::stop_token m_stop;
    BusyHandler::Listener m_waiting;
    BusyHandler m_busy; // outlives the connection that calls it
    Handle m_handle;
};

} // namespace lockkeeper::store
