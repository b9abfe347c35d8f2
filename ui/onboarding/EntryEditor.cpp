#include "ui/onboarding/EntryEditor.h"

#include "ui/onboarding/EntryWords.h"
#include "ui/onboarding/FindingLine.h"

#include <QCheckBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTreeView>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
bool isEnter(const QKeyEvent &key)
{
    return (key.key() == Qt::Key_Return || key.key() == Qt::Key_Enter) &&
           (key.modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
}
} // namespace

void EntryEditor::load()
{
    m_field->setText(m_form.draft().pending.value(static_cast<int>(m_kind)));
    if (m_field->text().isEmpty())
        m_finding->showHint(entryWords(m_kind).hint); // not what was said of an entry before
    if (m_table->model()->rowCount() > 0 && !m_table->currentIndex().isValid())
        m_table->setCurrentIndex(m_model->index(0, 0));
    showCurrent();
}

void EntryEditor::commit()
{
    if (!m_field->text().trimmed().isEmpty())
        add();
}

void EntryEditor::choose(int row)
{
    if (row < 0) {
        m_field->setFocus();
        m_field->selectAll();
        return;
    }
    m_table->setCurrentIndex(m_model->index(row, 0));
    m_table->setFocus();
}

int EntryEditor::currentRow() const
{
    return m_table->currentIndex().row();
}

std::optional<Entry> EntryEditor::current() const
{
    const int row = currentRow();
    if (row < 0 || row >= m_model->entries().size())
        return std::nullopt;
    return m_model->entries().at(row);
}

Entry EntryEditor::typed() const
{
    Entry entry;
    entry.kind = m_kind;
    entry.text = m_field->text();
    if (m_kind == EntryKind::Docstrings) {
        entry.branch = m_second->text();
        if (m_python->isChecked() != m_matlab->isChecked())
            entry.languages = {m_python->isChecked() ? u"python"_s : u"matlab"_s};
    }
    if (m_kind == EntryKind::List) {
        entry.name = m_second->text();
        entry.startYear = m_year->value() > m_year->minimum() ? m_year->value() : 0;
    }
    return entry;
}

void EntryEditor::typedAnew()
{
    m_form.setPending(m_kind, m_field->text());
    if (m_preview && !m_form.contains(*m_preview))
        m_checks.drop(*m_preview);
    m_preview.reset();
    m_add->setEnabled(!m_field->text().trimmed().isEmpty());
    m_finding->showHint(m_add->isEnabled() ? QString() : entryWords(m_kind).hint);
    if (m_add->isEnabled())
        m_pause.start();
    else
        m_pause.stop();
}

void EntryEditor::checkTyped()
{
    const Result<Entry> entry = checkedEntry(typed());
    if (!entry) {
        m_finding->show({.state = CheckState::Error,
                         .text = entry.error().text,
                         .hint = entry.error().hint,
                         .newName = {}});
        return;
    }
    m_preview = *entry;
    m_checks.check(*entry);
    showTyped();
}

void EntryEditor::showTyped()
{
    if (m_preview)
        m_finding->show(m_checks.outcome(*m_preview));
}

// Whoever adds what was proposed already has what they want; what would change it is another matter.
bool EntryEditor::isThere(const Entry &entry)
{
    if (m_second && (!m_second->text().isEmpty() || entry.startYear != 0 || !entry.languages.isEmpty()))
        return false;
    const QList<Entry> all = m_model->entries();
    const auto found = std::ranges::find(all, entryKey(entry), entryKey);
    if (found == all.end())
        return false;
    m_field->clear();
    m_table->setCurrentIndex(m_model->index(static_cast<int>(found - all.begin()), 0));
    m_finding->show({.state = CheckState::Fine,
                     .text = tr("%1 is in the list already.").arg(entryTitle(*found)),
                     .hint = {},
                     .newName = {}});
    return true;
}

bool EntryEditor::add()
{
    m_pause.stop();
    if (const Result<Entry> wanted = checkedEntry(typed()); wanted && isThere(*wanted))
        return true;
    const Result<Entry> added = m_form.add(typed());
    if (!added) {
        m_finding->show({.state = CheckState::Error,
                         .text = added.error().text,
                         .hint = added.error().hint,
                         .newName = {}});
        return false;
    }
    m_preview.reset(); // its check goes on: it is the list's now
    m_field->clear();
    if (m_second)
        m_second->clear();
    m_table->setCurrentIndex(m_model->index(m_model->rowCount() - 1, 0));
    return true;
}

void EntryEditor::removeCurrent()
{
    if (const std::optional<Entry> entry = current()) {
        m_checks.drop(*entry);
        m_form.remove(m_kind, currentRow());
        showCurrent();
        Q_EMIT currentMoved();
    }
}

void EntryEditor::useNewName()
{
    std::optional<Entry> entry = current();
    const QString name = entry ? m_checks.outcome(*entry).newName : QString();
    if (name.isEmpty())
        return;
    const int row = currentRow();
    entry->text = name;
    m_form.replace(m_kind, row, *entry);
    showCurrent();
}

void EntryEditor::showCurrent()
{
    const std::optional<Entry> entry = current();
    for (QWidget *widget : {static_cast<QWidget *>(m_details), static_cast<QWidget *>(m_remove),
                            static_cast<QWidget *>(m_again)})
        widget->setVisible(entry.has_value());
    const Outcome outcome = entry ? m_checks.outcome(*entry) : Outcome();
    m_useNew->setVisible(!outcome.newName.isEmpty());
    m_useNew->setText(tr("&Use its new name, %1").arg(outcome.newName));
    if (entry)
        m_details->show(outcome);
}

// A branch that was left open is the default one, whatever that is called there.
void EntryEditor::takeBranch(const Entry &entry)
{
    if (entry.kind != EntryKind::Docstrings || !entry.branch.isEmpty())
        return;
    const QString branch =
        m_checks.findings().docstrings.value(onboarding::docstringKey(entry.text, {})).defaultBranch;
    const qsizetype row = m_model->entries().indexOf(entry);
    if (branch.isEmpty() || row < 0)
        return;
    Entry known = entry;
    known.branch = branch;
    m_form.replace(m_kind, static_cast<int>(row), known);
}

bool EntryEditor::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto &key = static_cast<const QKeyEvent &>(*event);
    if (watched == m_table) {
        if (key.key() == Qt::Key_Delete) {
            removeCurrent();
            return true;
        }
        if (isEnter(key) && m_useNew->isVisible()) {
            useNewName();
            return true;
        }
    } else if (isEnter(key) && !m_field->text().trimmed().isEmpty()) {
        if (add()) // else it says why not, and the form does not go on
            m_field->setFocus();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace lockkeeper::ui
