#include "history/HistoryWriter.h"

#include <QThreadPool>
#include <QtConcurrentRun>

#include <utility>

namespace lockkeeper::history {

class HistoryWriter::Private
{
public:
    QString path;
    Limits limits;
    QThreadPool pool;
    int pending = 0; // only the owner's thread looks at it
};

HistoryWriter::HistoryWriter(QString path, Limits limits, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>())
{
    d->path = std::move(path);
    d->limits = limits;
    d->pool.setMaxThreadCount(1);
}

HistoryWriter::~HistoryWriter()
{
    d->pool.waitForDone();
}

const QString &HistoryWriter::path() const
{
    return d->path;
}

int HistoryWriter::pending() const
{
    return d->pending;
}

void HistoryWriter::save(const RunRecord &record, const Incidents &incidents)
{
    if (record.run.jobs.isEmpty())
        return;
    ++d->pending;
    (void)QtConcurrent::run(&d->pool, [this, record = record, incidents]() mutable {
        if (incidents)
            record.incidents = incidents();
        const Result<qint64> run = saveRun(d->path, record, d->limits);
        QMetaObject::invokeMethod(
            this,
            [this, run] {
                --d->pending;
                if (run)
                    Q_EMIT saved(*run);
                else
                    Q_EMIT failed(run.error());
            },
            Qt::QueuedConnection);
    });
}

} // namespace lockkeeper::history
