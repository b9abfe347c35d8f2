#include "ui/contention/FileSaver.h"

#include <QSaveFile>

#include <utility>

namespace lockkeeper::ui {

FileSaver::FileSaver(QObject *parent)
    : QObject(parent)
{
    m_pool.setMaxThreadCount(1);
}

FileSaver::~FileSaver()
{
    m_pool.waitForDone();
}

void FileSaver::save(const QString &path, const QByteArray &content)
{
    save(path, [content] { return content; });
}

void FileSaver::save(const QString &path, std::function<QByteArray()> content)
{
    m_pool.start([this, path, content = std::move(content)] {
        const QByteArray bytes = content();
        QSaveFile file(path);
        const bool good =
            file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit();
        const QString error = good ? QString() : file.errorString();
        QMetaObject::invokeMethod(
            this, [this, path, error] { Q_EMIT saved(path, error); }, Qt::QueuedConnection);
    });
}

} // namespace lockkeeper::ui
