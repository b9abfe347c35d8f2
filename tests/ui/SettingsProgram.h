// The whole program but for its main(), as its command line starts it, with a home, a data folder and a
// GitHub of its own: what the tests of the settings drive.
#pragma once

#include "demo/GithubSite.h"
#include "demo/HttpServer.h"
#include "gui/Session.h"
#include "ui/common/Theme.h"
#include "ui/settings/SettingsDialog.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QCommandLineParser>
#include <QDialogButtonBox>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <memory>

namespace lockkeeper::test {

using namespace Qt::StringLiterals;

class SettingsProgram final
{
public:
    explicit SettingsProgram(const QStringList &options = {})
    {
        site.setLimits({.anonymous = 1'000'000, .authorized = 1'000'000});
        site.addGenerated({.fullName = u"fern-path/guide"_s, .items = 20});
        const QString communities = folder.filePath(u"communities"_s);
        QDir().mkpath(communities + u"/fern-path"_s);
        QFile config(communities + u"/fern-path/config.yaml"_s);
        if (config.open(QIODevice::WriteOnly))
            config.write("id: fern-path\nname: Fern Path\ngithub:\n  repos:\n    - fern-path/guide\n");
        config.close();
        file.setValue(u"endpoints/github"_s, server.url().toString());
        file.setValue(u"paces/github"_s, 5000);
        QCommandLineParser parser;
        app::addSharedOptions(parser);
        parser.parse(QStringList{u"lockkeeper"_s, u"--data-dir"_s, folder.filePath(u"data"_s),
                                 u"--communities"_s, communities} +
                     options);
        Result<app::Settings> settings = app::readSettings(parser, file);
        if (!settings)
            qFatal("the settings are wrong");
        session = std::make_unique<app::Session>(*settings, file, state, theme);
        session->begin();
    }

    [[nodiscard]] ui::MainWindow &window() const { return session->window(); }
    [[nodiscard]] QAction *action(const char *name) const
    {
        return window().findChild<QAction *>(QLatin1StringView(name));
    }
    void waitForCommunities() const { QTRY_VERIFY_WITH_TIMEOUT(action("syncAll")->isEnabled(), 60'000); }
    [[nodiscard]] ui::SettingsDialog *dialog() const { return window().findChild<ui::SettingsDialog *>(); }
    template <typename T>
    [[nodiscard]] T *part(const QString &name) const
    {
        return dialog()->findChild<T *>(name);
    }
    void openSettings() const
    {
        action("settings")->trigger();
        QTRY_VERIFY(dialog() && dialog()->isVisible());
    }
    [[nodiscard]] QPushButton *button(QDialogButtonBox::StandardButton which) const
    {
        return dialog()->findChild<QDialogButtonBox *>()->button(which);
    }
    void enter(const QString &key, const QString &text) const { part<QLineEdit>(key)->setText(text); }
    void choose(const QString &key, const QString &value) const
    {
        auto *box = part<QComboBox>(key);
        box->setCurrentIndex(box->findData(value));
    }
    [[nodiscard]] QString note(const QString &key) const { return part<QLabel>(u"note/"_s + key)->text(); }
    [[nodiscard]] QWidget *secret(const QString &id) const { return part<QWidget>(u"secret/"_s + id); }

    // How the token's test is answered.
    std::atomic<demo::HttpAnswer::Fault> userFault{demo::HttpAnswer::Fault::None};
    std::atomic<int> userStatus{200};
    demo::GithubSite site;
    demo::HttpServer server{[this](const demo::HttpRequest &request) {
        if (request.url.path() != "/user"_L1)
            return site.handle(request);
        demo::HttpAnswer answer;
        answer.fault = userFault;
        answer.status = userStatus;
        answer.body = "{\"login\":\"octo-maintainer\"}";
        answer.set("Content-Type", "application/json");
        answer.set("X-OAuth-Scopes", "public_repo");
        return answer;
    }};
    QTemporaryDir folder;
    QSettings file{folder.filePath(u"lockkeeper.ini"_s), QSettings::IniFormat};
    QSettings state{folder.filePath(u"window.ini"_s), QSettings::IniFormat};
    ui::Theme theme{*qobject_cast<QApplication *>(QCoreApplication::instance()), state};
    std::unique_ptr<app::Session> session;
};

} // namespace lockkeeper::test
