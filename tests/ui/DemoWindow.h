// The whole program but for its main(), over the demo: what the window's tests drive.
#pragma once

#include "gui/Session.h"
#include "ui/common/Theme.h"
#include "ui/dashboard/Columns.h"
#include "ui/dashboard/CommunityTree.h"

#include <QAction>
#include <QApplication>
#include <QSettings>
#include <QTest>

#include <chrono>

namespace lockkeeper::test {

using namespace Qt::StringLiterals;

inline constexpr int patience = 60'000; // for a sync of the demo on a busy machine

class Program final
{
public:
    explicit Program(const QString &folder,
                     std::chrono::milliseconds busyTimeout = app::Settings().busyTimeout)
        : m_file(folder + u"/lockkeeper.ini"_s, QSettings::IniFormat)
        , m_state(folder + u"/window.ini"_s, QSettings::IniFormat)
        , m_theme(*qobject_cast<QApplication *>(QCoreApplication::instance()), m_state)
        , m_session(settingsIn(folder), m_file, m_state, m_theme)
    {
        app::Settings demo = settingsIn(folder);
        demo.demo = true;
        demo.dataDir = folder + u"/demo"_s;
        demo.busyTimeout = busyTimeout;
        m_session.begin(demo);
    }

    [[nodiscard]] ui::MainWindow &window() { return m_session.window(); }
    template <typename T>
    [[nodiscard]] T *child(const QString &name)
    {
        return window().findChild<T *>(name);
    }
    [[nodiscard]] ui::CommunityTree &tree() { return *child<ui::CommunityTree>(u"communityTree"_s); }
    [[nodiscard]] QAction *action(const QString &name) { return child<QAction>(name); }
    [[nodiscard]] QString cell(const QModelIndex &index, ui::Column column)
    {
        return index.siblingAtColumn(static_cast<int>(column)).data().toString();
    }
    void waitForRows()
    {
        QTRY_COMPARE_WITH_TIMEOUT(tree().model()->rowCount(), 4, patience);
        QVERIFY(QTest::qWaitForWindowActive(&window()));
    }
    void key(int key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(&tree(), Qt::Key(key), modifiers);
    }

private:
    static app::Settings settingsIn(const QString &folder)
    {
        app::Settings settings;
        settings.dataDir = folder + u"/data"_s;
        settings.communitiesDir = folder + u"/communities"_s;
        return settings;
    }

    QSettings m_file;
    QSettings m_state;
    ui::Theme m_theme;
    app::Session m_session;
};

} // namespace lockkeeper::test
