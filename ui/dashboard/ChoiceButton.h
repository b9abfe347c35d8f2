// A big button with a title and a line or two of text, framed so that it is seen to be one. GUI thread.
#pragma once

#include <QCommandLinkButton>

namespace lockkeeper::ui {

class ChoiceButton final : public QCommandLinkButton
{
    Q_OBJECT

public:
    using QCommandLinkButton::QCommandLinkButton;

protected:
    void initStyleOption(QStyleOptionButton *option) const override;
    void paintEvent(QPaintEvent *event) override;
};

} // namespace lockkeeper::ui
