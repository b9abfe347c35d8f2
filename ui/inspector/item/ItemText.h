// Shows a document of somebody else's: loads nothing, follows nothing; a link that was chosen is told. GUI
// thread.
#pragma once

#include <QTextBrowser>

#include <memory>

namespace lockkeeper::ui {

class ItemText final : public QTextBrowser
{
    Q_OBJECT

public:
    explicit ItemText(QWidget *parent = nullptr);

    void showDocument(std::shared_ptr<QTextDocument> document); // at its beginning
    [[nodiscard]] static QFont fixedFont(const QFont &beside);  // as large as it

    [[nodiscard]] QVariant loadResource(int type, const QUrl &name) override; // nothing

Q_SIGNALS:
    void linkWanted(const QString &address);

protected:
    void doSetSource(const QUrl &name, QTextDocument::ResourceType type) override; // goes nowhere

private:
    std::shared_ptr<QTextDocument> m_shown;
};

} // namespace lockkeeper::ui
