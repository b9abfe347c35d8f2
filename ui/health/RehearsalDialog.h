// "What would WAL buy here?": choose a database, watch the rehearsal, read what came of it. Modeless; keeps
// its last report while it is hidden. GUI thread.
#pragma once

#include "health/Rehearsal.h"

#include <QDialog>
#include <QList>
#include <QString>

#include <optional>

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QScrollArea;
class QSpinBox;
class QTableWidget;

namespace lockkeeper::sync {
struct Catalog;
}

namespace lockkeeper::ui {

class RehearsalChart;
class RehearsalRunner;

struct RehearsalDatabase
{
    QString community;
    QString path;
};
// The communities of a catalog that have a database.
[[nodiscard]] QList<RehearsalDatabase> rehearsalDatabases(const sync::Catalog &catalog);

class RehearsalDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit RehearsalDialog(QWidget *parent = nullptr);
    ~RehearsalDialog() override;

    // What can be chosen; `community` is, if it is among them, else what was before.
    void setDatabases(const QList<RehearsalDatabase> &databases, const QString &community);

    [[nodiscard]] bool running() const; // a rehearsal
    void cancel();                      // it; ended() follows
    void reject() override;             // while one runs: cancels that first

Q_SIGNALS:
    void ended(); // a rehearsal, whatever came of it; its copies are gone

private:
    void makeForm();
    void makeResult();
    void makeButtons();
    void startOrCancel();
    void showProgress(const health::RehearsalProgress &progress);
    void showReport(const health::RehearsalReport &report);
    void showError(const Error &error);
    void updateControls();

    QList<RehearsalDatabase> m_databases;
    std::optional<health::RehearsalReport> m_report;
    RehearsalRunner *m_runner;
    QComboBox *m_community;
    QSpinBox *m_writers;
    QDoubleSpinBox *m_seconds;
    QLabel *m_state;
    QProgressBar *m_progress;
    QScrollArea *m_result;
    QLabel *m_verdict = nullptr;
    QLabel *m_subject = nullptr;
    RehearsalChart *m_chart = nullptr;
    QTableWidget *m_table = nullptr;
    QPushButton *m_start = nullptr;
    QPushButton *m_copy = nullptr;
};

} // namespace lockkeeper::ui
