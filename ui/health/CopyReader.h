// Looks into files that may be restored, one after another on a thread of its own. GUI thread, which waits
// for a file only where the program ends.
#pragma once

#include "backup/CopyFacts.h"

#include <QObject>
#include <QStringList>
#include <QThreadPool>

#include <stop_token>

namespace lockkeeper::ui {

class CopyReader final : public QObject
{
    Q_OBJECT

public:
    explicit CopyReader(QObject *parent = nullptr);
    ~CopyReader() override; // what is being counted is interrupted

    void read(const QStringList &paths); // in that order; a newer question drops the older one's answers
    void cancel();                       // nothing is told any more

Q_SIGNALS:
    void factsRead(const QString &path, const lockkeeper::backup::CopyFacts &facts);

private:
    quint64 m_newest = 0;
    std::stop_source m_stop;
    QThreadPool m_pool;
};

} // namespace lockkeeper::ui
