// Keeps runs on a thread of its own. A history that cannot be written is no failure of the sync: it is told,
// and that is all.
#pragma once

#include "history/SaveRun.h"

#include <QObject>

#include <functional>
#include <memory>

namespace lockkeeper::history {

// Lives on one thread; its signals come there.
class HistoryWriter final : public QObject
{
    Q_OBJECT

public:
    explicit HistoryWriter(QString path, Limits limits = {}, QObject *parent = nullptr);
    ~HistoryWriter() override; // once everything handed over is kept, or could not be

    [[nodiscard]] const QString &path() const;
    using Incidents = std::function<QList<IncidentRecord>()>;
    // Returns at once; one of the signals follows. A run without jobs is not kept, and nothing follows.
    // `incidents` is asked for the record's on the writer's thread: who knows them may have to wait for them.
    void save(const RunRecord &record, const Incidents &incidents = {});
    [[nodiscard]] int pending() const; // runs handed over of which no signal has told yet

Q_SIGNALS:
    void saved(qint64 run);
    void failed(const lockkeeper::Error &error);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace lockkeeper::history
