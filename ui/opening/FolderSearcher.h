// Looks for what can be opened on a thread of its own; a newer search drops the older one's answer. GUI
// thread, which waits for a disk only where the program ends.
#pragma once

#include "sync/FolderSearch.h"

#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <atomic>
#include <memory>
#include <stop_token>

namespace lockkeeper::ui {

class FolderSearcher final : public QObject
{
    Q_OBJECT

public:
    explicit FolderSearcher(QObject *parent = nullptr);
    ~FolderSearcher() override; // a search that is under way is stopped

    void search(const QString &path);
    void cancel(); // nothing is told of it any more
    [[nodiscard]] bool searching() const { return m_look.isActive(); }

Q_SIGNALS:
    void looked(int folders); // some times a second
    void found(const lockkeeper::Result<lockkeeper::sync::FolderFinds> &finds);

private:
    quint64 m_newest = 0;
    std::stop_source m_stop;
    std::shared_ptr<std::atomic<int>> m_looked;
    QTimer m_look;
    QThreadPool m_pool;
};

} // namespace lockkeeper::ui
