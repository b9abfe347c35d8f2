#include "ui/inspector/tables/TableFilterBar.h"

#include "ui/common/Icons.h"
#include "ui/common/Spoken.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
using inspect::FilterCondition;

constexpr int conditionPause = 350; // ms
constexpr int longestValue = 1000;  // characters
constexpr int mostLines = 8;
} // namespace

TableFilterBar::TableFilterBar(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout(this))
{
    setObjectName(u"tableFilterBar"_s);
    m_layout->setContentsMargins(8, 0, 8, 4);
    m_layout->setSpacing(4);
    m_typing.setSingleShot(true);
    m_typing.setInterval(conditionPause);
    connect(&m_typing, &QTimer::timeout, this, &TableFilterBar::changed);
}

void TableFilterBar::setTable(const inspect::TableInfo &table)
{
    clear();
    m_table = table;
}

void TableFilterBar::clear()
{
    m_typing.stop();
    for (const Line &line : std::as_const(m_lines))
        line.whole->deleteLater();
    m_lines.clear();
    hide();
}

QList<inspect::ColumnFilter> TableFilterBar::filters() const
{
    QList<inspect::ColumnFilter> filters;
    for (const Line &line : m_lines) {
        const inspect::ColumnFilter filter{
            .column = line.column->currentText(),
            .condition = static_cast<FilterCondition>(line.condition->currentData().toInt()),
            .value = line.value->text()};
        if (inspect::narrows(filter))
            filters.append(filter);
    }
    return filters;
}

void TableFilterBar::add(const QString &column)
{
    show();
    if (m_lines.size() >= mostLines) {
        m_lines.constLast().value->setFocus(Qt::ShortcutFocusReason);
        return;
    }
    auto *whole = new QWidget(this);
    const QString number = QString::number(++m_added);
    Line line{.whole = whole,
              .column = new QComboBox(whole),
              .condition = new QComboBox(whole),
              .value = new QLineEdit(whole)};
    line.column->setObjectName(u"tableFilterColumn"_s + number);
    nameBox(line.column, tr("Column"));
    for (const inspect::TableColumn &one : std::as_const(m_table.columns))
        line.column->addItem(one.name);
    line.column->setCurrentText(column);
    line.condition->setObjectName(u"tableFilterCondition"_s + number);
    nameBox(line.condition, tr("Condition"));
    const QList<std::pair<FilterCondition, QString>> conditions{
        {FilterCondition::Contains, tr("contains")},
        {FilterCondition::Equals, tr("equals")},
        {FilterCondition::StartsWith, tr("starts with")},
        {FilterCondition::Greater, tr("more or later than")},
        {FilterCondition::Less, tr("less or earlier than")},
        {FilterCondition::Empty, tr("is empty")},
        {FilterCondition::NotEmpty, tr("is not empty")}};
    for (const auto &[condition, text] : conditions)
        line.condition->addItem(text, static_cast<int>(condition));
    line.value->setObjectName(u"tableFilterValue"_s + number);
    line.value->setAccessibleName(tr("Value"));
    line.value->setMaxLength(longestValue);
    line.value->setClearButtonEnabled(true);
    line.value->setPlaceholderText(tr("Type what to look for"));
    auto *removal = new QToolButton(whole);
    removal->setObjectName(u"tableFilterRemove"_s + number);
    removal->setIcon(icon(u"clear"_s));
    removal->setAccessibleName(tr("Remove this condition"));
    removal->setToolTip(removal->accessibleName());
    removal->setAutoRaise(true);
    removal->setFocusPolicy(Qt::TabFocus);
    auto *layout = new QHBoxLayout(whole);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(line.column);
    layout->addWidget(line.condition);
    layout->addWidget(line.value, 1);
    layout->addWidget(removal);
    m_layout->addWidget(whole);
    m_lines.append(line);

    connect(line.column, &QComboBox::currentIndexChanged, this, &TableFilterBar::changed);
    connect(line.condition, &QComboBox::currentIndexChanged, this, [this, line] {
        showValue(line);
        Q_EMIT changed();
    });
    connect(line.value, &QLineEdit::textChanged, &m_typing, qOverload<>(&QTimer::start));
    connect(line.value, &QLineEdit::returnPressed, this, [this] {
        m_typing.stop();
        Q_EMIT changed();
    });
    connect(removal, &QToolButton::clicked, this, [this, whole] { remove(whole); });
    line.value->setFocus(Qt::ShortcutFocusReason);
}

void TableFilterBar::showValue(const Line &line)
{
    const auto condition = static_cast<FilterCondition>(line.condition->currentData().toInt());
    line.value->setEnabled(condition != FilterCondition::Empty && condition != FilterCondition::NotEmpty);
}

void TableFilterBar::remove(const QWidget *line)
{
    const auto found = std::ranges::find(m_lines, line, &Line::whole);
    if (found == m_lines.end())
        return;
    found->whole->hide();
    found->whole->deleteLater();
    m_lines.erase(found);
    if (m_lines.isEmpty()) {
        hide();
        Q_EMIT emptied();
    } else {
        m_lines.constLast().value->setFocus(Qt::OtherFocusReason);
    }
    Q_EMIT changed();
}

} // namespace lockkeeper::ui
