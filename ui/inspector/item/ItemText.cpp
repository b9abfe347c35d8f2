#include "ui/inspector/item/ItemText.h"

#include <QFontDatabase>
#include <QScrollBar>

#include <utility>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

ItemText::ItemText(QWidget *parent)
    : QTextBrowser(parent)
{
    setObjectName(u"itemText"_s);
    setAccessibleName(tr("The item’s text"));
    setOpenLinks(false);
    setUndoRedoEnabled(false);
    setFrameShape(NoFrame);
    setAcceptDrops(false); // what is dropped on the window is opened
    setTextInteractionFlags(Qt::TextBrowserInteraction | Qt::TextSelectableByKeyboard);
    connect(this, &QTextBrowser::anchorClicked, this, [this](const QUrl &url) {
        if (!url.isEmpty())
            Q_EMIT linkWanted(url.toString(QUrl::FullyEncoded));
    });
}

void ItemText::showDocument(std::shared_ptr<QTextDocument> document)
{
    setDocument(document.get());
    m_shown = std::move(document); // the one before is let go only now
    verticalScrollBar()->setValue(0);
    horizontalScrollBar()->setValue(0);
}

QFont ItemText::fixedFont(const QFont &beside)
{
    QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    fixed.setPointSizeF(beside.pointSizeF());
    return fixed;
}

QVariant ItemText::loadResource(int /*type*/, const QUrl & /*name*/)
{
    return {};
}

void ItemText::doSetSource(const QUrl & /*name*/, QTextDocument::ResourceType /*type*/) {}

} // namespace lockkeeper::ui
