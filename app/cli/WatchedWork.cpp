#include "cli/WatchedWork.h"

#include "cli/Console.h"

#include <QTimer>

#include <algorithm>
#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace lockkeeper::cli {

namespace {
constexpr auto DrawEvery = 125ms;

void draw(const QString &text)
{
    Console::out("\r" + text.toUtf8() + "\x1b[K");
}
} // namespace

QString progressLine(const QString &community, double done, const QString &text, int columns, bool unicode)
{
    constexpr int barColumns = 20;
    const double part = std::clamp(done, 0.0, 1.0);
    const auto full = static_cast<qsizetype>(part * barColumns);
    const QString bar =
        QString(full, unicode ? u'█' : u'#') + QString(barColumns - full, unicode ? u'░' : u'.');
    const QString percent = u"%1 %"_s.arg(static_cast<int>(part * 100), 3);
    return fitTo(printable(u"%1 %2  %3  %4"_s.arg(bar, percent, community, text)), columns,
                 ellipsis(unicode));
}

bool progressShown(const Arguments &arguments)
{
    return !arguments.json && arguments.verbosity != Verbosity::Quiet && Console::outputIsTerminal();
}

void runWatched(bool shown, const std::function<QString(int columns)> &line,
                const std::function<void()> &work)
{
    QEventLoop loop;
    QTimer look;
    if (shown)
        QObject::connect(&look, &QTimer::timeout, &loop,
                         [&] { draw(line(Console::terminalSize().width() - 1)); });
    look.start(DrawEvery);
    std::jthread worker([&] {
        work();
        QMetaObject::invokeMethod(&loop, &QEventLoop::quit, Qt::QueuedConnection);
    });
    loop.exec();
    worker.join();
    if (shown)
        draw({});
}

} // namespace lockkeeper::cli
