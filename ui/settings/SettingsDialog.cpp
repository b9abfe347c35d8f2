#include "ui/settings/SettingsDialog.h"

#include "settings/Catalogue.h"
#include "ui/common/Theme.h"
#include "ui/settings/SettingField.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

SettingsDialog::SettingsDialog(const Question &question, secrets::Keeper &keeper, const SecretCheck &check,
                               Theme &theme, QWidget *parent)
    : QDialog(parent)
    , m_keeper(keeper)
    , m_theme(theme)
    , m_search(new QLineEdit(this))
    , m_list(new QListWidget(this))
    , m_pages(new QStackedWidget(this))
    , m_nothing(new QLabel(tr("No setting has all of these words."), this))
    , m_told(new QLabel(this))
    , m_buttons(new QDialogButtonBox(this))
{
    setObjectName(u"settingsDialog"_s);
    setWindowTitle(tr("Settings"));
    m_search->setObjectName(u"settingsSearch"_s);
    m_search->setPlaceholderText(tr("Search (Ctrl+F)"));
    m_search->setAccessibleName(tr("Search the settings"));
    m_search->setClearButtonEnabled(true);
    m_list->setObjectName(u"settingsPages"_s);
    m_list->setAccessibleName(tr("Pages of the settings"));
    m_list->setFixedWidth(150);
    m_list->setSpacing(2);
    m_told->setObjectName(u"settingsTold"_s);
    m_told->setWordWrap(true);
    m_told->hide();
    m_nothing->hide();
    auto *left = new QVBoxLayout;
    left->addWidget(m_search);
    left->addWidget(m_list, 1);
    auto *right = new QVBoxLayout;
    right->addWidget(m_nothing);
    right->addWidget(m_pages, 1);
    auto *both = new QHBoxLayout;
    both->addLayout(left);
    both->addLayout(right, 1);
    auto *page = new QVBoxLayout(this);
    page->addLayout(both, 1);
    page->addWidget(m_told);
    page->addWidget(m_buttons);
    m_search->setFixedWidth(m_list->width());
    makePages(question, check);
    makeButtons();
    connect(m_list, &QListWidget::currentRowChanged, m_pages, &QStackedWidget::setCurrentIndex);
    connect(m_search, &QLineEdit::textChanged, this, &SettingsDialog::find);
    auto *toSearch = new QAction(this);
    toSearch->setShortcuts(QKeySequence::Find);
    addAction(toSearch);
    connect(toSearch, &QAction::triggered, m_search, [this] {
        m_search->setFocus(Qt::ShortcutFocusReason);
        m_search->selectAll();
    });
    m_list->setCurrentRow(0);
    tell(question.notices.join('\n'_L1));
    checkTogether();
    resize(860, 540);
    m_list->setFocus();
}

void SettingsDialog::makeButtons()
{
    m_buttons->setStandardButtons(QDialogButtonBox::Ok | QDialogButtonBox::Cancel | QDialogButtonBox::Apply);
    for (QAbstractButton *button : m_buttons->buttons())
        button->setIcon({}); // the style's is black, whatever the palette
    m_buttons->button(QDialogButtonBox::Ok)->setDefault(true);
    m_buttons->button(QDialogButtonBox::Ok)->setToolTip(tr("Apply what was changed, and close"));
    m_buttons->button(QDialogButtonBox::Cancel)
        ->setToolTip(tr("Close, and leave what was not applied as it was"));
    m_buttons->button(QDialogButtonBox::Apply)->setText(tr("&Apply"));
    m_buttons->button(QDialogButtonBox::Apply)->setToolTip(tr("Apply what was changed, and stay here"));
    connect(m_buttons, &QDialogButtonBox::accepted, this, &SettingsDialog::accept);
    // It says what becomes of it, and is no slip of a key.
    connect(m_buttons, &QDialogButtonBox::rejected, this, [this] { QDialog::reject(); });
    connect(m_buttons->button(QDialogButtonBox::Apply), &QPushButton::clicked, this, [this] {
        m_closes = false;
        apply();
    });
}

void SettingsDialog::tell(const QString &text)
{
    m_told->setText(text);
    m_told->setVisible(!text.isEmpty());
}

// Pages without a match are hidden, and so are the settings of the others that have none.
void SettingsDialog::find(const QString &words)
{
    QList<bool> has(m_list->count(), false);
    for (SettingField *field : std::as_const(m_fields)) {
        const bool shown = settings::isAbout(field->setting(), words);
        field->setVisible(shown);
        has[m_pageOf.value(field)] |= shown;
    }
    for (SecretField *field : std::as_const(m_secrets)) {
        const bool shown = field->isAbout(words);
        field->setVisible(shown);
        has[m_tokensPage] |= shown;
    }
    for (int row = 0; row < m_list->count(); ++row)
        m_list->item(row)->setHidden(!has.at(row));
    const qsizetype first = has.indexOf(true);
    m_nothing->setVisible(first < 0);
    m_pages->setVisible(first >= 0);
    // A page that is called so is meant rather than one on which a setting mentions it.
    for (int row = 0; row < m_list->count() && !words.trimmed().isEmpty(); ++row) {
        if (has.at(row) && m_list->item(row)->text().contains(words.trimmed(), Qt::CaseInsensitive)) {
            m_list->setCurrentRow(row);
            return;
        }
    }
    if (first >= 0 && !has.value(m_list->currentRow()))
        m_list->setCurrentRow(static_cast<int>(first));
}

