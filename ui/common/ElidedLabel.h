// A line of plain text that ends in an ellipsis where there is too little room; its tool tip then has all of
// it.
#pragma once

#include <QLabel>
#include <QTimer>

namespace lockkeeper::ui {

class ElidedLabel final : public QLabel
{
    Q_OBJECT

public:
    explicit ElidedLabel(QWidget *parent = nullptr);

    void setFullText(const QString &text);
    void setPassingText(const QString &text); // is never said: another follows soon
    void sayChanges();                        // to a screen reader, once they have come to rest
    [[nodiscard]] const QString &fullText() const { return m_full; }

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void put(const QString &text);
    void elide();

    QString m_full;
    bool m_said = false;
    QTimer m_rest;
};

} // namespace lockkeeper::ui
