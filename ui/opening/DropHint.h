// Lies over the window while something is dragged over it, and says what would come of dropping it. GUI
// thread.
#pragma once

#include <QString>
#include <QWidget>

class QMimeData;

namespace lockkeeper::ui {

// What is dragged, by its name alone: no disk is asked while somebody drags.
struct Dragged
{
    bool files = false; // else it is none of ours
    QString path;       // that would be opened; empty: none
    QString problem;    // why
    QString hint;
};
[[nodiscard]] Dragged draggedIn(const QMimeData *data);

class DropHint final : public QWidget
{
    Q_OBJECT

public:
    explicit DropHint(QWidget *window); // all of which it covers

    void showFor(const Dragged &dragged);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_title;
    QString m_more;
    bool m_refused = false;
};

} // namespace lockkeeper::ui
