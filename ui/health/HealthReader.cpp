#include "ui/health/HealthReader.h"

#include "backup/Retention.h"
#include "health/Maintenance.h"
#include "ui/health/KeptChecks.h"

#include <QFileInfo>
#include <QStorageInfo>
#include <QThreadPool>

#include <stop_token>

namespace lockkeeper::ui {

DatabaseRow readRow(const DatabaseSubject &subject, const QString &backupFolder, const std::stop_token &stop)
{
    DatabaseRow row;
    row.community = subject.community;
    row.read = true;
    row.health = health::readHealth(subject.path, stop);
    const QStorageInfo disk(QFileInfo(subject.path).path());
    if (disk.isValid())
        row.room = disk.bytesAvailable();
    if (row.health.exists)
        row.roomToCompact = health::roomToCompact(subject.path);
    for (const backup::StoredBackup &one : backup::backupsIn(backupFolder, subject.community))
        row.backups.append(
            {.path = one.path, .taken = one.taken, .bytes = QFileInfo(one.path).size(), .whole = one.whole});
    return row;
}

class HealthReader::Private
{
public:
    explicit Private(HealthReader *owner)
        : q(owner)
    {
        pool.setMaxThreadCount(1);
    }

    // To the GUI's thread, where an answer to an older question is dropped.
    template <typename Tell>
    void post(quint64 number, Tell tell)
    {
        QMetaObject::invokeMethod(
            q,
            [this, number, tell] {
                if (number == newest)
                    tell();
            },
            Qt::QueuedConnection);
    }

    void answer(quint64 number, const HealthQuestion &question, const std::stop_token &token)
    {
        std::optional<Error> historyError;
        const auto remember = [&historyError](const auto &answer, auto &where) {
            if (answer)
                where = *answer;
            else
                historyError = answer.error();
        };
        for (const DatabaseSubject &subject : question.databases) {
            if (token.stop_requested())
                return;
            DatabaseRow row;
            row.community = subject.community;
            row.health.path = subject.path;
            if (question.files)
                row = readRow(subject, question.backupFolder, token);
            if (token.stop_requested()) // then it is not whole
                return;
            remember(lastCheck(question.historyPath, subject.community, subject.path), row.check);
            remember(growthOf(question.historyPath, subject.community), row.growth);
            post(number, [this, row] { Q_EMIT q->rowRead(row); });
        }
        post(number, [this, historyError] { Q_EMIT q->finished(historyError); });
    }

    HealthReader *q;
    quint64 newest = 0;
    std::stop_source stop;
    QThreadPool pool; // waits for what is under way before anything else goes
};

HealthReader::HealthReader(QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this))
{
}

HealthReader::~HealthReader()
{
    d->stop.request_stop();
    d->pool.waitForDone();
}

void HealthReader::read(const HealthQuestion &question)
{
    d->stop.request_stop();
    d->stop = {};
    const quint64 number = ++d->newest;
    d->pool.start(
        [this, number, question, token = d->stop.get_token()] { d->answer(number, question, token); });
}

} // namespace lockkeeper::ui
