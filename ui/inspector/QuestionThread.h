// One question at a time on a thread of its own: a newer one stops the older, whose late answers are dropped.
// Lives on the GUI's thread.
#pragma once

#include <QObject>
#include <QThreadPool>

#include <functional>
#include <stop_token>

namespace lockkeeper::ui {

class QuestionThread final : public QObject
{
    Q_OBJECT

public:
    // What the work is handed; both are of its own thread.
    struct Asked
    {
        std::stop_token stop;
        // Has `answer` called on the GUI's thread, unless something newer was asked by then.
        std::function<void(std::function<void()> answer)> tell;
    };

    explicit QuestionThread(QObject *parent = nullptr);
    ~QuestionThread() override; // stops what is under way and waits for that

    void ask(std::function<void(const Asked &)> work); // it may block as long as it heeds `stop`
    void cancel();                                     // and no answer comes

private:
    quint64 m_newest = 0;
    std::stop_source m_stop;
    QThreadPool m_pool;
};

} // namespace lockkeeper::ui
