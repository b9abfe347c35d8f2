// Entries of one kind: a field to add one, what its check says while it is typed, and the list of those that
// are there. GUI thread.
#pragma once

#include "ui/onboarding/EntryModel.h"

#include <QTimer>
#include <QWidget>

#include <optional>

class QCheckBox;
class QHBoxLayout;
class QLineEdit;
class QPushButton;
class QSpinBox;
class QTreeView;
class QVBoxLayout;

namespace lockkeeper::ui {

class FindingLine;

class EntryEditor final : public QWidget
{
    Q_OBJECT

public:
    // Both outlive the editor. The first one of a page has the keys.
    EntryEditor(EntryKind kind, OnboardingForm &form, LiveChecks &checks, bool first, QWidget *parent);

    void load();          // of the form: what stands in the field
    void commit();        // adds what stands in the field, if it can be
    void choose(int row); // the field, if there is none
    [[nodiscard]] int currentRow() const;

Q_SIGNALS:
    void currentMoved();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void makeFields(QVBoxLayout &page, bool first);
    void makeMore(QHBoxLayout &row);
    void makeTable(QVBoxLayout &page);
    void makeButtons(QVBoxLayout &page, bool first);
    [[nodiscard]] Entry typed() const;
    void typedAnew();
    void checkTyped();
    void showTyped();
    bool add();                       // what is typed; false where it is refused, which is said
    bool isThere(const Entry &entry); // selects it, if it is all that is wanted
    void removeCurrent();
    void useNewName();
    void showCurrent();
    void takeBranch(const Entry &entry);
    [[nodiscard]] std::optional<Entry> current() const;

    EntryKind m_kind;
    OnboardingForm &m_form;
    LiveChecks &m_checks;
    EntryModel *m_model;
    QTimer m_pause;                 // since the last key
    std::optional<Entry> m_preview; // what is typed, as it is checked
    QLineEdit *m_field = nullptr;
    QLineEdit *m_second = nullptr; // a branch, a list's name
    QCheckBox *m_python = nullptr;
    QCheckBox *m_matlab = nullptr;
    QSpinBox *m_year = nullptr;
    QPushButton *m_add = nullptr;
    FindingLine *m_finding = nullptr;
    QTreeView *m_table = nullptr;
    FindingLine *m_details = nullptr;
    QPushButton *m_useNew = nullptr;
    QPushButton *m_again = nullptr;
    QPushButton *m_remove = nullptr;
};

} // namespace lockkeeper::ui
