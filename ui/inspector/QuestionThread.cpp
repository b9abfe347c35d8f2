#include "ui/inspector/QuestionThread.h"

#include <utility>

namespace lockkeeper::ui {

QuestionThread::QuestionThread(QObject *parent)
    : QObject(parent)
{
    m_pool.setMaxThreadCount(1);
}

QuestionThread::~QuestionThread()
{
    m_stop.request_stop();
    m_pool.waitForDone();
}

void QuestionThread::ask(std::function<void(const Asked &)> work)
{
    cancel();
    m_stop = {};
    Asked asked;
    asked.stop = m_stop.get_token();
    asked.tell = [this, number = m_newest](std::function<void()> answer) {
        QMetaObject::invokeMethod(
            this,
            [this, number, answer = std::move(answer)] {
                if (number == m_newest)
                    answer();
            },
            Qt::QueuedConnection);
    };
    m_pool.start([work = std::move(work), asked = std::move(asked)] {
        if (!asked.stop.stop_requested())
            work(asked);
    });
}

void QuestionThread::cancel()
{
    m_stop.request_stop();
    ++m_newest;
}

} // namespace lockkeeper::ui
