// The page's work: orders in line, their progress, and what came of each. GUI thread; the work itself runs
// elsewhere (DatabaseWork).
#pragma once

#include "ui/common/DatabaseWork.h"
#include "ui/health/HealthTasks.h"

#include <QList>
#include <QObject>

#include <chrono>

namespace lockkeeper::ui {

class HealthWork final : public QObject
{
    Q_OBJECT

public:
    explicit HealthWork(DatabaseWork &work, QObject *parent = nullptr); // `work` outlives it

    void add(const TaskOrder &order); // unless the same is in line or at work
    void stopAll();

    enum class Stage { InLine, Pausing, Running, Stopping };
    struct Piece
    {
        DatabaseWork::Id id = 0;
        TaskOrder order;
        Stage stage = Stage::InLine;
        TaskProgress progress = {.done = 0};
        std::chrono::steady_clock::time_point begun = {}; // of Running
    };
    [[nodiscard]] const QList<Piece> &pieces() const { return m_pieces; } // in their order
    [[nodiscard]] bool running() const { return !m_pieces.isEmpty(); }

Q_SIGNALS:
    void changed(); // pieces()
    void ended(const lockkeeper::ui::TaskOrder &order, const lockkeeper::ui::TaskReport &report);

private:
    void set(DatabaseWork::Id id, Stage stage);

    DatabaseWork &m_work;
    QList<Piece> m_pieces;
};

} // namespace lockkeeper::ui
