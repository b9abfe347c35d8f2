// Asks the history on a thread of its own. Lives on the GUI's thread; a newer question drops the older one's
// answer.
#pragma once

#include "history/Queries.h"

#include <QObject>

#include <memory>

namespace lockkeeper::history {

class HistoryReader final : public QObject
{
    Q_OBJECT

public:
    explicit HistoryReader(QObject *parent = nullptr);
    ~HistoryReader() override;

    void readOverview(const QString &path, const QStringList &communities, int last);
    void readRuns(const QString &path, const QList<qint64> &ids, const QStringList &communities);

Q_SIGNALS:
    void overviewRead(const lockkeeper::history::Overview &overview);
    void runsRead(const QList<lockkeeper::history::RunDetails> &runs);
    void failed(const lockkeeper::Error &error); // of either question

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace lockkeeper::history
