// The write lock of each database at this moment: who has it and who waits, each with how long. Every
// database keeps its place. GUI thread.
#pragma once

#include "events/Views.h"
#include "ui/contention/LockNames.h"

#include <QWidget>

#include <vector>

class QGridLayout;

namespace lockkeeper::ui {

class NowCell;

class NowStrip final : public QWidget
{
    Q_OBJECT

public:
    explicit NowStrip(QWidget *parent = nullptr);

    void setLocks(const std::vector<events::LockNow> &locks, const LockNames &names);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void arrange();

    QGridLayout *m_grid;
    std::vector<NowCell *> m_cells;
    int m_columns = 0;
};

} // namespace lockkeeper::ui
