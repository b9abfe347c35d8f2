#include "ui/inspector/item/ItemDocument.h"

#include "ui/common/Format.h"
#include "ui/common/Palettes.h"
#include "ui/inspector/item/ItemWords.h"

#include <QCoreApplication>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocumentFragment>
#include <QTextList>
#include <QTextTable>
#include <QThread>
#include <QUrl>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::ItemDocument)
};

constexpr int deepestQuote = 6;   // levels that are indented
constexpr int deepestList = 8;    // of lists in lists
constexpr int quoteIndent = 24;   // pixels a level
constexpr int mostCombining = 32; // marks on one character; laying out thousands takes seconds
constexpr auto dialect =
    QTextDocument::MarkdownFeatures(QTextDocument::MarkdownDialectGitHub | QTextDocument::MarkdownNoHTML);

QString withoutPiles(const QString &text)
{
    QString kept;
    kept.reserve(text.size());
    int pile = 0;
    for (const QChar one : text) {
        pile = one.isMark() ? pile + 1 : 0;
        if (pile <= mostCombining)
            kept.append(one);
    }
    return kept;
}

// Of the widget's palette, which may have changed since the application's was read.
void colourLinks(QTextDocument &document, const QColor &colour)
{
    QList<QPair<int, int>> links;
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        for (auto it = block.begin(); !it.atEnd(); ++it) {
            if (it.fragment().charFormat().isAnchor())
                links.append({it.fragment().position(), it.fragment().length()});
        }
    }
    QTextCharFormat format;
    format.setForeground(colour);
    format.setFontUnderline(true);
    QTextCursor cursor(&document);
    for (const auto &[position, length] : std::as_const(links)) {
        cursor.setPosition(position);
        cursor.setPosition(position + length, QTextCursor::KeepAnchor);
        cursor.mergeCharFormat(format);
    }
}

struct ImagePlace
{
    int position = 0;
    int length = 0;
    QString text;
    QString address;
};

// Nothing is loaded: what a picture says of itself stands in its place, and its address.
void replaceImages(QTextDocument &document, const TextLook &look)
{
    QList<ImagePlace> images;
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        for (auto it = block.begin(); !it.atEnd(); ++it) {
            const QTextFragment fragment = it.fragment();
            if (!fragment.charFormat().isImageFormat())
                continue;
            const QTextImageFormat format = fragment.charFormat().toImageFormat();
            images.append({.position = fragment.position(),
                           .length = fragment.length(),
                           .text = format.stringProperty(QTextFormat::ImageAltText),
                           .address = format.name()});
        }
    }
    QTextCursor cursor(&document);
    for (qsizetype i = images.size() - 1; i >= 0; --i) {
        const ImagePlace &image = images.at(i);
        cursor.setPosition(image.position);
        cursor.setPosition(image.position + image.length, QTextCursor::KeepAnchor);
        QTextCharFormat format;
        format.setForeground(tones(look.palette).muted);
        cursor.insertText((image.text.isEmpty() ? Tr::tr("[image: %1]").arg(image.address)
                                                : Tr::tr("[image: %1, %2]").arg(image.text, image.address)),
                          format);
    }
}

// Qt's reader leaves an empty line in a table's first cell.
void settleTables(QTextDocument &document, const TextLook &look)
{
    const QList<QTextFrame *> frames = document.rootFrame()->childFrames();
    for (QTextFrame *frame : frames) {
        auto *table = qobject_cast<QTextTable *>(frame);
        if (!table)
            continue;
        QTextTableFormat format = table->format();
        format.setBorderCollapse(true);
        format.setBorder(1);
        format.setBorderBrush(tones(look.palette).line);
        format.setCellSpacing(0);
        format.setCellPadding(3);
        format.setMargin(2);
        table->setFormat(format);
        const QTextTableCell first = table->cellAt(0, 0);
        QTextCursor cursor = first.firstCursorPosition();
        if (cursor.block().length() == 1 && cursor.block() != first.lastCursorPosition().block())
            cursor.deleteChar();
        QTextCharFormat heading;
        heading.setFontWeight(QFont::Bold);
        for (int column = 0; column < table->columns(); ++column) {
            QTextCursor cell = table->cellAt(0, column).firstCursorPosition();
            cell.setPosition(table->cellAt(0, column).lastPosition(), QTextCursor::KeepAnchor);
            cell.mergeCharFormat(heading);
        }
    }
}

