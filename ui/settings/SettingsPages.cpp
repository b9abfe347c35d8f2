// The settings' pages and what is on them.
#include "settings/Catalogue.h"
#include "ui/common/Theme.h"
#include "ui/settings/SettingField.h"
#include "ui/settings/SettingsDialog.h"

#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <optional>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
QString appearanceText(Appearance appearance)
{
    return appearance == Appearance::Light  ? u"light"_s
           : appearance == Appearance::Dark ? u"dark"_s
                                            : u"system"_s;
}
} // namespace

SettingsDialog::PageParts SettingsDialog::addPage(const QString &title, const QString &words)
{
    PageParts parts;
    parts.page = new QWidget(this);
    parts.layout = new QVBoxLayout(parts.page);
    parts.layout->setSpacing(8);
    auto *about = new QLabel(words, parts.page);
    about->setWordWrap(true);
    parts.layout->addWidget(about);
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidget(parts.page);
    scroll->setFocusPolicy(Qt::NoFocus);
    m_pages->addWidget(scroll);
    m_list->addItem(title);
    return parts;
}

void SettingsDialog::makePages(const Question &question, const SecretCheck &check)
{
    using settings::Page;
    const auto wordsOf = [](Page page) {
        switch (page) {
        case Page::Folders:
            return tr("Where databases and communities are.");
        case Page::Syncing:
            return tr("How much is done at once, and how patiently.");
        case Page::Network:
            return tr("How the services are asked.");
        case Page::Backups:
            return tr("What the window’s backups do. On the command line, “backup” says its own.");
        case Page::Services:
            return tr("Which servers are asked, and how fast. The defaults are the public services.");
        case Page::Appearance:
            return tr("How the window looks.");
        }
        return QString();
    };
    std::optional<Page> last;
    PageParts parts;
    for (const settings::Setting &setting : settings::catalogue()) {
        if (!last || *last != setting.page) {
            if (parts.layout)
                parts.layout->addStretch();
            if (setting.page == Page::Appearance)
                makeTokens(check);
            parts = addPage(settings::pageTitle(setting.page), wordsOf(setting.page));
            last = setting.page;
        }
        addField(parts, setting, question);
    }
    auto *reset = new QPushButton(tr("&Reset the columns"), parts.page);
    reset->setObjectName(u"resetColumns"_s);
    reset->setToolTip(tr("Show the communities’ columns as at the first start, at once"));
    reset->setAutoDefault(false);
    parts.layout->addWidget(reset, 0, Qt::AlignLeft);
    parts.layout->addStretch();
    connect(reset, &QPushButton::clicked, this, [this] {
        Q_EMIT columnsReset();
        tell(tr("The columns are as at the first start."));
    });
}

void SettingsDialog::addField(PageParts &parts, const settings::Setting &setting, const Question &question)
{
    const bool appearance = setting.key == QLatin1StringView(settings::key::Appearance);
    const auto over = question.overrides.find(setting.key);
    auto *field = new SettingField(setting,
                                   appearance ? appearanceText(m_theme.appearance())
                                              : question.values.value(setting.key, setting.fallback),
                                   over == question.overrides.end() ? std::nullopt : std::optional(*over),
                                   question.shown.value(setting.key), parts.page);
    parts.layout->addWidget(field);
    m_fields.append(field);
    m_pageOf.insert(field, m_list->count() - 1);
    connect(field, &SettingField::changed, this, &SettingsDialog::checkTogether);
}

void SettingsDialog::makeTokens(const SecretCheck &check)
{
    PageParts parts = addPage(
        tr("Tokens"),
        tr("None is needed, but services allow more with one. They are never shown again, never written into "
           "logs or exports, and sent to their service only. One in the environment is used before one kept "
           "here."));
    m_tokensPage = m_list->count() - 1;
    for (const secrets::Secret secret : secrets::allSecrets) {
        auto *field = new SecretField(secret, m_keeper, check, parts.page);
        parts.layout->addWidget(field);
        m_secrets.append(field);
        connect(field, &SecretField::changed, this, &SettingsDialog::updateButtons);
        connect(field, &SecretField::applied, this, [this](bool good) {
            m_failed = m_failed || !good;
            if (--m_applying == 0 && m_closes && !m_failed)
                QDialog::accept();
            updateButtons();
        });
    }
    parts.layout->addStretch();
}

} // namespace lockkeeper::ui
