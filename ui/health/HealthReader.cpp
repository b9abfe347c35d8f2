#include "ui/health/HealthReader.h"

#include "backup/OtherCopies.h"
#include "backup/Retention.h"
#include "health/Maintenance.h"
#include "ui/health/KeptChecks.h"

#include <QFile>
#include <QFileInfo>
#include <QStorageInfo>
#include <QThreadPool>

#include <algorithm>
#include <stop_token>
#include <string>

namespace lockkeeper::ui {

namespace {
std::string fileOf(const QString &path) // where a link leads to, as its locks are
{
    return QFile::encodeName(QFileInfo(path).canonicalFilePath()).toStdString();
}

void readSurroundings(DatabaseRow &row, const QString &backupFolder)
{
    const QStorageInfo disk(QFileInfo(row.health.path).path());
    row.room = disk.isValid() ? disk.bytesAvailable() : -1;
    row.backups.clear();
    for (const backup::StoredBackup &one : backup::backupsIn(backupFolder, row.community))
        row.backups.append(
            {.path = one.path, .taken = one.taken, .bytes = QFileInfo(one.path).size(), .whole = one.whole});
    row.others.clear();
    for (const backup::OtherCopy &one : backup::otherCopiesOf(row.health.path, backupFolder, row.community))
        row.others.append({.path = one.path,
                           .taken = one.taken,
                           .bytes = QFileInfo(one.path).size(),
                           .whole = one.whole,
                           .kind = one.kind == backup::OtherCopy::Kind::Aside ? StoredCopy::Kind::Aside
                                                                              : StoredCopy::Kind::Recovered});
}
} // namespace

DatabaseRow readRow(const DatabaseSubject &subject, const QString &backupFolder, const std::stop_token &stop)
{
    DatabaseRow row;
    row.community = subject.community;
    row.read = true;
    if (const std::string file = fileOf(subject.path); !file.empty())
        row.sight = store::lookAt(file);
    row.health = health::readHealth(subject.path, stop);
    if (row.health.exists)
        row.roomToCompact = health::roomToCompact(subject.path);
    readSurroundings(row, backupFolder);
    return row;
}

DatabaseRow readAgain(const DatabaseRow &known, const QString &backupFolder, const std::stop_token &stop)
{
    const std::string file = fileOf(known.health.path);
    const bool same =
        known.read && known.health.exists != file.empty() &&
        (file.empty() || (store::lookAt(file) == known.sight && store::openedBy(file) == known.health.users));
    if (!same)
        return readRow({.community = known.community, .path = known.health.path}, backupFolder, stop);
    DatabaseRow row = known;
    readSurroundings(row, backupFolder);
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
            const auto known = std::ranges::find_if(question.known, [&subject](const DatabaseRow &one) {
                return one.community == subject.community && one.health.path == subject.path;
            });
            if (question.files)
                row = known == question.known.end() ? readRow(subject, question.backupFolder, token)
                                                    : readAgain(*known, question.backupFolder, token);
            if (token.stop_requested()) // then it is not whole
                return;
            QList<LastCheck> checks;
            remember(lastChecksOf(question.historyPath, subject.community, subject.path), checks);
            row.check = checks.isEmpty() ? std::nullopt : std::optional(checks.first());
            row.otherCheck = checks.size() < 2 ? std::nullopt : std::optional(checks.at(1));
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
