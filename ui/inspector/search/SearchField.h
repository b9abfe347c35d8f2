// Where what is looked for is typed. Arrow keys lead into what was found, Escape empties it. GUI thread.
#pragma once

#include <QLineEdit>

namespace lockkeeper::ui {

class SearchField final : public QLineEdit
{
    Q_OBJECT

public:
    explicit SearchField(QWidget *parent = nullptr);

Q_SIGNALS:
    void entered(); // by Enter
    void left();    // by an arrow, on to what was found

protected:
    void keyPressEvent(QKeyEvent *event) override;
};

} // namespace lockkeeper::ui
