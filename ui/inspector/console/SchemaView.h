// Tables with their columns, indexes and triggers, as a tree whose names go into a statement. GUI thread.
#pragma once

#include "inspect/console/SchemaTree.h"

#include <QList>
#include <QStringList>
#include <QTreeView>

class QStandardItem;
class QStandardItemModel;

namespace lockkeeper::ui {

class SchemaView final : public QTreeView
{
    Q_OBJECT

public:
    explicit SchemaView(QWidget *parent = nullptr);

    void setSchema(const QList<inspect::SchemaTable> &tables); // what was open stays open
    void setNote(const QString &note);                         // instead of a schema
    [[nodiscard]] QStringList names() const;                   // of tables and columns

Q_SIGNALS:
    void nameChosen(const QString &name);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void choose(const QModelIndex &index);
    void copySql() const;

    QStandardItemModel *m_model;
    QStringList m_names;
};

} // namespace lockkeeper::ui
