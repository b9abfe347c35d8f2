// The sheet's list: Space ticks what is selected, Enter is left to the sheet, every column stays in sight.
// GUI thread.
#pragma once

#include <QList>
#include <QTreeView>

namespace lockkeeper::ui {

class MigrationModel;

class MigrationTable final : public QTreeView
{
    Q_OBJECT

public:
    explicit MigrationTable(MigrationModel &model, QWidget *parent = nullptr);

    void fitColumns(); // to what the rows say now, unless somebody has dragged one

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void toggleSelected();

    MigrationModel &m_model;
    QList<int> m_widest; // that each column's texts have been since the list is another: less would jump
    bool m_fitting = false;
    bool m_dragged = false;
};

} // namespace lockkeeper::ui
