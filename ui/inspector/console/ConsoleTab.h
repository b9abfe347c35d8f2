// SQL by hand, on one community's database, which can only be read: an editor with its history, the schema
// beside it, the results as a table. Opens nothing before it is seen, waits for nothing. GUI thread.
#pragma once

#include "inspect/ResultFile.h"
#include "inspect/console/Console.h"
#include "inspect/item/ItemRef.h"
#include "ui/contention/FileSaver.h"
#include "ui/inspector/QuestionThread.h"
#include "ui/inspector/console/ConsoleHistory.h"
#include "ui/inspector/console/ConsoleResultModel.h"

#include <QElapsedTimer>
#include <QList>
#include <QTimer>
#include <QWidget>

#include <optional>
#include <stop_token>

class QComboBox;
class QLabel;
class QMenu;
class QPushButton;
class QSettings;
class QSplitter;
class QTableView;

namespace lockkeeper::ui {

class ElidedLabel;
class SchemaView;
class SqlEditor;

class ConsoleTab final : public QWidget
{
    Q_OBJECT

public:
    explicit ConsoleTab(QSettings &state, QWidget *parent = nullptr); // `state` outlives it
    ~ConsoleTab() override;

    void setPlaces(const QList<inspect::Place> &places);
    void saveState();

Q_SIGNALS:
    void itemWanted(const lockkeeper::inspect::ItemRef &ref);

protected:
    void showEvent(QShowEvent *event) override;
    void focusInEvent(QFocusEvent *event) override; // goes to the editor

private:
    [[nodiscard]] QWidget *makeBar();
    [[nodiscard]] QWidget *makeResults();
    void connectEditor();
    void fillExamples(QMenu &menu);
    void fillHistory();

    [[nodiscard]] inspect::Place place() const;
    void readSchema();
    void run();
    void stop();
    void take(const SharedAnswer &answer);
    void showResult(int index);
    void tell(const QString &text, bool error = false);
    void copy();
    void exportResult();
    void exportTo(const QString &path);
    void openRow(); // its item, where that can be told; else its values
    void showMenu(const QPoint &where);
    [[nodiscard]] std::optional<inspect::ItemRef> itemOfRow() const;
    void updateButtons();

    QSettings &m_state;
    ConsoleHistory m_history;
    QList<inspect::Place> m_places;
    bool m_schemaStale = true;

    QComboBox *m_community;
    QPushButton *m_run;
    QPushButton *m_stop;
    QPushButton *m_historyButton;
    QPushButton *m_examples;
    QComboBox *m_rows;
    QComboBox *m_time;
    QSplitter *m_beside; // schema | all else
    QSplitter *m_above;  // editor over results
    SchemaView *m_schema;
    SqlEditor *m_editor;
    QComboBox *m_statement; // which result is shown, where there are several
    QLabel *m_icon;
    ElidedLabel *m_told;
    QPushButton *m_open;
    QPushButton *m_copy;
    QPushButton *m_export;
    QTableView *m_table;
    ConsoleResultModel m_model;

    inspect::ConsoleLimits m_limits; // of the newest run
    inspect::Place m_asked;          // by the newest run
    SharedAnswer m_answer;           // null: none, or one is under way
    int m_shown = -1;                // its result
    int m_begin = 0;                 // where what was run begins in the editor
    bool m_running = false;
    QElapsedTimer m_since;
    QTimer m_clock; // tells how long it runs
    std::stop_source m_stopRun;
    FileSaver m_saver;
    QuestionThread m_schemaReader; // both go first: what they tell is told to what is above
    QuestionThread m_runner;
};

} // namespace lockkeeper::ui
