// Where the tree is filtered by text. Escape empties it; while it is empty, Escape means what it means
// elsewhere.
#pragma once

#include <QLineEdit>

namespace lockkeeper::ui {

class FilterField final : public QLineEdit
{
    Q_OBJECT

public:
    explicit FilterField(QWidget *parent = nullptr);

Q_SIGNALS:
    void leftDown(); // the arrow down, or Enter: on to what was found

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
};

} // namespace lockkeeper::ui
