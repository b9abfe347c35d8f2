#include "gui/Session.h"

#include "common/Secrets.h"
#include "common/Sqlite.h"
#include "demo/Demo.h"
#include "history/HistoryWriter.h"
#include "http/Client.h"
#include "secrets/check/TokenCheck.h"
#include "settings/Catalogue.h"
#include "sync/Engine.h"
#include "ui/settings/SettingsDialog.h"

#include <QCoreApplication>
#include <QDesktopServices>
#include <QDir>
#include <QSettings>
#include <QTimer>
#include <QUrl>

#include <chrono>

using namespace Qt::StringLiterals;

namespace lockkeeper::app {

namespace {
// Somebody looks at the window and can stop the run, so a long wait for a remote's limit is better than a
// failed job.
constexpr std::chrono::minutes limitPatience{65};
// Long enough to enter the password of a locked one; until then the services are asked without.
constexpr std::chrono::seconds keyringPatience{30};
} // namespace

Session::Session(Settings settings, QSettings &file, QSettings &windowState, ui::Theme &theme)
    : m_chosen(std::move(settings))
    , m_file(file)
    , m_theme(theme)
    , m_keeper(makeKeeper(file, keyringPatience))
    , m_fileFlush(file)
    , m_stateFlush(windowState)
    , m_window({.state = windowState,
                .theme = theme,
                .sqliteVersion = sqliteVersion(),
                .defaultCommunitiesDir = m_chosen.communitiesDir})
{
    m_pool.setMaxThreadCount(1);
    connect(&m_reader, &sync::CatalogReader::loaded, this, [this](const sync::Catalog &catalog) {
        // On a first start nobody needs to hear that the default folder is not there.
        const bool demo = m_services && m_services->settings().demo;
        if (catalog.entries.isEmpty() && !demo && !m_chosen.communitiesChosen)
            m_window.showGreeting();
        else
            m_window.setCatalog(catalog);
    });
    connect(&m_window, &ui::MainWindow::demoChosen, this, &Session::startDemo);
    connect(&m_window, &ui::MainWindow::foldersChosen, this, &Session::useFolders);
    connect(&m_window, &ui::MainWindow::defaultFolderWanted, this, &Session::makeDefaultFolder);
    connect(&m_window, &ui::MainWindow::catalogWanted, this, &Session::readCatalog);
    connect(&m_window, &ui::MainWindow::settingsWanted, this, &Session::showSettings);
    connect(&m_window, &ui::MainWindow::idle, this, &Session::composeIfWanted);
    connect(m_keeper.get(), &secrets::Keeper::changed, this, &Session::useSecrets);
    for (const QString &notice : std::as_const(m_chosen.notices))
        m_window.tellNotice(notice);
}

Session::~Session()
{
    m_pool.waitForDone();
}

void Session::begin(const std::optional<Settings> &demo)
{
    m_window.show();
    m_keeper->load();
    compose(demo.value_or(m_chosen));
}

void Session::compose(const Settings &settings)
{
    const quint64 number = ++m_composition;
    m_composeLater = false;
    m_window.setEngine(nullptr, nullptr);
    m_window.setNewCommunities(nullptr, {}, {});
    m_window.setDemo(settings.demo);
    m_window.showReading();
    retire(std::move(m_services));
    QThread *home = thread();
    const auto make = [this, number, settings, home] {
        auto made = std::make_shared<Result<std::unique_ptr<Services>>>(
            Services::make(settings, limitPatience, history::Trigger::Window));
        if (made->ok())
            made->value()->moveToThread(home); // its signals come to the window's thread
        QMetaObject::invokeMethod(
            this, [this, number, made] { composed(number, std::move(*made)); }, Qt::QueuedConnection);
    };
    // Behind those that retire.
    QMetaObject::invokeMethod(
        this, [this, make] { m_pool.start(make); }, Qt::QueuedConnection);
}

void Session::retire(std::unique_ptr<Services> services)
{
    if (!services)
        return;
    // Once the loop has come round: it may have been one of its own signals that led here.
    QMetaObject::invokeMethod(
        this,
        [this, old = std::shared_ptr<Services>(std::move(services))]() mutable {
            // An object of no thread may end on any. Nothing runs in it and nobody listens to it any more.
            old->moveToThread(nullptr);
            m_pool.start([old = std::move(old)]() mutable { old.reset(); });
        },
        Qt::QueuedConnection);
}

void Session::composed(quint64 number, Result<std::unique_ptr<Services>> made)
{
    if (number != m_composition) {
        if (made)
            retire(std::move(made).value());
        return;
    }
    if (!made) {
        m_window.showError(made.error());
        return;
    }
    m_services = std::move(made).value();
    m_window.setEngine(&m_services->engine(), &m_services->monitor());
    m_window.setBusyTimeout(m_services->settings().busyTimeout);
    if (!m_services->settings().demo) // one may have come while these were being made
        m_services->client().setCredentials(m_chosen.credentials);
    useBackups();
    const history::HistoryWriter &history = m_services->history();
    m_window.setHistory(history.path());
    connect(&history, &history::HistoryWriter::saved, this, [this] { m_window.showKept(); });
    connect(&history, &history::HistoryWriter::failed, this,
            [this](const Error &error) { m_window.showNotKept(error); });
    // So that the next sync of the demo meets something new.
    if (demo::Demo *demo = m_services->demo())
        connect(&m_services->engine(), &sync::Engine::finished, this,
                [this, demo] { m_pool.start([demo] { demo->letDaysPass(); }); });
    readCatalog();
}

QString Session::communitiesDir() const
{
    // A folder chosen later counts without making the services anew; the demo has its own.
    const bool demo = m_services && m_services->settings().demo;
    return demo ? m_services->settings().communitiesDir : m_chosen.communitiesDir;
}

void Session::readCatalog()
{
    if (!m_services)
        return;
    m_window.setNewCommunities(&m_services->checks(), communitiesDir(), m_services->settings().dataDir);
    m_reader.read(communitiesDir(), m_services->settings().dataDir);
}

void Session::startDemo()
{
    Settings settings = m_chosen;
    settings.demo = true;
    settings.dataDir.clear(); // a folder of its own, gone when the demo ends
    settings.endpoints = {};
    compose(settings);
}

// What somebody opens counts, whatever the program was started with; but only the next start can tell whether
// it is started so again.
void Session::overrule(const char *key)
{
    const auto said = m_chosen.overrides.constFind(QLatin1StringView(key));
    if (said == m_chosen.overrides.constEnd())
        return;
    const bool data = QLatin1StringView(key) == QLatin1StringView(settings::key::DataDir);
    const QString folder = QDir::toNativeSeparators(said->value);
    const QString notice =
        data ? tr("The data folder that was opened counts until Lockkeeper ends: %1 says that it is %2.")
                   .arg(said->origin, folder)
             : tr("The communities’ folder that was opened counts until Lockkeeper ends: %1 says that it is "
                  "%2.")
                   .arg(said->origin, folder);
    m_overruled.append(notice);
    m_window.tellNotice(notice);
    m_chosen.overrides.remove(QLatin1StringView(key));
}

void Session::useFolders(const QString &communitiesDir, const QString &dataDir)
{
    if (!communitiesDir.isEmpty()) {
        overrule(settings::key::CommunitiesDir);
        m_file.setValue(QLatin1StringView(settings::key::CommunitiesDir), communitiesDir);
        m_chosen.communitiesDir = communitiesDir;
        m_chosen.communitiesChosen = true;
    }
    const bool elsewhere = !dataDir.isEmpty() && dataDir != m_chosen.dataDir;
    if (elsewhere) {
        overrule(settings::key::DataDir);
        m_file.setValue(QLatin1StringView(settings::key::DataDir), dataDir);
        m_chosen.dataDir = dataDir;
    }
    m_window.showReading();
    if (m_services && !m_services->settings().demo && !elsewhere)
        readCatalog();
    else
        compose(m_chosen); // the databases' locks and history go with their folder
}

void Session::makeDefaultFolder()
{
    const QString folder = m_chosen.communitiesDir;
    m_pool.start([this, folder] {
        const bool there = QDir().mkpath(folder);
        QMetaObject::invokeMethod(
            this,
            [this, folder, there] {
                if (there)
                    QDesktopServices::openUrl(QUrl::fromLocalFile(folder));
                else
                    m_window.showError(
                        {.kind = ErrorKind::ReadOnly,
                         .text = tr("The folder %1 cannot be made.").arg(QDir::toNativeSeparators(folder)),
                         .hint = tr("Make it by hand, or choose another one."),
                         .url = {}});
            },
            Qt::QueuedConnection);
    });
}

} // namespace lockkeeper::app
