#include "ui/opening/FolderSearcher.h"

namespace lockkeeper::ui {

namespace {
constexpr int lookEvery = 100; // ms
} // namespace

FolderSearcher::FolderSearcher(QObject *parent)
    : QObject(parent)
{
    m_pool.setMaxThreadCount(1);
    m_look.setInterval(lookEvery);
    connect(&m_look, &QTimer::timeout, this, [this] { Q_EMIT looked(m_looked->load()); });
}

FolderSearcher::~FolderSearcher()
{
    m_stop.request_stop();
    m_pool.waitForDone();
}

void FolderSearcher::search(const QString &path)
{
    cancel();
    m_stop = {};
    m_looked = std::make_shared<std::atomic<int>>(0);
    m_look.start();
    m_pool.start([this, path, number = m_newest, count = m_looked, token = m_stop.get_token()] {
        const Result<sync::FolderFinds> finds = sync::findToOpen(
            path, {}, [&count](int folders) { *count = folders; }, token);
        QMetaObject::invokeMethod(
            this,
            [this, number, finds] {
                if (number != m_newest)
                    return;
                m_look.stop();
                Q_EMIT found(finds);
            },
            Qt::QueuedConnection);
    });
}

void FolderSearcher::cancel()
{
    ++m_newest;
    m_stop.request_stop();
    m_look.stop();
}

} // namespace lockkeeper::ui
