// Work on databases that takes its time: on threads of its own, some databases at once, and where it bears no
// other connection, with the engine's jobs on that database paused. GUI thread; it waits for nothing but in
// its destructor.
#pragma once

#include "base/Result.h"

#include <QObject>
#include <QPointer>
#include <QString>
#include <QTimer>

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <utility>
#include <vector>

namespace lockkeeper::sync {
class Engine;
}

namespace lockkeeper::ui {

// One piece of work. Only `run` is called away from the GUI's thread; the others may be left out.
template <typename Value, typename Progress = double>
struct DatabaseTask
{
    using Tell = std::function<void(const Progress &)>;

    QString community;
    bool alone = false; // nobody else of this program may have the database open meanwhile
    std::function<Result<Value>(const Tell &tell, const std::stop_token &stop)> run; // may block
    std::function<void()> pausing; // it is its turn, and the jobs on the database are being paused
    std::function<void()> started;
    std::function<void(const Progress &)> progressed;      // the newest that was told, some times a second
    std::function<void(const Result<Value> &value)> ended; // always, once; cancelled before it began, too
};

class DatabaseWork final : public QObject
{
    Q_OBJECT

public:
    using Id = quint64;

    explicit DatabaseWork(int atOnce, QObject *parent = nullptr); // databases
    // Stops what runs and waits for it, and tells nobody. Who does not want to wait ends it once it is idle,
    // as the window does.
    ~DatabaseWork() override;

    // Whose jobs are paused; null: there are none. A new one begins with what is under way paused.
    void setEngine(sync::Engine *engine);

    // In the order they were added, but what works alone on a database and others on the same one come one
    // after another. Nothing of `task` but run() is called once `context` is gone.
    template <typename Value, typename Progress>
    Id add(QObject *context, DatabaseTask<Value, Progress> task);
    void cancel(Id id); // ended() follows, as soon as it stops
    void cancelAll();

    [[nodiscard]] bool running() const { return !m_pieces.empty(); } // or in line
    [[nodiscard]] bool running(Id id) const;

Q_SIGNALS:
    void changed(); // running(), of any
    void idle();    // the last one has ended

private:
    template <typename Value, typename Progress>
    struct Box // between both threads
    {
        std::mutex mutex;
        std::optional<Progress> told;           // guarded by it
        Result<Value> value = cancelledError(); // the work's thread's until that has ended
    };
    struct Piece;
    struct Steps
    {
        QString community;
        bool alone = false;
        std::function<void(const std::stop_token &)> run;
        std::function<void()> pausing;
        std::function<void()> started;
        std::function<void()> look;
        std::function<void()> ended;
    };

    Id addSteps(Steps steps);
    void beginWhatCan();
    void run(Piece &piece);
    void end(Id id);
    void enginePaused(const QString &community);
    void look();
    [[nodiscard]] bool hasToWait(const Piece &piece) const;
    [[nodiscard]] Piece *find(Id id) const;
    void each(void (DatabaseWork::*step)(Piece &)); // the list may change meanwhile
    void pauseAgain(Piece &piece);
    void stop(Piece &piece);

    int m_atOnce;
    QPointer<sync::Engine> m_engine;
    std::vector<std::unique_ptr<Piece>> m_pieces; // in line or at work, in the order they were added
    Id m_last = 0;
    QTimer m_look;
};

template <typename Value, typename Progress>
DatabaseWork::Id DatabaseWork::add(QObject *context, DatabaseTask<Value, Progress> task)
{
    auto box = std::make_shared<Box<Value, Progress>>();
    auto shared = std::make_shared<DatabaseTask<Value, Progress>>(std::move(task));
    const QPointer<QObject> alive = context;
    Steps steps;
    steps.community = shared->community;
    steps.alone = shared->alone;
    steps.run = [box, shared](const std::stop_token &stop) {
        const auto tell = [&box](const Progress &progress) {
            const std::scoped_lock lock(box->mutex);
            box->told = progress;
        };
        box->value = shared->run(tell, stop);
    };
    steps.pausing = [shared, alive] {
        if (alive && shared->pausing)
            shared->pausing();
    };
    steps.started = [shared, alive] {
        if (alive && shared->started)
            shared->started();
    };
    steps.look = [box, shared, alive] {
        std::unique_lock lock(box->mutex);
        const std::optional<Progress> told = std::exchange(box->told, std::nullopt);
        lock.unlock();
        if (told && alive && shared->progressed)
            shared->progressed(*told);
    };
    steps.ended = [box, shared, alive] {
        if (alive && shared->ended)
            shared->ended(box->value);
    };
    return addSteps(std::move(steps));
}

} // namespace lockkeeper::ui
