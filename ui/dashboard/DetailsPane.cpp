#include "ui/dashboard/DetailsPane.h"

#include "ui/dashboard/DetailsText.h"

#include <QDesktopServices>
#include <QEvent>
#include <QScrollBar>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

DetailsPane::DetailsPane(QWidget *parent)
    : QTextBrowser(parent)
{
    setObjectName(u"detailsPane"_s);
    setAccessibleName(tr("Details of the selected row"));
    setOpenLinks(false);
    setFrameShape(QFrame::NoFrame);
    setMinimumHeight(64);
    document()->setDocumentMargin(10);
    document()->setDefaultStyleSheet(
        u"table { margin-top: 6px; } h3 { margin: 0 0 2px 0; } p { margin: 0 0 4px 0; } td { padding: 0 0 2px 0; }"_s);
    setPlaceholderText(tr("Select a row to see its details."));
    connect(this, &QTextBrowser::anchorClicked, this, [](const QUrl &url) {
        if (url.scheme() == "https"_L1 || url.scheme() == "http"_L1)
            QDesktopServices::openUrl(url);
    });
}

void DetailsPane::setNode(const CommunityNode *node)
{
    const QString html = node ? detailsHtml(*node, tones(palette())) : QString();
    // Setting the text drops what the maintainer has just selected in it.
    if (html == m_html || textCursor().hasSelection())
        return;
    m_html = html;
    const int position = verticalScrollBar()->value();
    setHtml(html);
    verticalScrollBar()->setValue(position);
}

void DetailsPane::changeEvent(QEvent *event)
{
    QTextBrowser::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        Q_EMIT coloursChanged();
}

} // namespace lockkeeper::ui
