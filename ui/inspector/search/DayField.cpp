#include "ui/inspector/search/DayField.h"

#include "ui/common/Icons.h"
#include "ui/common/Spoken.h"

#include <QAction>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

QDate typedDay(const QString &text, DayField::Edge edge)
{
    static const QRegularExpression form(u"^(\\d{4})(?:-(\\d{1,2})(?:-(\\d{1,2}))?)?$"_s);
    const QRegularExpressionMatch match = form.match(text.trimmed());
    if (!match.hasMatch())
        return {};
    const bool last = edge == DayField::Edge::Last;
    const int year = match.captured(1).toInt();
    const int month = match.hasCaptured(2) ? match.captured(2).toInt() : last ? 12 : 1;
    const QDate first(year, month, 1);
    if (match.hasCaptured(3))
        return {year, month, match.captured(3).toInt()};
    return last && first.isValid() ? QDate(year, month, first.daysInMonth()) : first;
}

DayField::DayField(Edge edge, QWidget *parent)
    : QLineEdit(parent)
    , m_edge(edge)
    , m_wrong(addAction(icon(u"state-failed"_s, IconTone::Failed), TrailingPosition))
{
    setMaxLength(10);
    setPlaceholderText(edge == Edge::First ? tr("from") : tr("to"));
    setToolTip(tr("A year, a month or a day of the item’s own time: 2024, 2024-05, 2024-05-17"));
    m_wrong->setToolTip(tr("Not a day: write 2024, 2024-05 or 2024-05-17"));
    m_wrong->setVisible(false);
    setFixedWidth(fontMetrics().horizontalAdvance(u"0000-00-00"_s) + 26);
    connect(this, &QLineEdit::textChanged, this, &DayField::read);
    connect(this, &QLineEdit::editingFinished, this, [this] {
        if (m_wrong->isVisible())
            announce(this, m_wrong->toolTip());
    });
}

void DayField::read()
{
    const QDate day = typedDay(text(), m_edge);
    const bool wrong = !text().trimmed().isEmpty() && !day.isValid();
    m_wrong->setVisible(wrong);
    setAccessibleDescription(wrong ? m_wrong->toolTip() : QString());
    if (day == m_day)
        return;
    m_day = day;
    Q_EMIT dayChanged();
}

} // namespace lockkeeper::ui
