// Work of some seconds or minutes on a thread of its own, so that Ctrl+C is heard meanwhile, with a line that
// tells how far it is.
#pragma once

#include "cli/Arguments.h"

#include <QEventLoop>
#include <QString>

#include <chrono>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

namespace lockkeeper::cli {

// One line for a terminal: a bar, the share that is done, what is being done.
[[nodiscard]] QString progressLine(const QString &community, double done, const QString &text, int columns,
                                   bool unicode);

// Whether such a line is shown: on a terminal, unless --json or --quiet.
[[nodiscard]] bool progressShown(const Arguments &arguments);

// Runs `work` and the main thread's event loop meanwhile; `line` is asked for the text, columns wide, from
// the main thread some times a second. Returns when the work has ended; the line is gone then.
void runWatched(bool shown, const std::function<QString(int columns)> &line,
                const std::function<void()> &work);

// Whom the work waits for: in the progress line, or where none is shown in a line of its own, once.
class WaitNews final
{
public:
    WaitNews(QString community, const Arguments &arguments);
    // On the working thread, some times a second while it waits; `holder` empty: nobody knows.
    void hear(const QString &holder);
    // For the progress line: `otherwise` where nothing was heard of a wait lately.
    [[nodiscard]] QString text(const QString &otherwise) const;

private:
    mutable std::mutex m_mutex;
    QString m_community;
    bool m_tells;
    QString m_waiting; // as it was told last
    std::chrono::steady_clock::time_point m_heard;
};

// What a listener on the working thread says and the main thread shows.
template <typename Progress>
class Latest final
{
public:
    void set(const Progress &progress)
    {
        const std::scoped_lock lock(m_mutex);
        m_progress = progress;
    }
    [[nodiscard]] Progress get() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_progress;
    }

private:
    mutable std::mutex m_mutex;
    Progress m_progress = {};
};

} // namespace lockkeeper::cli
