// Below the tree: the selected row in full. Text can be selected and copied; links open in the browser. GUI
// thread.
#pragma once

#include <QTextBrowser>

namespace lockkeeper::ui {

struct CommunityNode;

class DetailsPane final : public QTextBrowser
{
    Q_OBJECT

public:
    explicit DetailsPane(QWidget *parent = nullptr);

    void setNode(const CommunityNode *node); // null: nothing is selected; read at once, not kept

Q_SIGNALS:
    void coloursChanged(); // what is shown has the old ones: set the node again

protected:
    void changeEvent(QEvent *event) override;

private:
    QString m_html;
};

} // namespace lockkeeper::ui
