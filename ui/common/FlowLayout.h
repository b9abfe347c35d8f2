// Widgets in lines, as many in one as have room. GUI thread.
#pragma once

#include <QLayout>
#include <QList>

namespace lockkeeper::ui {

class FlowLayout final : public QLayout
{
    Q_OBJECT

public:
    explicit FlowLayout(QWidget *parent = nullptr);
    ~FlowLayout() override;

    void addItem(QLayoutItem *item) override;
    [[nodiscard]] int count() const override;
    [[nodiscard]] QLayoutItem *itemAt(int index) const override;
    QLayoutItem *takeAt(int index) override;
    [[nodiscard]] Qt::Orientations expandingDirections() const override { return {}; }
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize minimumSize() const override; // of the widest widget
    [[nodiscard]] QSize sizeHint() const override;    // of all in one line
    void setGeometry(const QRect &area) override;

private:
    int arrange(const QRect &area, bool place) const; // the height it takes

    QList<QLayoutItem *> m_items; // owned, as QLayout has it
};

} // namespace lockkeeper::ui
