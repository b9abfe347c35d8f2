#include "ui/settings/SettingField.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
constexpr int settingLabelWidth = 190;
constexpr int numberWidth = 110;

QString plain(QString text)
{
    return text.remove('&'_L1);
}
} // namespace

SettingField::SettingField(const settings::Setting &setting, const QString &value,
                           const std::optional<settings::Override> &over, const QString &shown,
                           QWidget *parent)
    : QWidget(parent)
    , m_setting(setting)
    , m_kept(value)
    , m_over(over)
{
    setObjectName("setting/"_L1 + setting.key);
    auto *page = new QVBoxLayout(this);
    page->setContentsMargins(0, 0, 0, 0);
    page->setSpacing(2);
    auto *row = new QHBoxLayout;
    page->addLayout(row);
    makeEditor(*row, shown);
    makeReset(*row);
    m_note = new QLabel(this);
    m_note->setObjectName("note/"_L1 + setting.key);
    m_note->setWordWrap(true);
    m_note->setTextFormat(Qt::PlainText);
    m_note->setIndent(settingLabelWidth + 8); // below the editor
    page->addWidget(m_note);
    setText(m_over ? m_over->value : value);
    allow(true);
    refresh();
}

void SettingField::makeEditor(QHBoxLayout &row, const QString &shown)
{
    auto *label = new QLabel(this);
    label->setMinimumWidth(settingLabelWidth);
    label->setToolTip(m_setting.toolTip);
    row.addWidget(label);
    if (m_setting.kind == settings::Kind::Flag) {
        m_flag = new QCheckBox(m_setting.label, this);
        m_editor = m_flag;
        connect(m_flag, &QCheckBox::toggled, this, &SettingField::refresh);
    } else if (m_setting.kind == settings::Kind::Choice) {
        m_choice = new QComboBox(this);
        for (const settings::Choice &choice : m_setting.choices)
            m_choice->addItem(choice.label, choice.value);
        m_editor = m_choice;
        connect(m_choice, &QComboBox::currentIndexChanged, this, &SettingField::refresh);
    } else {
        m_line = new QLineEdit(this);
        m_line->setPlaceholderText(QDir::toNativeSeparators(shown));
        m_editor = m_line;
        connect(m_line, &QLineEdit::textChanged, this, &SettingField::refresh);
    }
    if (!m_flag) {
        label->setText(m_setting.label);
        label->setBuddy(m_editor);
    }
    m_editor->setObjectName(m_setting.key);
    m_editor->setToolTip(m_setting.toolTip);
    m_editor->setAccessibleName(plain(m_setting.label));
    m_editor->setAccessibleDescription(m_setting.toolTip);
    const bool number = m_setting.kind == settings::Kind::Whole || m_setting.kind == settings::Kind::Decimal;
    if (number)
        m_editor->setFixedWidth(numberWidth);
    row.addWidget(m_editor, m_line != nullptr && !number ? 1 : 0);
    if (!m_setting.unit.isEmpty())
        row.addWidget(new QLabel(m_setting.unit, this));
    if (m_setting.kind == settings::Kind::Folder) {
        m_browse = new QToolButton(this);
        m_browse->setText(tr("Choose…"));
        m_browse->setAccessibleName(tr("Choose a folder: %1").arg(plain(m_setting.label)));
        m_browse->setFocusPolicy(Qt::StrongFocus);
        row.addWidget(m_browse);
        connect(m_browse, &QToolButton::clicked, this, &SettingField::chooseFolder);
    }
    if (m_line == nullptr || number)
        row.addStretch();
}

void SettingField::makeReset(QHBoxLayout &row)
{
    m_reset = new QToolButton(this);
    m_reset->setObjectName("default/"_L1 + m_setting.key);
    m_reset->setText(tr("Default"));
    m_reset->setAccessibleName(tr("Default: %1").arg(plain(m_setting.label)));
    QString fallback = m_setting.fallback;
    for (const settings::Choice &choice : m_setting.choices) {
        if (choice.value == fallback)
            fallback = choice.label;
    }
    if (m_flag)
        fallback = m_setting.fallback == "true"_L1 ? tr("on") : tr("off");
    m_reset->setToolTip(fallback.isEmpty() ? tr("Empty it: then the default counts")
                                           : tr("Back to: %1").arg(fallback));
    m_reset->setFocusPolicy(Qt::StrongFocus);
    row.addWidget(m_reset);
    connect(m_reset, &QToolButton::clicked, this, [this] { setText(m_setting.fallback); });
}

QString SettingField::text() const
{
    if (m_flag)
        return m_flag->isChecked() ? u"true"_s : u"false"_s;
    return m_choice ? m_choice->currentData().toString() : m_line->text();
}

void SettingField::setText(const QString &text)
{
    if (m_flag)
        m_flag->setChecked(text == "true"_L1);
    else if (m_choice)
        m_choice->setCurrentIndex(std::max(0, m_choice->findData(text)));
    else
        m_line->setText(m_setting.kind == settings::Kind::Folder ? QDir::toNativeSeparators(text) : text);
}

Result<QString> SettingField::value() const
{
    return m_over ? Result<QString>(m_kept) : settings::checked(m_setting, text());
}

bool SettingField::isChanged() const
{
    const Result<QString> now = value();
    return !now || *now != m_kept;
}

void SettingField::setFault(const QString &text)
{
    m_fault = text;
    refresh();
}

void SettingField::setKept()
{
    if (const Result<QString> now = value())
        m_kept = *now;
    refresh();
}

void SettingField::focusEditor()
{
    m_editor->setFocus(Qt::OtherFocusReason);
    if (m_line)
        m_line->selectAll();
}

void SettingField::allow(bool allowed)
{
    for (QWidget *part : std::initializer_list<QWidget *>{m_editor, m_browse, m_reset}) {
        if (part)
            part->setEnabled(allowed && !m_over);
    }
    if (allowed && !m_over)
        refresh();
}

void SettingField::refresh()
{
    const Result<QString> now = value();
    m_reset->setEnabled(m_editor->isEnabled() && (!now || *now != m_setting.fallback));
    if (m_over)
        showNote(tr("Given by %1, which beats the settings.").arg(m_over->origin), false);
    else if (!now)
        showNote(now.error().text + (now.error().hint.isEmpty() ? QString() : ' '_L1 + now.error().hint),
                 true);
    else if (!m_fault.isEmpty())
        showNote(m_fault, true);
    else if (*now != m_kept)
        showNote(m_setting.effect == settings::Effect::AtOnce
                     ? tr("Counts as soon as it is applied.")
                     : tr("Counts from the next sync on; one that runs ends as it began."),
                 false);
    else
        showNote({}, false);
    Q_EMIT changed();
}

void SettingField::showNote(const QString &note, bool fault)
{
    m_note->setText(fault ? tr("⚠ %1").arg(note) : note);
    m_note->setVisible(!note.isEmpty());
    m_note->setProperty("fault", fault);
    m_editor->setAccessibleDescription(note.isEmpty() ? m_setting.toolTip
                                                      : note + ' '_L1 + m_setting.toolTip);
}

void SettingField::chooseFolder()
{
    auto *dialog = new QFileDialog(this, plain(m_setting.label),
                                   m_line->text().isEmpty() ? m_line->placeholderText() : m_line->text());
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &folder) { setText(folder); });
    dialog->open();
}

} // namespace lockkeeper::ui