void SettingsDialog::leadToFound()
{
    for (SettingField *field : std::as_const(m_fields)) {
        if (field->isVisible()) {
            field->focusEditor();
            return;
        }
    }
    for (SecretField *field : std::as_const(m_secrets)) {
        if (field->isVisible()) {
            field->focusEditor();
            return;
        }
    }
}

// Enter after a search means the setting that was found, not that all is done.
void SettingsDialog::keyPressEvent(QKeyEvent *event)
{
    if (m_search->hasFocus() && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)) {
        leadToFound();
        return;
    }
    QDialog::keyPressEvent(event);
}

// A proxy's host, port and user mean something only where there is one to name.
void SettingsDialog::checkTogether()
{
    if (std::exchange(m_together, true))
        return; // what follows tells of changes, too
    QString kind;
    for (const SettingField *field : std::as_const(m_fields)) {
        if (field->setting().key == QLatin1StringView(settings::key::ProxyKind))
            kind = field->value() ? *field->value() : QString();
    }
    const bool named = kind == "http"_L1 || kind == "socks5"_L1;
    for (SettingField *field : std::as_const(m_fields)) {
        const QString &key = field->setting().key;
        if (!key.startsWith("proxy/"_L1) || key == QLatin1StringView(settings::key::ProxyKind))
            continue;
        field->allow(named);
        if (key == QLatin1StringView(settings::key::ProxyHost))
            field->setFault(named && field->value() && field->value()->isEmpty()
                                ? tr("The proxy’s host is missing.")
                                : QString());
    }
    m_together = false;
    updateButtons();
}

bool SettingsDialog::isChanged() const
{
    return std::ranges::any_of(m_fields, &SettingField::isChanged) ||
           std::ranges::any_of(m_secrets, &SecretField::isChanged);
}

void SettingsDialog::updateButtons()
{
    if (m_buttons->button(QDialogButtonBox::Apply) == nullptr)
        return; // still being made
    m_buttons->button(QDialogButtonBox::Apply)->setEnabled(isChanged() && m_applying == 0);
    m_buttons->button(QDialogButtonBox::Ok)->setEnabled(m_applying == 0);
}

bool SettingsDialog::apply()
{
    const auto lead = [this](int page, auto *field) {
        m_search->clear();
        m_list->setCurrentRow(page);
        field->focusEditor();
        return false;
    };
    settings::Values values;
    for (SettingField *field : std::as_const(m_fields)) {
        const Result<QString> value = field->value();
        if (!value || field->hasFault())
            return lead(m_pageOf.value(field), field);
        values.insert(field->setting().key, *value);
    }
    for (SecretField *field : std::as_const(m_secrets)) {
        if (!field->isGood())
            return lead(m_tokensPage, field);
    }
    const bool changed = std::ranges::any_of(m_fields, &SettingField::isChanged);
    const QString look = values.take(QLatin1StringView(settings::key::Appearance));
    m_theme.setAppearance(look == "light"_L1  ? Appearance::Light
                          : look == "dark"_L1 ? Appearance::Dark
                                              : Appearance::System);
    for (SettingField *field : std::as_const(m_fields))
        field->setKept();
    if (changed)
        Q_EMIT applied(values);
    m_failed = false;
    m_applying = static_cast<int>(m_secrets.size());
    for (SecretField *field : std::as_const(m_secrets))
        field->apply();
    updateButtons();
    return true;
}

void SettingsDialog::reject()
{
    if (isChanged())
        askAboutChanges();
    else
        QDialog::reject();
}

void SettingsDialog::askAboutChanges()
{
    auto *box = new QMessageBox(QMessageBox::Question, tr("Changes are not applied"),
                                tr("Apply what was changed?"), QMessageBox::NoButton, this);
    box->setObjectName(u"unappliedDialog"_s);
    box->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton *keep = box->addButton(tr("&Apply"), QMessageBox::AcceptRole);
    keep->setObjectName(u"applyChanges"_s);
    QPushButton *away = box->addButton(tr("&Throw away"), QMessageBox::DestructiveRole);
    away->setObjectName(u"throwAwaySettings"_s);
    QPushButton *stay = box->addButton(tr("&Go on editing"), QMessageBox::RejectRole);
    box->setDefaultButton(keep);
    box->setEscapeButton(stay);
    connect(keep, &QPushButton::clicked, this, &SettingsDialog::accept);
    connect(away, &QPushButton::clicked, this, [this] { QDialog::reject(); });
    box->open();
}

void SettingsDialog::accept()
{
    m_closes = true;
    if (!apply())
        m_closes = false;
}

} // namespace lockkeeper::ui
