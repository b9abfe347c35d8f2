// The window and what works behind it, from first paint to quit. What may block (folders, the demo's start,
// SQLite's check) runs on a thread of its own; the window is there before. GUI thread.
#pragma once

#include "base/Result.h"
#include "common/Services.h"
#include "gui/SettingsFlush.h"
#include "sync/Catalog.h"
#include "ui/dashboard/MainWindow.h"

#include <QObject>
#include <QPointer>
#include <QThreadPool>

#include <memory>
#include <optional>

class QSettings;

namespace lockkeeper::secrets {
class Keeper;
class TokenCheck;
} // namespace lockkeeper::secrets
namespace lockkeeper::ui {
class SettingsDialog;
}

namespace lockkeeper::app {

class Session final : public QObject
{
    Q_OBJECT

public:
    // `settings` are those of real work. `file` is where the choice of a folder is remembered, `windowState`
    // what the window remembers of itself; both and `theme` outlive the session.
    Session(Settings settings, QSettings &file, QSettings &windowState, ui::Theme &theme);
    ~Session() override;

    // Shows the window and composes the rest; with `demo`, that is the demo, with these settings.
    void begin(const std::optional<Settings> &demo = {});

    [[nodiscard]] ui::MainWindow &window() { return m_window; }
    [[nodiscard]] QString communitiesDir() const; // where communities are read from at the moment

private:
    void compose(const Settings &settings);
    // Their end closes databases and joins threads: on the pool, behind what still works for them.
    void retire(std::unique_ptr<Services> services);
    void composed(quint64 number, Result<std::unique_ptr<Services>> made);
    void readCatalog();
    void startDemo();
    void useFolders(const QString &communitiesDir, const QString &dataDir); // an empty one stays
    void overrule(const char *key);
    void makeDefaultFolder();
    void showSettings();
    void applySettings(const settings::Values &values);
    void takeSettings(Settings now);
    void composeIfWanted(); // by settings that were applied while something ran
    void useSecrets();
    void useBackups();
    void tellSettings(const QString &text);

    Settings m_chosen;       // of real work, also while the demo runs
    QStringList m_overruled; // sentences about what the program was started with and what counts instead
    QSettings &m_file;
    ui::Theme &m_theme;
    std::unique_ptr<secrets::Keeper> m_keeper;
    std::unique_ptr<secrets::TokenCheck> m_tokenCheck; // of the last test
    SettingsFlush m_fileFlush;
    SettingsFlush m_stateFlush;
    std::unique_ptr<Services> m_services; // null while they are being made
    sync::CatalogReader m_reader;
    ui::MainWindow m_window; // before the services it goes
    QPointer<ui::SettingsDialog> m_settingsDialog;
    bool m_composeLater = false; // once nothing runs
    quint64 m_composition = 0;   // number of the newest; an older one is dropped
    QThreadPool m_pool;          // waits for what is under way before anything else goes
};

} // namespace lockkeeper::app
