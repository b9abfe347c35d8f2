#include "ui/history/ChangeDocument.h"

#include "ui/common/Palettes.h"
#include "ui/history/TextDiff.h"

#include <QCoreApplication>
#include <QTextCursor>
#include <QTextDocument>
#include <QTextTable>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::History)
};

enum class Side { Before, After };

class ChangePage final
{
public:
    ChangePage(QTextDocument &document, const QPalette &palette)
        : m_cursor(&document)
        , m_palette(palette)
    {
    }

    void write(const inspect::ChangeDetails &details)
    {
        const bool changed = details.change.kind == inspect::RowChange::Changed;
        if (!details.oldKept)
            note(Tr::tr("What was there before is not kept: the run changed too much of this source."));
        else if (!details.afterSure)
            note(Tr::tr("A later run changed the row again: the new text may be that one's."));
        QList<SideRow> rows;
        QList<qsizetype> headings;
        QStringList names;
        for (const inspect::ValueChange &value : details.values) {
            const QVariant &only =
                details.change.kind == inspect::RowChange::Deleted ? value.before : value.after;
            if (changed ? details.oldKept && !value.differs : !only.isValid())
                continue;
            headings.append(rows.size());
            names.append(value.column);
            rows += changed && details.oldKept ? shortened(sideBySide(text(value.before), text(value.after)))
                                               : shortened(oneSide(text(only)));
        }
        table(rows, headings, names, changed && details.oldKept, details.change.kind);
        m_cursor.movePosition(QTextCursor::Start);
    }

private:
    static QString text(const QVariant &value)
    {
        const QString whole = value.isValid() ? value.toString() : QString();
        const qsizetype more = whole.size() - shownCharacters;
        return more <= 0 ? whole
                         : whole.left(shownCharacters) + u'\n' +
                               Tr::tr("… %Ln more character(s)", nullptr, static_cast<int>(more));
    }

    static QList<SideRow> oneSide(const QString &text)
    {
        QList<SideRow> rows;
        for (const QString &line : text.split(u'\n')) {
            const SideLine same{.text = line, .there = true, .differs = false, .marks = {}};
            rows.append({.before = same, .after = same});
        }
        return rows;
    }

    static QList<SideRow> shortened(QList<SideRow> rows)
    {
        if (rows.size() <= shownLines)
            return rows;
        const qsizetype more = rows.size() - shownLines;
        rows.resize(shownLines);
        const SideLine rest{.text = Tr::tr("… %Ln more line(s)", nullptr, static_cast<int>(more)),
                            .there = true,
                            .differs = false,
                            .marks = {}};
        rows.append({.before = rest, .after = rest});
        return rows;
    }

    void note(const QString &words)
    {
        QTextCharFormat format;
        format.setFontItalic(true);
        m_cursor.insertText(words, format);
        m_cursor.insertBlock();
    }

    void table(const QList<SideRow> &rows, const QList<qsizetype> &headings, const QStringList &names,
               bool both, inspect::RowChange kind)
    {
        if (rows.isEmpty())
            return;
        QTextTableFormat format;
        format.setBorder(0);
        format.setCellPadding(2);
        format.setCellSpacing(0);
        format.setWidth(QTextLength(QTextLength::PercentageLength, 100));
        format.setColumnWidthConstraints(both ? QList{QTextLength(QTextLength::PercentageLength, 50),
                                                      QTextLength(QTextLength::PercentageLength, 50)}
                                              : QList{QTextLength(QTextLength::PercentageLength, 100)});
        const int count = static_cast<int>(rows.size() + headings.size()) + (both ? 1 : 0);
        QTextTable *made = m_cursor.insertTable(count, both ? 2 : 1, format);
        int at = 0;
        if (both) {
            strong(made->cellAt(0, 0).firstCursorPosition(), Tr::tr("Before"));
            strong(made->cellAt(0, 1).firstCursorPosition(), Tr::tr("After"));
            ++at;
        }
        qsizetype heading = 0;
        for (qsizetype row = 0; row < rows.size(); ++row) {
            while (heading < headings.size() && headings.at(heading) == row) {
                if (both)
                    made->mergeCells(at, 0, 1, 2);
                strong(made->cellAt(at++, 0).firstCursorPosition(), names.at(heading++));
            }
            if (both) {
                line(made->cellAt(at, 0), rows.at(row).before, Side::Before);
                line(made->cellAt(at, 1), rows.at(row).after, Side::After);
            } else {
                line(made->cellAt(at, 0), rows.at(row).after,
                     kind == inspect::RowChange::Deleted ? Side::Before : Side::After);
            }
            ++at;
        }
    }

    static void strong(QTextCursor cursor, const QString &words)
    {
        QTextCharFormat format;
        format.setFontWeight(QFont::DemiBold);
        cursor.insertText(words, format);
    }

    void line(QTextTableCell cell, const SideLine &line, Side side)
    {
        if (!line.there)
            return;
        const Tones &colours = tones(m_palette);
        if (line.differs) {
            QTextCharFormat back = cell.format();
            back.setBackground(side == Side::Before ? colours.failedBack : colours.warningBack);
            cell.setFormat(back);
        }
        QTextCursor cursor = cell.firstCursorPosition();
        if (line.differs)
            cursor.insertText(side == Side::Before ? u"− "_s : u"+ "_s);
        QTextCharFormat marked;
        marked.setFontWeight(QFont::Bold);
        marked.setFontStrikeOut(side == Side::Before);
        marked.setFontUnderline(side == Side::After);
        qsizetype place = 0;
        for (const SideMark &mark : line.marks) {
            cursor.insertText(line.text.sliced(place, mark.start - place), QTextCharFormat());
            cursor.insertText(line.text.sliced(mark.start, mark.length), marked);
            place = mark.start + mark.length;
        }
        cursor.insertText(line.text.sliced(place), QTextCharFormat());
    }

    QTextCursor m_cursor;
    const QPalette &m_palette;
};
} // namespace

void fillChangeDocument(QTextDocument &document, const inspect::ChangeDetails &details,
                        const QPalette &palette)
{
    document.clear();
    document.setUndoRedoEnabled(false);
    ChangePage(document, palette).write(details);
}

} // namespace lockkeeper::ui
