// A search over what was collected. GUI thread.
#pragma once

#include "inspect/ContentTable.h"

#include <QList>
#include <QWidget>

class QLineEdit;

namespace lockkeeper::ui {

class SearchTab final : public QWidget
{
    Q_OBJECT

public:
    explicit SearchTab(QWidget *parent = nullptr);

    void setPlaces(const QList<inspect::Place> &places);
    void goToField();

protected:
    void focusInEvent(QFocusEvent *event) override;

private:
    QList<inspect::Place> m_places;
    QLineEdit *m_field;
};

} // namespace lockkeeper::ui
