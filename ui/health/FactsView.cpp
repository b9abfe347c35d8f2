#include "ui/health/FactsView.h"

#include "ui/health/HealthFacts.h"

#include <QEvent>
#include <QScrollBar>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

FactsView::FactsView(QString sqliteVersion, QWidget *parent)
    : QTextBrowser(parent)
    , m_sqliteVersion(std::move(sqliteVersion))
{
    setObjectName(u"healthFacts"_s);
    setAccessibleName(tr("Health of the chosen database"));
    setOpenLinks(false);
    setFrameShape(QFrame::NoFrame);
    setTabChangesFocus(true);
    document()->setDocumentMargin(10);
    document()->setDefaultStyleSheet(
        u"table { margin-top: 6px; } h3 { margin: 0 0 2px 0; } p { margin: 0 0 4px 0; } td { padding: 0 0 2px 0; }"_s);
    setPlaceholderText(tr("Choose a database to see how it is."));
}

void FactsView::setRow(const QString &name, const std::optional<DatabaseRow> &row)
{
    const bool other = !m_row || !row || m_row->community != row->community;
    m_name = name;
    m_row = row;
    if (other) {
        setTextCursor(QTextCursor(document())); // what was selected was the former one's
        verticalScrollBar()->setValue(0);
    }
    showText();
}

void FactsView::showText()
{
    const QString html = m_row ? healthHtml(m_name, *m_row, m_sqliteVersion, tones(palette())) : QString();
    // Setting the text drops what the maintainer has just selected in it.
    if (html == m_html || textCursor().hasSelection())
        return;
    m_html = html;
    const int position = verticalScrollBar()->value();
    setHtml(html);
    verticalScrollBar()->setValue(position);
}

void FactsView::changeEvent(QEvent *event)
{
    QTextBrowser::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showText();
}

} // namespace lockkeeper::ui
