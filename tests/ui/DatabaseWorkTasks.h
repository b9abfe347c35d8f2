// Pieces of work for the tests of DatabaseWork.
#pragma once

#include "ui/common/DatabaseWork.h"

#include <QThread>

namespace lockkeeper::test {

using Task = ui::DatabaseTask<int>;
using Tell = Task::Tell;

inline Task taskOf(const QString &community, bool alone = false)
{
    Task task;
    task.community = community;
    task.alone = alone;
    task.run = [](const Tell &, const std::stop_token &) {
        return Result<int>(0);
    };
    return task;
}

inline void waitForStop(const std::stop_token &stop)
{
    while (!stop.stop_requested())
        QThread::msleep(1);
}

} // namespace lockkeeper::test
