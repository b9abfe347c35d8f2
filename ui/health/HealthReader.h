// Looks at databases, their backups and their last checks on a thread of its own. Lives on the GUI's thread;
// a newer question drops the older one's answers.
#pragma once

#include "base/Error.h"
#include "ui/health/DatabaseRow.h"

#include <QList>
#include <QObject>
#include <QString>

#include <memory>
#include <optional>

namespace lockkeeper::ui {

struct DatabaseSubject
{
    QString community; // id
    QString path;
};

struct HealthQuestion
{
    QList<DatabaseSubject> databases;
    QList<DatabaseRow> known = {}; // of them: one that looks the same from outside is not opened again
    QString backupFolder;
    QString historyPath; // empty: there is none
    bool files = true;   // false: only what the history knows of them
};

class HealthReader final : public QObject
{
    Q_OBJECT

public:
    explicit HealthReader(QObject *parent = nullptr);
    ~HealthReader() override; // stops what it reads and waits for that

    void read(const HealthQuestion &question);

Q_SIGNALS:
    // Each as soon as it was read, in the order asked for: one that is locked holds up those after it.
    void rowRead(const lockkeeper::ui::DatabaseRow &row);
    // All are. The error is the history's, without which nothing is known of checks and growth.
    void finished(const std::optional<lockkeeper::Error> &historyError);

private:
    class Private;
    std::unique_ptr<Private> d;
};

// Blocking; what HealthReader does of one, but for the history.
[[nodiscard]] DatabaseRow readRow(const DatabaseSubject &subject, const QString &backupFolder,
                                  const std::stop_token &stop);

// The same of one that is known: what needs the database opened only if it or its neighbours have changed.
[[nodiscard]] DatabaseRow readAgain(const DatabaseRow &known, const QString &backupFolder,
                                    const std::stop_token &stop);

} // namespace lockkeeper::ui
