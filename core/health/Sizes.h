// What a piece of work did to a database's size, and how long it took.
#pragma once

#include "health/Maintenance.h"
#include "store/Database.h"

#include <QElapsedTimer>
#include <QFileInfo>
#include <QString>

namespace lockkeeper::health {

class SizeWatch final
{
public:
    explicit SizeWatch(const QString &database)
        : m_file(QFileInfo(database).canonicalFilePath())
        , m_before(store::fileSizes(m_file).database)
    {
        m_clock.start();
    }
    [[nodiscard]] SizeReport report() const
    {
        return {.bytesBefore = m_before,
                .bytesAfter = store::fileSizes(m_file).database,
                .seconds = double(m_clock.elapsed()) / 1e3};
    }

private:
    QString m_file;
    qint64 m_before;
    QElapsedTimer m_clock;
};

} // namespace lockkeeper::health
