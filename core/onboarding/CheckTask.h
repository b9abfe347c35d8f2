// The promise of one finding, kept once: by the worker, or as cancelled by whoever asks to stop. Internal.
#pragma once

#include <QFuture>
#include <QPromise>

#include <atomic>
#include <functional>
#include <optional>
#include <stop_token>
#include <utility>

namespace lockkeeper::onboarding {

template <typename T>
class CheckTask final
{
public:
    CheckTask() { m_promise.start(); }
    ~CheckTask()
    {
        // They wait for a callback under way, which uses the members below.
        m_onCaller.reset();
        m_onEnd.reset();
        cancel();
    }
    CheckTask(const CheckTask &) = delete;
    CheckTask &operator=(const CheckTask &) = delete;

    // From now on a stop request of either finishes the future, on the thread that asks for it. Once.
    void watch(std::stop_token caller, std::stop_token end)
    {
        const auto stopped = [this] {
            m_stop.request_stop();
            cancel();
        };
        m_onCaller.emplace(std::move(caller), stopped);
        m_onEnd.emplace(std::move(end), stopped);
    }

    [[nodiscard]] QFuture<T> future() const { return m_promise.future(); }
    // Of either, or of the future itself.
    [[nodiscard]] std::stop_token stop() const { return m_stop.get_token(); }
    [[nodiscard]] bool isOver() const { return m_finished || m_promise.isCanceled(); }

    void give(T finding)
    {
        if (m_finished.exchange(true))
            return;
        m_promise.addResult(std::move(finding));
        m_promise.finish();
    }

private:
    using Callback = std::stop_callback<std::function<void()>>;

    void cancel()
    {
        if (m_finished.exchange(true))
            return;
        m_promise.future().cancel();
        m_promise.finish();
    }

    QPromise<T> m_promise;
    std::stop_source m_stop;
    std::atomic<bool> m_finished = false;
    std::optional<Callback> m_onCaller;
    std::optional<Callback> m_onEnd;
};

} // namespace lockkeeper::onboarding
