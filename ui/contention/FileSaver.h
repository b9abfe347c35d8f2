// Writes small files on a thread of its own: a folder may be on a slow or dead network disk. GUI thread.
#pragma once

#include <QByteArray>
#include <QObject>
#include <QString>
#include <QThreadPool>

#include <functional>

namespace lockkeeper::ui {

class FileSaver final : public QObject
{
    Q_OBJECT

public:
    explicit FileSaver(QObject *parent = nullptr);
    ~FileSaver() override; // what is under way is written first

    void save(const QString &path, const QByteArray &content);
    // The content is made on that thread, too.
    void save(const QString &path, std::function<QByteArray()> content);

Q_SIGNALS:
    // `error` is empty when all is on the disk; else the file is what it was before.
    void saved(const QString &path, const QString &error);

private:
    QThreadPool m_pool;
};

} // namespace lockkeeper::ui
