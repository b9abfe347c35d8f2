// One row by itself: each column with all of its value. Closes by Escape; asks nothing. GUI thread.
#pragma once

#include "inspect/tables/TableInfo.h"
#include "ui/inspector/QuestionThread.h"

#include <QDialog>
#include <QStringList>
#include <QVariantList>

class QPlainTextEdit;
class QTableWidget;

namespace lockkeeper::ui {

class RowDialog final : public QDialog
{
    Q_OBJECT

public:
    // Reads the row that `natural` finds.
    RowDialog(const QString &database, const inspect::TableInfo &table, const inspect::Key &natural,
              QWidget *parent = nullptr);
    // Shows these values.
    RowDialog(const QString &title, const QStringList &columns, const QVariantList &values,
              QWidget *parent = nullptr);

private:
    explicit RowDialog(const QString &title, QWidget *parent);
    void showValues(const QVariantList &values);
    void showChosen();

    QStringList m_names;
    QVariantList m_values;
    QTableWidget *m_columns;
    QPlainTextEdit *m_text;
    QuestionThread m_reader;
};

} // namespace lockkeeper::ui
