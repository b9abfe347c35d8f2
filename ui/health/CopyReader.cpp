#include "ui/health/CopyReader.h"

namespace lockkeeper::ui {

CopyReader::CopyReader(QObject *parent)
    : QObject(parent)
{
    m_pool.setMaxThreadCount(1);
}

CopyReader::~CopyReader()
{
    m_stop.request_stop();
    m_pool.waitForDone();
}

void CopyReader::read(const QStringList &paths)
{
    cancel();
    m_stop = {};
    m_pool.start([this, paths, number = m_newest, token = m_stop.get_token()] {
        for (const QString &path : paths) {
            const backup::CopyFacts facts = backup::readCopyFacts(path, token);
            if (token.stop_requested())
                return;
            QMetaObject::invokeMethod(
                this,
                [this, number, path, facts] {
                    if (number == m_newest)
                        Q_EMIT factsRead(path, facts);
                },
                Qt::QueuedConnection);
        }
    });
}

void CopyReader::cancel()
{
    ++m_newest;
    m_stop.request_stop();
}

} // namespace lockkeeper::ui
