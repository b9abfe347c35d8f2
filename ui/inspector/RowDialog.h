// One row by itself: each column with all of its value. Closes by Escape; asks nothing. GUI thread.
#pragma once

#include "inspect/tables/TableInfo.h"
#include "ui/inspector/QuestionThread.h"

#include <QDialog>
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

private:
    void showValues(const QVariantList &values);
    void showChosen();

    inspect::TableInfo m_info;
    QVariantList m_values;
    QTableWidget *m_columns;
    QPlainTextEdit *m_text;
    QuestionThread m_reader;
};

} // namespace lockkeeper::ui
