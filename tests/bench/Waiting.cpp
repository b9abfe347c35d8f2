#include "tests/bench/Waiting.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QTimer>

namespace lockkeeper::bench {

bool waitFor(std::chrono::milliseconds patience, const std::function<bool()> &done)
{
    QEventLoop loop;
    QTimer look;
    QElapsedTimer timer;
    timer.start();
    bool good = false;
    QObject::connect(&look, &QTimer::timeout, &loop, [&] {
        good = done();
        if (good || timer.hasExpired(patience.count()))
            loop.quit();
    });
    look.start(std::chrono::milliseconds(10));
    loop.exec();
    return good;
}

} // namespace lockkeeper::bench
