#include "ui/inspector/item/ItemView.h"

#include "ui/common/ElidedLabel.h"
#include "ui/common/Spoken.h"
#include "ui/history/HistoryTable.h"
#include "ui/inspector/item/ItemTables.h"
#include "ui/inspector/item/ItemText.h"
#include "ui/inspector/item/ItemWords.h"
#include "ui/inspector/item/LinkQuestion.h"
#include "ui/inspector/search/HitWords.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QKeyEvent>
#include <QLabel>
#include <QStackedWidget>
#include <QTabWidget>

#include <utility>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
constexpr qsizetype longestTitle = 400;

std::shared_ptr<QTextDocument> documentOf(const inspect::Item &item, const TextLook &look)
{
    return itemDocument(readTexts(item), look, qApp->thread());
}
} // namespace

void ItemView::showItem(const inspect::ItemRef &ref)
{
    if (m_wanted == ref && m_item && m_item->ref == ref)
        return;
    read(ref);
}

void ItemView::read(const inspect::ItemRef &ref)
{
    m_wanted = ref;
    m_toText = false;
    m_renderer.cancel();
    m_reader.ask([this, ref, rendered = look(TextForm::Rendered),
                  raw = look(TextForm::Raw)](const QuestionThread::Asked &asked) {
        const Result<inspect::Item> item = inspect::readItem(ref, asked.stop);
        if (!item) {
            if (!item.error().isCancelled())
                asked.tell([this, error = item.error()] {
                    showMessage(error.hint.isEmpty() ? error.text : error.text + '\n'_L1 + error.hint);
                });
            return;
        }
        auto document = documentOf(*item, usualForm(*item) == TextForm::Rendered ? rendered : raw);
        // Moved: a document is the GUI thread's by now, and must not end here.
        asked.tell([this, item = *item, document = std::move(document)] {
            showRead(item);
            m_text->showDocument(document);
        });
        const Result<QList<inspect::SameItem>> sameDoi = inspect::readSameDoi(*item, asked.stop);
        if (sameDoi ? !sameDoi->isEmpty() : !sameDoi.error().isCancelled())
            asked.tell([this, sameDoi] { addSame(sameDoi); });
    });
}

void ItemView::addSame(const Result<QList<inspect::SameItem>> &found)
{
    if (found)
        m_item->same += *found;
    showSame();
    if (found)
        return;
    const int same = m_tabs->indexOf(m_same);
    m_tabs->setTabText(same, tr("Same &paper (%1 or more)").arg(m_item->same.size()));
    m_tabs->setTabToolTip(same, tr("Not every paper’s DOI could be read. %1").arg(found.error().text));
    m_tabs->setTabVisible(same, true);
}

void ItemView::showRead(const inspect::Item &item)
{
    m_item = item;
    QString title = hitTitle(item.title);
    if (title.size() > longestTitle)
        title = title.left(longestTitle) + u'…';
    m_title->setText(title);
    m_line->setFullText(itemLine(item));
    m_address->setFullText(plainAddress(item.url));
    m_address->setVisible(!item.url.isEmpty());
    const QString written = writtenText(item);
    m_written->setFullText(written);
    m_written->setVisible(!written.isEmpty());
    m_open->setEnabled(!item.url.isEmpty());
    m_copyLink->setEnabled(true);
    m_copyMarkdown->setEnabled(true);
    m_raw->setEnabled(true);
    m_raw->setChecked(usualForm(item) == TextForm::Raw);
    m_fields->setTable(fieldTable(item));
    m_terms->setTable(termTable(item));
    showSame();
    m_stack->setCurrentIndex(1);
    if (std::exchange(m_toText, false))
        m_tabs->currentWidget()->setFocus(Qt::OtherFocusReason);
}

void ItemView::showSame()
{
    m_same->setTable(sameTable(*m_item));
    const int same = m_tabs->indexOf(m_same);
    m_tabs->setTabText(same, tr("Same &paper (%1)").arg(m_item->same.size()));
    m_tabs->setTabToolTip(same, {});
    m_tabs->setTabVisible(same, !m_item->same.isEmpty());
}

void ItemView::showMessage(const QString &text)
{
    m_item.reset();
    m_message->setText(text);
    m_stack->setCurrentIndex(0);
    for (QAction *action : keys())
        action->setEnabled(false);
    announce(m_message, text);
}

void ItemView::renderAgain()
{
    if (!m_item)
        return;
    m_renderer.ask(
        [this, item = *m_item, wanted = look(m_raw->isChecked() ? TextForm::Raw : TextForm::Rendered)](
            const QuestionThread::Asked &asked) {
            asked.tell([this, document = documentOf(item, wanted)] { m_text->showDocument(document); });
        });
}

TextLook ItemView::look(TextForm form) const
{
    return {.form = form, .font = font(), .fixedFont = ItemText::fixedFont(font()), .palette = palette()};
}

QList<QAction *> ItemView::keys() const
{
    return {m_open, m_copyLink, m_copyMarkdown, m_raw};
}

void ItemView::goToText()
{
    m_toText = !m_item || m_item->ref != m_wanted;
    if (!m_toText)
        m_tabs->currentWidget()->setFocus(Qt::OtherFocusReason);
}

void ItemView::copyLink()
{
    if (m_item)
        copy(inspect::markdownLink(*m_item));
}

void ItemView::copy(const QString &text)
{
    QApplication::clipboard()->setText(text);
    announce(this, tr("Copied."));
}

// The colours of links and images stand in the document.
void ItemView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        renderAgain();
}

void ItemView::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT left();
    else
        QWidget::keyPressEvent(event);
}

} // namespace lockkeeper::ui
