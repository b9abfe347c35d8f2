// Where the tree is filtered by text. Escape empties it, and leaves it once it is empty.
#pragma once

#include <QLineEdit>

namespace lockkeeper::ui {

class FilterField final : public QLineEdit
{
    Q_OBJECT

public:
    explicit FilterField(QWidget *parent = nullptr);

Q_SIGNALS:
    void left(); // by Enter, the arrow down, Escape while empty: on to what was found

protected:
    void keyPressEvent(QKeyEvent *event) override;
};

} // namespace lockkeeper::ui
