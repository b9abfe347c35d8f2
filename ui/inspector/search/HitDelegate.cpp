#include "ui/inspector/search/HitDelegate.h"

#include "ui/common/Palettes.h"
#include "ui/inspector/search/HitModel.h"
#include "ui/inspector/search/HitWords.h"

#include <QApplication>
#include <QPainter>
#include <QTextLayout>

#include <algorithm>

namespace lockkeeper::ui {

namespace {
constexpr int hitSide = 8;
constexpr int hitAbove = 5;
constexpr int snippetLines = 2;

struct MarkedText
{
    QString text;
    QList<inspect::TextMark> marks;
    QFont font;
    QColor colour;
    QColor markBack; // invalid: none
    int lines = 1;
};

QList<QTextLayout::FormatRange> formatsOf(const MarkedText &marked)
{
    QList<QTextLayout::FormatRange> formats;
    for (const inspect::TextMark &mark : marked.marks) {
        QTextLayout::FormatRange range;
        range.start = static_cast<int>(mark.start);
        range.length = static_cast<int>(mark.length);
        range.format.setFontWeight(QFont::Bold);
        range.format.setFontUnderline(true);
        if (marked.markBack.isValid())
            range.format.setBackground(marked.markBack);
        formats.append(range);
    }
    return formats;
}

// The last line ends in an ellipsis where the text goes on.
void paintMarked(QPainter &painter, const QRectF &area, const MarkedText &marked)
{
    const QString ellipsis(QChar(0x2026));
    const double room = QFontMetricsF(marked.font).horizontalAdvance(ellipsis);
    QTextLayout layout(marked.text, marked.font);
    layout.setFormats(formatsOf(marked));
    layout.beginLayout();
    double y = 0;
    QPointF end;
    bool goesOn = false;
    for (int i = 0; i < marked.lines; ++i) {
        QTextLine line = layout.createLine();
        if (!line.isValid())
            break;
        line.setLineWidth(area.width());
        if (i + 1 == marked.lines && line.textStart() + line.textLength() < marked.text.size()) {
            goesOn = true;
            line.setLineWidth(std::max(1.0, area.width() - room));
        }
        line.setPosition({0, y});
        end = {line.naturalTextRect().right(), y + line.ascent()};
        y += line.height();
    }
    layout.endLayout();
    painter.setPen(marked.colour);
    layout.draw(&painter, area.topLeft(), {}, area);
    if (goesOn) {
        painter.setFont(marked.font);
        painter.drawText(area.topLeft() + end, ellipsis);
    }
}

QFont titleFont(const QFont &font)
{
    QFont title = font;
    title.setPointSizeF(font.pointSizeF() * 1.08);
    return title;
}
} // namespace

void HitDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto *model = qobject_cast<const HitModel *>(index.model());
    if (!model)
        return;
    const inspect::Hit &hit = model->hit(index.row());
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    cell.text.clear();
    const QStyle *style = cell.widget ? cell.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &cell, painter, cell.widget);

    const bool selected = cell.state.testFlag(QStyle::State_Selected);
    const QColor text = cell.palette.color(selected ? QPalette::HighlightedText : QPalette::Text);
    const QColor muted = selected ? text : tones(cell.palette).muted;
    QColor markBack; // the selection's own colour stays as it is
    if (!selected) {
        markBack = cell.palette.color(QPalette::Link);
        markBack.setAlphaF(0.16F);
    }
    painter->save();
    painter->setClipRect(option.rect);
    QRectF area = QRectF(option.rect).adjusted(hitSide, hitAbove, -hitSide, -hitAbove);
    const QFont title = titleFont(option.font);
    const double titleHeight = QFontMetricsF(title).height();
    const double lineHeight = QFontMetricsF(option.font).height();
    paintMarked(*painter, {area.left(), area.top(), area.width(), titleHeight},
                {.text = hitTitle(hit.title),
                 .marks = hit.title.trimmed().isEmpty() ? QList<inspect::TextMark>() : hit.titleMarks,
                 .font = title,
                 .colour = text,
                 .markBack = markBack});
    area.setTop(area.top() + titleHeight);
    painter->setFont(option.font);
    painter->setPen(muted);
    painter->drawText(
        QRectF(area.left(), area.top(), area.width(), lineHeight), Qt::AlignLeft | Qt::AlignVCenter,
        option.fontMetrics.elidedText(hitLine(hit), Qt::ElideRight, static_cast<int>(area.width())));
    area.setTop(area.top() + lineHeight + 1);
    paintMarked(*painter, area,
                {.text = inOneLine(hit.snippet),
                 .marks = hit.snippetMarks,
                 .font = option.font,
                 .colour = text,
                 .markBack = markBack,
                 .lines = snippetLines});
    painter->setPen(tones(cell.palette).line);
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    painter->restore();
}

QSize HitDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex & /*index*/) const
{
    const double height = 2 * hitAbove + 2 + QFontMetricsF(titleFont(option.font)).height() +
                          (1 + snippetLines) * QFontMetricsF(option.font).height();
    return {0, qCeil(height)};
}

} // namespace lockkeeper::ui
