// The tables of the databases as lists of any length: sorted, narrowed down, copied, exported. Opens nothing
// before it is seen. GUI thread.
#pragma once

#include "inspect/item/ItemRef.h"
#include "inspect/tables/TableExport.h"
#include "sync/Snapshot.h"
#include "ui/inspector/QuestionThread.h"
#include "ui/inspector/tables/TableModel.h"
#include "ui/inspector/tables/TableReader.h"

#include <QDateTime>
#include <QList>
#include <QWidget>

#include <optional>

class QComboBox;
class QLabel;
class QPushButton;
class QSettings;
class QStackedWidget;

namespace lockkeeper::ui {

class ElidedLabel;
class ProgressStrip;
class TableFilterBar;
class TableGrid;

class TablesTab final : public QWidget
{
    Q_OBJECT

public:
    explicit TablesTab(QSettings &state, QWidget *parent = nullptr); // `state` outlives it
    ~TablesTab() override;

    void setPlaces(const QList<inspect::Place> &places);
    void runEnded(const sync::RunSnapshot &run); // says so where it wrote into what is shown
    void readAgain();                            // the tables and their rows, as they are now
    void exportTo(const QString &path, inspect::TableFormat format);

Q_SIGNALS:
    void itemWanted(const lockkeeper::inspect::ItemRef &ref);

protected:
    void focusInEvent(QFocusEvent *event) override; // goes to the rows
    void showEvent(QShowEvent *event) override;

private:
    void makeBar();
    void makeRows();
    void connectReader();
    void connectGrid();
    [[nodiscard]] std::optional<inspect::Place> place() const;
    void readTables();
    void showTables(const QList<inspect::TableInfo> &tables);
    void openTable();
    void ask(); // for the rows, as they are sorted and filtered now
    void readSeen();
    void goTo(qint64 row);
    void showFinding(const inspect::PlacesProgress &progress);
    void cancelFinding();
    void showStatus();
    void showMessage(const QString &text);
    void showError(const Error &error);
    void openRow(int row);
    void copyChosen();
    void askForFile();

    QSettings &m_state;
    QList<inspect::Place> m_places;
    QList<inspect::TableInfo> m_tables;
    inspect::Place m_asked; // whose rows are shown
    QDateTime m_askedAt;    // UTC
    bool m_stale = true;
    bool m_exact = false;   // how many rows there are
    bool m_stopped = false; // by somebody, before all was looked through
    bool m_exporting = false;
    int m_sortColumn = -1;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;

    TableModel m_model;
    QComboBox *m_community = nullptr;
    QComboBox *m_table = nullptr;
    QPushButton *m_filter = nullptr;
    QPushButton *m_again = nullptr;
    QPushButton *m_export = nullptr;
    TableFilterBar *m_filters = nullptr;
    ProgressStrip *m_changed = nullptr; // the table, since its rows were asked for
    ProgressStrip *m_finding = nullptr;
    ProgressStrip *m_exportStrip = nullptr;
    QStackedWidget *m_stack = nullptr;
    TableGrid *m_grid = nullptr;
    QLabel *m_message = nullptr;
    ElidedLabel *m_status = nullptr;

    QuestionThread m_lister; // these go first
    QuestionThread m_copier;
    QuestionThread m_exporter;
    TableReader m_reader;
};

} // namespace lockkeeper::ui
