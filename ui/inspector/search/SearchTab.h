// A search over what was collected, as it is typed: filters, the hits as they come in, and the chosen one
// beside them. Asks on threads of its own, only while it is seen. GUI thread.
#pragma once

#include "inspect/search/Search.h"
#include "ui/inspector/QuestionThread.h"
#include "ui/inspector/search/SearchMessages.h"

#include <QList>
#include <QTimer>
#include <QWidget>

class QLabel;
class QPushButton;
class QSettings;
class QSplitter;
class QStackedWidget;

namespace lockkeeper::ui {

class ElidedLabel;
class HitList;
class ItemView;
class SearchField;
class SearchFilterBar;

class SearchTab final : public QWidget
{
    Q_OBJECT

public:
    explicit SearchTab(QSettings &state, QWidget *parent = nullptr); // `state` outlives it

    void setPlaces(const QList<inspect::Place> &places);
    void goToField();
    void showItem(const inspect::ItemRef &ref); // of another view, beside the list, whatever is in that
    void saveState();

Q_SIGNALS:
    void itemLeft(); // of another view, by Esc

protected:
    void focusInEvent(QFocusEvent *event) override; // goes to the field
    void showEvent(QShowEvent *event) override;

private:
    [[nodiscard]] QWidget *makeBar();
    [[nodiscard]] QWidget *makeHits();
    [[nodiscard]] QWidget *makeWarning();
    void connectParts();
    void ask();   // what is in the field now
    void widen(); // the same, with more hits
    void take(const inspect::SearchPart &part);
    void flush(); // what came in goes into the list
    void showState();
    void readOrigins();
    void goToHits();
    void goBack(); // from the item
    void readItem(const inspect::ItemRef &ref);
    void openChosen(bool read);

    QSettings &m_state;
    QList<inspect::Place> m_places;
    bool m_originsStale = true;
    bool m_askStale = false; // the databases are others than were asked
    QString m_asked;         // what was typed then
    int m_limit;
    SearchState m_search;
    QList<inspect::Hit> m_held; // not in the list yet
    bool m_fresh = false;       // the list still has the hits of the search before
    bool m_ofOther = false;     // the item was asked for in another view
    QTimer m_typing;
    QTimer m_hold;

    SearchField *m_field = nullptr;
    QPushButton *m_toggle = nullptr;
    QPushButton *m_clear = nullptr; // while there is something to clear
    SearchFilterBar *m_bar = nullptr;
    ElidedLabel *m_line = nullptr;
    QWidget *m_warning = nullptr; // over both sides, while a database could not be asked
    ElidedLabel *m_problem = nullptr;
    QPushButton *m_more = nullptr;
    QSplitter *m_splitter = nullptr;
    QStackedWidget *m_hits = nullptr;
    HitList *m_list = nullptr;
    QLabel *m_message = nullptr;
    QPushButton *m_without = nullptr;
    ItemView *m_item = nullptr;

    QuestionThread m_searcher; // these go first
    QuestionThread m_originReader;
};

} // namespace lockkeeper::ui
