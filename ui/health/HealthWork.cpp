#include "ui/health/HealthWork.h"

#include <algorithm>
#include <memory>

namespace lockkeeper::ui {

HealthWork::HealthWork(DatabaseWork &work, QObject *parent)
    : QObject(parent)
    , m_work(work)
{
}

void HealthWork::add(const TaskOrder &order)
{
    if (std::ranges::any_of(m_pieces, [&order](const Piece &piece) { return piece.order == order; }))
        return;
    auto id = std::make_shared<DatabaseWork::Id>(); // it begins later than add() tells it
    DatabaseTask<TaskReport, TaskProgress> task;
    task.community = order.community;
    task.alone = worksAlone(order.task);
    task.run = [order](const auto &tell, const std::stop_token &stop) {
        return perform(order, tell, stop);
    };
    task.pausing = [this, id] {
        set(*id, Stage::Pausing);
    };
    task.started = [this, id] {
        set(*id, Stage::Running);
    };
    task.progressed = [this, id](const TaskProgress &progress) {
        for (Piece &piece : m_pieces) {
            if (piece.id == *id)
                piece.progress = progress;
        }
        Q_EMIT changed();
    };
    task.ended = [this, id, order](const Result<TaskReport> &report) {
        m_pieces.removeIf([&id](const Piece &piece) { return piece.id == *id; });
        Q_EMIT ended(order, report ? *report : failedReport(order.task, report.error()));
        Q_EMIT changed();
    };
    *id = m_work.add(this, std::move(task));
    m_pieces.append({.id = *id, .order = order});
    Q_EMIT changed();
}

void HealthWork::stopAll()
{
    const QList<Piece> pieces = m_pieces; // each may end at once
    for (const Piece &piece : pieces) {
        set(piece.id, Stage::Stopping);
        m_work.cancel(piece.id);
    }
}

void HealthWork::set(DatabaseWork::Id id, Stage stage)
{
    for (Piece &piece : m_pieces) {
        if (piece.id != id || piece.stage == Stage::Stopping)
            continue;
        piece.stage = stage;
        piece.begun = std::chrono::steady_clock::now();
    }
    Q_EMIT changed();
}

} // namespace lockkeeper::ui
