#include "history/HistoryReader.h"

#include <QThreadPool>
#include <QtConcurrentRun>

namespace lockkeeper::history {

class HistoryReader::Private
{
public:
    explicit Private(HistoryReader *owner)
        : q(owner)
    {
        pool.setMaxThreadCount(1);
    }

    // `newest` counts the questions of one sort.
    template <typename Ask, typename Tell>
    void ask(quint64 &newest, Ask question, Tell tell)
    {
        const quint64 number = ++newest;
        (void)QtConcurrent::run(&pool, [this, &newest, number, question, tell] {
            const auto answer = question();
            QMetaObject::invokeMethod(
                q,
                [this, &newest, number, answer, tell] {
                    if (number != newest)
                        return;
                    if (answer)
                        tell(*answer);
                    else
                        Q_EMIT q->failed(answer.error());
                },
                Qt::QueuedConnection);
        });
    }

    HistoryReader *q;
    QThreadPool pool;
    quint64 newestOverview = 0;
    quint64 newestRuns = 0;
};

HistoryReader::HistoryReader(QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this))
{
}

HistoryReader::~HistoryReader()
{
    d->pool.waitForDone();
}

void HistoryReader::readOverview(const QString &path, const QStringList &communities, int last)
{
    d->ask(
        d->newestOverview,
        [path, communities, last] { return history::readOverview(path, communities, last); },
        [this](const Overview &overview) { Q_EMIT overviewRead(overview); });
}

void HistoryReader::readRuns(const QString &path, const QList<qint64> &ids, const QStringList &communities)
{
    d->ask(
        d->newestRuns, [path, ids, communities] { return history::readRuns(path, ids, communities); },
        [this](const QList<RunDetails> &runs) { Q_EMIT runsRead(runs); });
}

} // namespace lockkeeper::history
