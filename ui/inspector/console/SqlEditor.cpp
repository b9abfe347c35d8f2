#include "ui/inspector/console/SqlEditor.h"

#include "ui/common/Palettes.h"
#include "ui/common/Spoken.h"
#include "ui/inspector/console/SqlHighlighter.h"
#include "ui/inspector/console/SqlWords.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QFontDatabase>
#include <QKeyEvent>
#include <QScrollBar>
#include <QStringListModel>
#include <QTextBlock>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
constexpr qsizetype lettersToComplete = 2;

bool isEnter(int key)
{
    return key == Qt::Key_Return || key == Qt::Key_Enter;
}
} // namespace

SqlEditor::SqlEditor(QWidget *parent)
    : QPlainTextEdit(parent)
    , m_highlighter(new SqlHighlighter(document(), palette()))
    , m_words(new QStringListModel(sqlKeywords(), this))
    , m_completer(new QCompleter(m_words, this))
{
    setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    setLineWrapMode(NoWrap);
    setTabChangesFocus(true); // who comes with Tab can leave with it
    setTabStopDistance(4 * fontMetrics().horizontalAdvance(u' '));
    m_completer->setWidget(this);
    m_completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_completer->setCompletionMode(QCompleter::PopupCompletion);
    connect(m_completer, qOverload<const QString &>(&QCompleter::activated), this,
            &SqlEditor::insertCompletion);
    // The list has no focus of its own: a reader would not hear of it.
    connect(m_completer, qOverload<const QString &>(&QCompleter::highlighted), this,
            [this](const QString &completion) { announce(this, completion); });
    connect(this, &QPlainTextEdit::textChanged, this, [this] { markAt(-1); });
}

void SqlEditor::setNames(const QStringList &names)
{
    QStringList words = names + sqlKeywords();
    words.removeDuplicates();
    words.sort(Qt::CaseInsensitive);
    m_words->setStringList(words);
}

QString SqlEditor::chosenText() const
{
    const QTextCursor cursor = textCursor();
    return cursor.hasSelection() ? cursor.selectedText().replace(QChar::ParagraphSeparator, u'\n')
                                 : toPlainText();
}

int SqlEditor::chosenBegin() const
{
    return textCursor().hasSelection() ? textCursor().selectionStart() : 0;
}

void SqlEditor::insertName(const QString &name)
{
    QTextCursor cursor = textCursor();
    const QChar before =
        cursor.selectionStart() > 0 ? document()->characterAt(cursor.selectionStart() - 1) : QChar();
    const bool apart = before.isLetterOrNumber() || before == u'"' || before == u',';
    cursor.insertText((apart ? u" "_s : QString()) + sqlName(name));
    setTextCursor(cursor);
}

void SqlEditor::replaceAll(const QString &text)
{
    QTextCursor cursor(document());
    cursor.select(QTextCursor::Document);
    cursor.insertText(text);
    setTextCursor(cursor);
    ensureCursorVisible();
}

void SqlEditor::markAt(qsizetype position)
{
    m_mark = position;
    QList<QTextEdit::ExtraSelection> marks;
    if (position >= 0 && document()->characterCount() > 1) {
        QTextCursor cursor(document());
        cursor.setPosition(int(std::min<qsizetype>(position, document()->characterCount() - 1)));
        cursor.movePosition(QTextCursor::EndOfWord, QTextCursor::KeepAnchor);
        if (!cursor.hasSelection() && !cursor.movePosition(QTextCursor::Right, QTextCursor::KeepAnchor))
            cursor.movePosition(QTextCursor::Left, QTextCursor::KeepAnchor);
        QTextEdit::ExtraSelection mark;
        mark.cursor = cursor;
        mark.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        mark.format.setUnderlineColor(tones(palette()).failed);
        mark.format.setBackground(tones(palette()).failedBack);
        marks.append(mark);
    }
    setExtraSelections(marks);
}

QString SqlEditor::placeOf(qsizetype position) const
{
    const QTextBlock block = document()->findBlock(int(position));
    if (position < 0 || !block.isValid())
        return {};
    return tr("line %L1, column %L2").arg(block.blockNumber() + 1).arg(position - block.position() + 1);
}

void SqlEditor::keyPressEvent(QKeyEvent *event)
{
    const bool choosing = m_completer->popup()->isVisible();
    const bool control = event->modifiers().testFlag(Qt::ControlModifier);
    if (isEnter(event->key()) && control) {
        m_completer->popup()->hide();
        Q_EMIT runWanted();
        return;
    }
    const bool takes = isEnter(event->key()) || event->key() == Qt::Key_Tab;
    if (choosing &&
        (event->key() == Qt::Key_Escape || (takes && m_completer->popup()->currentIndex().isValid()))) {
        event->ignore(); // the list's
        return;
    }
    if (takes)
        m_completer->popup()->hide();
    if (event->key() == Qt::Key_Escape) {
        Q_EMIT stopWanted();
        return;
    }
    if (event->modifiers() == Qt::AltModifier && event->key() == Qt::Key_Up) {
        Q_EMIT olderWanted();
        return;
    }
    if (event->modifiers() == Qt::AltModifier && event->key() == Qt::Key_Down) {
        Q_EMIT newerWanted();
        return;
    }
    const bool asked = control && event->key() == Qt::Key_Space;
    if (!asked)
        QPlainTextEdit::keyPressEvent(event);
    const bool typed = !event->text().isEmpty() && event->text().at(0).isPrint() && !control;
    if (asked || typed || (choosing && event->key() == Qt::Key_Backspace))
        complete(asked);
}

void SqlEditor::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        m_highlighter->setPalette(palette());
        markAt(m_mark);
    }
}

QString SqlEditor::wordBeforeCursor() const
{
    const QString line = textCursor().block().text().left(textCursor().positionInBlock());
    const auto begin = std::find_if_not(line.crbegin(), line.crend(),
                                        [](QChar sign) { return sign.isLetterOrNumber() || sign == u'_'; });
    return line.last(begin - line.crbegin());
}

void SqlEditor::complete(bool asked)
{
    const QString word = wordBeforeCursor();
    m_completer->setCompletionPrefix(word);
    const bool whole = m_completer->completionCount() == 1 &&
                       m_completer->currentCompletion().compare(word, Qt::CaseInsensitive) == 0;
    if ((!asked && word.size() < lettersToComplete) || m_completer->completionCount() == 0 || whole) {
        m_completer->popup()->hide();
        return;
    }
    m_completer->popup()->setCurrentIndex(asked ? m_completer->completionModel()->index(0, 0)
                                                : QModelIndex());
    QRect place = cursorRect();
    place.setWidth(m_completer->popup()->sizeHintForColumn(0) +
                   m_completer->popup()->verticalScrollBar()->sizeHint().width());
    m_completer->complete(place);
}

void SqlEditor::insertCompletion(const QString &completion)
{
    QTextCursor cursor = textCursor();
    cursor.movePosition(QTextCursor::Left, QTextCursor::KeepAnchor, int(wordBeforeCursor().size()));
    const bool keyword = std::ranges::binary_search(sqlKeywords(), completion);
    cursor.insertText(keyword ? completion : sqlName(completion));
    setTextCursor(cursor);
}

} // namespace lockkeeper::ui