void shadeCode(QTextDocument &document, const TextLook &look)
{
    QTextBlockFormat shaded;
    shaded.setBackground(look.palette.color(QPalette::AlternateBase));
    QTextCursor cursor(&document);
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        const QTextBlockFormat format = block.blockFormat();
        if (!format.hasProperty(QTextFormat::BlockCodeFence) &&
            !format.hasProperty(QTextFormat::BlockCodeLanguage))
            continue;
        cursor.setPosition(block.position());
        cursor.mergeBlockFormat(shaded);
    }
}

// As deep as it is told, but not out of sight.
void flatten(QTextDocument &document)
{
    QTextCursor cursor(&document);
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        const int quoted = block.blockFormat().intProperty(QTextFormat::BlockQuoteLevel);
        if (quoted > 0) {
            QTextBlockFormat format = block.blockFormat();
            format.setLeftMargin(quoteIndent * std::min(quoted, deepestQuote));
            format.setRightMargin(0);
            cursor.setPosition(block.position());
            cursor.setBlockFormat(format);
        }
        QTextList *list = block.textList();
        if (list && list->format().indent() > deepestList) {
            QTextListFormat format = list->format();
            format.setIndent(deepestList);
            list->setFormat(format);
        }
    }
}

void appendNote(QTextCursor &cursor, const QString &note, const TextLook &look)
{
    QTextCharFormat format;
    format.setForeground(tones(look.palette).muted);
    format.setFontItalic(true);
    cursor.insertBlock({}, format);
    cursor.insertText(note, format);
}

void appendHeading(QTextCursor &cursor, const QString &heading, bool first)
{
    QTextBlockFormat block;
    block.setHeadingLevel(3);
    block.setTopMargin(first ? 0 : 12);
    QTextCharFormat format;
    format.setFontWeight(QFont::Bold);
    if (first) {
        cursor.setBlockFormat(block);
        cursor.setBlockCharFormat(format);
    } else {
        cursor.insertBlock(block, format);
    }
    cursor.insertText(heading, format);
    cursor.insertBlock({}, {});
}

void appendRendered(QTextCursor &cursor, const QString &text, const TextLook &look)
{
    ClosedDocument part;
    part.setUndoRedoEnabled(false);
    part.setDefaultFont(look.font);
    part.setMarkdown(text.left(mostRendered), dialect);
    replaceImages(part, look);
    colourLinks(part, look.palette.color(QPalette::Link));
    flatten(part);
    settleTables(part, look);
    shadeCode(part, look);
    cursor.insertFragment(QTextDocumentFragment(&part));
    if (text.size() > mostRendered)
        appendNote(cursor,
                   Tr::tr("Only the first %1 of %2 characters are rendered; see Raw for the others.")
                       .arg(formatNumber(mostRendered), formatNumber(text.size())),
                   look);
}

void appendRaw(QTextCursor &cursor, const QString &text, const TextLook &look)
{
    QTextCharFormat format;
    format.setFont(look.fixedFont);
    cursor.insertText(text.left(mostShown), format);
    if (text.size() > mostShown)
        appendNote(cursor,
                   Tr::tr("Only the first %1 of %2 characters are shown.")
                       .arg(formatNumber(mostShown), formatNumber(text.size())),
                   look);
}
} // namespace

QVariant ClosedDocument::loadResource(int /*type*/, const QUrl & /*name*/)
{
    return {};
}

QList<inspect::ItemText> readTexts(const inspect::Item &item)
{
    QList<inspect::ItemText> texts = item.texts;
    texts.removeIf(
        [](const inspect::ItemText &one) { return one.column == "author"_L1 || one.column == "tags"_L1; });
    return texts;
}

TextForm usualForm(const inspect::Item &item)
{
    return item.source == "docstrings"_L1 || item.source == "mailman"_L1 ? TextForm::Raw : TextForm::Rendered;
}

std::shared_ptr<QTextDocument> itemDocument(const QList<inspect::ItemText> &texts, const TextLook &look,
                                            QThread *thread)
{
    auto document = std::make_shared<ClosedDocument>();
    document->setUndoRedoEnabled(false);
    document->setDefaultFont(look.font);
    document->setDocumentMargin(8);
    QTextCursor cursor(document.get());
    bool first = true;
    for (const inspect::ItemText &one : texts) {
        if (texts.size() > 1)
            appendHeading(cursor, columnTitle(one.column), first);
        first = false;
        const QString text = withoutPiles(one.text);
        if (look.form == TextForm::Rendered)
            appendRendered(cursor, text, look);
        else
            appendRaw(cursor, text, look);
    }
    if (texts.isEmpty())
        appendNote(cursor, Tr::tr("It has no text."), look);
    document->moveToThread(thread);
    return document;
}

} // namespace lockkeeper::ui
