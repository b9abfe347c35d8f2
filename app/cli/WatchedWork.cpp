#include "cli/WatchedWork.h"

#include "cli/Console.h"

#include <QCoreApplication>
#include <QTimer>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace lockkeeper::cli {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::cli)
};

constexpr auto DrawEvery = 125ms;
constexpr auto WaitIsOver = 1s; // since it was heard of last

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

WaitNews::WaitNews(QString community, const Arguments &arguments)
    : m_community(std::move(community))
    , m_tells(!progressShown(arguments) && !arguments.json && arguments.verbosity != Verbosity::Quiet)
{
}

void WaitNews::hear(const QString &holder)
{
    const std::scoped_lock lock(m_mutex);
    m_heard = std::chrono::steady_clock::now();
    const QString waiting =
        holder.isEmpty() ? Tr::tr("waiting for another program") : Tr::tr("waiting for %1").arg(holder);
    if (waiting == m_waiting)
        return;
    m_waiting = waiting;
    if (m_tells)
        Console::line(printable(m_community + ": "_L1 + m_waiting));
}

QString WaitNews::text(const QString &otherwise) const
{
    const std::scoped_lock lock(m_mutex);
    const bool waits = !m_waiting.isEmpty() && std::chrono::steady_clock::now() - m_heard < WaitIsOver;
    return waits ? m_waiting : otherwise;
}

} // namespace lockkeeper::cli
