#include "ui/inspector/console/SchemaView.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QKeyEvent>
#include <QSet>
#include <QStandardItemModel>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
constexpr int NameRole = Qt::UserRole;
constexpr int SqlRole = Qt::UserRole + 1;

QStandardItem *item(const QString &text, const QString &name = {}, const QString &sql = {})
{
    auto *made = new QStandardItem(text); // its parent's, or the model's
    made->setEditable(false);
    made->setData(name, NameRole);
    made->setData(sql, SqlRole);
    if (!sql.isEmpty())
        made->setToolTip(u"<pre>"_s + sql.toHtmlEscaped() + u"</pre>"_s);
    return made;
}
} // namespace

SchemaView::SchemaView(QWidget *parent)
    : QTreeView(parent)
    , m_model(new QStandardItemModel(this))
{
    setModel(m_model);
    setHeaderHidden(true);
    header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    header()->setStretchLastSection(false);
    setUniformRowHeights(true);
    setExpandsOnDoubleClick(false);
    setEditTriggers(NoEditTriggers);
    setAccessibleName(tr("Tables and columns"));
    setAccessibleDescription(tr("Enter puts the name into the statement"));
    connect(this, &QAbstractItemView::doubleClicked, this, &SchemaView::choose);
}

void SchemaView::setSchema(const QList<inspect::SchemaTable> &tables)
{
    QSet<QString> open;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (isExpanded(m_model->index(row, 0)))
            open.insert(m_model->item(row)->text());
    }
    m_model->clear();
    m_names.clear();
    QStandardItem *fullText = item(tr("Full text"));
    for (const inspect::SchemaTable &table : tables) {
        QStandardItem *made = item(table.name, table.name, table.sql);
        m_names.append(table.name);
        for (const inspect::SchemaColumn &column : table.columns) {
            QStringList words{column.name};
            if (!column.type.isEmpty())
                words.append(column.type);
            if (column.key)
                words.append(tr("key"));
            else if (column.notNull)
                words.append(tr("not null"));
            else if (column.hidden)
                words.append(tr("hidden"));
            made->appendRow(item(words.join(u"  "_s), column.name));
            m_names.append(column.name);
        }
        const auto addParts = [made](const QString &title, const QList<inspect::SchemaPart> &parts) {
            if (parts.isEmpty())
                return;
            QStandardItem *group = item(title);
            for (const inspect::SchemaPart &part : parts)
                group->appendRow(item(part.name, part.name, part.sql));
            made->appendRow(group);
        };
        addParts(tr("Indexes"), table.indexes);
        addParts(tr("Triggers"), table.triggers);
        const bool ofFullText =
            table.kind == inspect::SchemaKind::Virtual || table.kind == inspect::SchemaKind::Shadow;
        if (ofFullText)
            fullText->appendRow(made);
        else
            m_model->appendRow(made);
    }
    m_model->appendRow(fullText);
    for (int row = 0; row < m_model->rowCount(); ++row)
        setExpanded(m_model->index(row, 0), open.contains(m_model->item(row)->text()));
    m_names.removeDuplicates();
}

void SchemaView::setNote(const QString &note)
{
    m_model->clear();
    m_names.clear();
    QStandardItem *told = item(note);
    told->setToolTip(note);
    m_model->appendRow(told);
}

QStringList SchemaView::names() const
{
    return m_names;
}

void SchemaView::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        choose(currentIndex());
    else if (event->matches(QKeySequence::Copy))
        copySql();
    else
        QTreeView::keyPressEvent(event);
}

void SchemaView::choose(const QModelIndex &index)
{
    const QString name = index.data(NameRole).toString();
    if (!name.isEmpty())
        Q_EMIT nameChosen(name);
    else if (index.isValid())
        setExpanded(index, !isExpanded(index));
}

// Or the name, of what has no SQL of its own.
void SchemaView::copySql() const
{
    const QString sql = currentIndex().data(SqlRole).toString();
    QApplication::clipboard()->setText(sql.isEmpty() ? currentIndex().data(NameRole).toString() : sql);
}

} // namespace lockkeeper::ui
