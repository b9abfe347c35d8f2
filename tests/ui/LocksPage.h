// The Locks page in a window of its own, for tests.
#pragma once

#include "ui/contention/ContentionPage.h"
#include "ui/contention/LockCanvas.h"

#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QTextEdit>

namespace lockkeeper::test {

class LocksPage final
{
public:
    explicit LocksPage(const events::Monitor *monitor)
        : m_settings(m_folder.filePath(QStringLiteral("window.ini")), QSettings::IniFormat)
        , page(m_settings)
    {
        page.resize(1100, 700);
        page.setMonitor(monitor);
        page.show();
        page.activateWindow();
        page.setFocus();
    }

    [[nodiscard]] bool ready() { return QTest::qWaitForWindowActive(&page) && canvas().hasFocus(); }
    [[nodiscard]] ui::LockCanvas &canvas() { return page.canvas(); }
    template <typename T>
    [[nodiscard]] T *child(const QString &name)
    {
        return page.findChild<T *>(name);
    }
    void key(int key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(&canvas(), Qt::Key(key), modifiers);
    }
    [[nodiscard]] QString numbers()
    {
        return child<QTextEdit>(QStringLiteral("lockStatisticsText"))->toPlainText();
    }
    [[nodiscard]] QString filePath(const QString &name) const { return m_folder.filePath(name); }

private:
    QTemporaryDir m_folder;
    QSettings m_settings;

public:
    ui::ContentionPage page;
};

} // namespace lockkeeper::test
