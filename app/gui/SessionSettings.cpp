// The settings' dialog, and what becomes of what was chosen in it.
#include "common/Secrets.h"
#include "gui/Session.h"
#include "http/Client.h"
#include "secrets/check/TokenCheck.h"
#include "ui/settings/SettingsDialog.h"

#include <QSettings>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::app {

namespace {

http::ClientConfig clientConfig(const Settings &settings)
{
    http::ClientConfig config;
    config.endpoints = settings.endpoints;
    config.contact = settings.contact;
    config.proxy = settings.proxy;
    config.timeout = settings.timeout;
    return config;
}

bool sameProxy(const http::Proxy &one, const http::Proxy &other)
{
    return one.kind == other.kind && one.host == other.host && one.port == other.port &&
           one.user == other.user && one.password == other.password;
}

// Whether what works behind the window can go on as it is.
bool sameServices(const Settings &one, const Settings &other)
{
    const QStringList names = one.endpoints.names();
    const bool sameEndpoints = std::ranges::all_of(names, [&](const QString &name) {
        return one.endpoints.url(name) == other.endpoints.url(name) &&
               one.endpoints.pace(name) == other.endpoints.pace(name) &&
               one.endpoints.pace(name, true) == other.endpoints.pace(name, true);
    });
    return sameEndpoints && one.dataDir == other.dataDir && one.communitiesDir == other.communitiesDir &&
           one.communitiesChosen == other.communitiesChosen && one.timeout == other.timeout &&
           one.busyTimeout == other.busyTimeout && one.jobs == other.jobs && one.contact == other.contact &&
           sameProxy(one.proxy, other.proxy);
}

} // namespace

void Session::showSettings()
{
    if (m_settingsDialog) {
        m_settingsDialog->raise();
        m_settingsDialog->activateWindow();
        return;
    }
    const settings::Kept kept = settings::readKept(m_file);
    const QString data = defaultDataDir();
    settings::Values shown{
        {QLatin1StringView(settings::key::DataDir), data},
        {QLatin1StringView(settings::key::CommunitiesDir), m_chosen.dataDir + "/communities"_L1},
        {QLatin1StringView(settings::key::BackupFolder), m_chosen.dataDir + "/backups"_L1}};
    const auto check = [this](secrets::Secret secret, const QByteArray &value, std::stop_token stop) {
        m_tokenCheck = std::make_unique<secrets::TokenCheck>(clientConfig(m_chosen));
        return m_tokenCheck->check(secret, value, std::move(stop));
    };
    m_settingsDialog = new ui::SettingsDialog({.values = kept.values,
                                               .overrides = m_chosen.overrides,
                                               .shown = shown,
                                               .notices = kept.notices + m_overruled},
                                              *m_keeper, check, m_theme, &m_window);
    m_settingsDialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_settingsDialog, &ui::SettingsDialog::applied, this, &Session::applySettings);
    connect(m_settingsDialog, &ui::SettingsDialog::columnsReset, &m_window, &ui::MainWindow::resetColumns);
    m_settingsDialog->open();
}

void Session::applySettings(const settings::Values &values)
{
    settings::writeKept(m_file, values);
    m_fileFlush.flush(); // the command line reads it, too
    Settings now = readSettingsAgain(m_chosen, m_file);
    fillIn(now, *m_keeper);
    takeSettings(std::move(now));
}

void Session::takeSettings(Settings now)
{
    const bool same = sameServices(m_chosen, now);
    m_chosen = std::move(now);
    useBackups();
    const bool demo = m_services && m_services->settings().demo;
    if (demo) {
        tellSettings(same ? QString() : tr("The demo goes on as it is: the changes count for real work."));
        return;
    }
    if (m_services)
        m_services->client().setCredentials(m_chosen.credentials);
    if (same && !m_composeLater)
        return tellSettings({});
    if (m_window.busy()) {
        m_composeLater = true;
        tellSettings(tr("Something is still running: the changes count from its end on."));
        return;
    }
    compose(m_chosen);
    tellSettings(tr("The changes count from now on."));
}

void Session::composeIfWanted()
{
    if (!m_composeLater || m_window.busy() || (m_services && m_services->settings().demo))
        return;
    compose(m_chosen);
}

void Session::useSecrets()
{
    Settings now = m_chosen;
    fillIn(now, *m_keeper);
    takeSettings(std::move(now));
}

void Session::useBackups()
{
    const bool demo = m_services && m_services->settings().demo;
    m_window.setBackups(demo ? QString() : m_chosen.backupFolder, m_chosen.retention, m_chosen.backupFirst);
}

void Session::tellSettings(const QString &text)
{
    if (m_settingsDialog)
        m_settingsDialog->tell(text);
}

} // namespace lockkeeper::app
