// A line of plain text that ends in an ellipsis where there is too little room; its tool tip then has all of
// it.
#pragma once

#include <QLabel>

namespace lockkeeper::ui {

class ElidedLabel final : public QLabel
{
    Q_OBJECT

public:
    explicit ElidedLabel(QWidget *parent = nullptr);

    void setFullText(const QString &text);
    [[nodiscard]] const QString &fullText() const { return m_full; }

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void elide();

    QString m_full;
};

} // namespace lockkeeper::ui
