// What there is to say of the current database. Text can be selected and copied. GUI thread.
#pragma once

#include "ui/health/DatabaseRow.h"

#include <QTextBrowser>

#include <optional>

namespace lockkeeper::ui {

class FactsView final : public QTextBrowser
{
    Q_OBJECT

public:
    explicit FactsView(QString sqliteVersion, QWidget *parent = nullptr);

    void setRow(const QString &name, const std::optional<DatabaseRow> &row); // none: nothing is chosen

protected:
    void changeEvent(QEvent *event) override;

private:
    void showText();

    QString m_sqliteVersion;
    QString m_name;
    std::optional<DatabaseRow> m_row;
    QString m_html;
};

} // namespace lockkeeper::ui
