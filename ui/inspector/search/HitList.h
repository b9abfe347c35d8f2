// The list of what was found. Enter opens, Escape and Up at its top go back to the field, Ctrl+C copies. GUI
// thread.
#pragma once

#include "inspect/search/Search.h"
#include "ui/inspector/search/HitModel.h"

#include <QListView>

#include <optional>

namespace lockkeeper::ui {

class HitList final : public QListView
{
    Q_OBJECT

public:
    explicit HitList(QWidget *parent = nullptr);

    void setHits(const QList<inspect::Hit> &hits, int limit); // what was chosen stays so if it is among them
    void addHits(const QList<inspect::Hit> &hits);            // what somebody looks at stays where it is
    [[nodiscard]] std::optional<inspect::Hit> chosen() const;
    void choose(int row);
    void chooseNone();
    [[nodiscard]] int hits() const { return m_model.rowCount(); }

Q_SIGNALS:
    void choiceMoved();
    void opened(); // by Enter or a double click
    void left();   // back to the field
    void copyWanted();

protected:
    void focusInEvent(QFocusEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    HitModel m_model;
    bool m_quiet = false; // a choice that nobody made
};

} // namespace lockkeeper::ui
