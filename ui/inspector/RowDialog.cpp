#include "ui/inspector/RowDialog.h"

#include "inspect/tables/WholeRows.h"
#include "ui/inspector/tables/TableModel.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSplitter>
#include <QTableWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

RowDialog::RowDialog(const QString &title, QWidget *parent)
    : QDialog(parent)
    , m_columns(new QTableWidget(this))
    , m_text(new QPlainTextEdit(this))
{
    setObjectName(u"rowDialog"_s);
    setWindowTitle(title);
    resize(640, 460);
    m_columns->setObjectName(u"rowColumns"_s);
    m_columns->setAccessibleName(tr("Columns"));
    m_columns->setColumnCount(2);
    m_columns->setHorizontalHeaderLabels({tr("Column"), tr("Value")});
    m_columns->horizontalHeader()->setStretchLastSection(true);
    m_columns->horizontalHeader()->setHighlightSections(false);
    m_columns->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_columns->verticalHeader()->hide();
    m_columns->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_columns->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_columns->setSelectionMode(QAbstractItemView::SingleSelection);
    m_columns->setTabKeyNavigation(false);
    m_columns->setWordWrap(false);
    m_text->setObjectName(u"rowText"_s);
    m_text->setAccessibleName(tr("The chosen value"));
    m_text->setReadOnly(true);
    m_text->setTabChangesFocus(true);
    m_text->setPlaceholderText(tr("The row is being read…"));
    auto *splitter = new QSplitter(Qt::Vertical, this);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_columns);
    splitter->addWidget(m_text);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setDefault(true);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(splitter, 1);
    layout->addWidget(buttons);
    connect(m_columns, &QTableWidget::currentCellChanged, this, &RowDialog::showChosen);
}

RowDialog::RowDialog(const QString &title, const QStringList &columns, const QVariantList &values,
                     QWidget *parent)
    : RowDialog(title, parent)
{
    m_names = columns;
    showValues(values);
}

RowDialog::RowDialog(const QString &database, const inspect::TableInfo &table, const inspect::Key &natural,
                     QWidget *parent)
    : RowDialog(tr("A row of %1").arg(table.name), parent)
{
    for (const inspect::TableColumn &column : table.columns)
        m_names.append(column.name);
    m_reader.ask([this, database, table, natural](const QuestionThread::Asked &asked) {
        const Result<QVariantList> values = inspect::wholeRow(database, table, natural, asked.stop);
        asked.tell([this, values] {
            if (!values)
                m_text->setPlainText(values.error().text + '\n'_L1 + values.error().hint);
            else if (values->isEmpty())
                m_text->setPlainText(tr("This row is no longer there."));
            else
                showValues(*values);
        });
    });
}

void RowDialog::showValues(const QVariantList &values)
{
    m_values = values;
    m_columns->setRowCount(static_cast<int>(values.size()));
    for (int i = 0; i < values.size(); ++i) {
        const QString whole = wholeValue(values.at(i));
        m_columns->setItem(i, 0, new QTableWidgetItem(m_names.value(i)));
        m_columns->setItem(
            i, 1,
            new QTableWidgetItem(shownCell({.value = whole.size() > inspect::shownCharacters
                                                         ? QVariant(whole.left(inspect::shownCharacters))
                                                         : values.at(i),
                                            .length = whole.size()})));
    }
    m_columns->resizeColumnToContents(0);
    m_columns->setCurrentCell(0, 1);
    m_columns->setFocus();
}

void RowDialog::showChosen()
{
    const QVariant value = m_values.value(m_columns->currentRow());
    m_text->setPlaceholderText(value.isValid() ? tr("An empty text") : u"NULL"_s);
    m_text->setPlainText(wholeValue(value));
}

} // namespace lockkeeper::ui
