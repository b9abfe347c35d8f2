// The whole program over folders of its own, and things to drop on its window.
#pragma once

#include "gui/Session.h"
#include "tests/support/Sqlite.h"
#include "ui/common/Theme.h"
#include "ui/dashboard/CommunityTree.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QDirIterator>
#include <QDropEvent>
#include <QFile>
#include <QMimeData>
#include <QSettings>
#include <QStackedWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

namespace lockkeeper::test {

using namespace Qt::StringLiterals;

class OpeningProgram final
{
public:
    OpeningProgram()
    {
        app::Settings settings;
        settings.dataDir = path(u"program/data"_s);
        settings.communitiesDir = settings.dataDir + u"/communities"_s;
        session = std::make_unique<app::Session>(settings, file, state, theme);
        session->begin();
    }

    [[nodiscard]] QString path(const QString &name) const { return folder.filePath(name); }
    QString config(const QString &under, const QString &id) const
    {
        const QString name = path(under + '/'_L1 + id + u"/config.yaml"_s);
        QDir().mkpath(QFileInfo(name).path());
        QFile out(name);
        if (!out.open(QIODevice::WriteOnly))
            qFatal("%s", qPrintable(name));
        out.write(u"id: %1\nname: The %1\ndescription: Words\n"_s.arg(id).toUtf8());
        return name;
    }
    QString database(const QString &folderName, const QString &id) const
    {
        QDir().mkpath(path(folderName));
        const QString name = path(folderName + '/'_L1 + id + u".db"_s);
        tests::Sqlite made(name);
        if (made.execute(u"CREATE TABLE github_items(id INTEGER PRIMARY KEY, title TEXT)"_s) != 0)
            qFatal("%s", qPrintable(name));
        return name;
    }
    [[nodiscard]] QStringList everythingIn(const QString &name) const // with the times of the last change
    {
        QStringList all;
        QDirIterator files(path(name), QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot,
                           QDirIterator::Subdirectories);
        while (files.hasNext()) {
            files.next();
            all.append(files.filePath() + files.fileInfo().lastModified().toString(Qt::ISODateWithMs));
        }
        all.sort();
        return all;
    }

    [[nodiscard]] ui::MainWindow &window() const { return session->window(); }
    template <typename T>
    [[nodiscard]] T *child(const QString &name) const
    {
        return window().findChild<T *>(name);
    }
    [[nodiscard]] ui::CommunityTree &tree() const { return *child<ui::CommunityTree>(u"communityTree"_s); }
    [[nodiscard]] QString page() const
    {
        return child<QStackedWidget>(u"pages"_s)->currentWidget()->objectName();
    }
    [[nodiscard]] QString setting(const char *key) const
    {
        return file.value(QLatin1StringView(key)).toString();
    }
    void waitForTheGreeting() const
    {
        QTRY_COMPARE(page(), u"greetingPage"_s);
        QVERIFY(QTest::qWaitForWindowActive(&window()));
    }

    QTemporaryDir folder;
    QSettings file{folder.filePath(u"lockkeeper.ini"_s), QSettings::IniFormat};
    QSettings state{folder.filePath(u"window.ini"_s), QSettings::IniFormat};
    ui::Theme theme{*qobject_cast<QApplication *>(QCoreApplication::instance()), state};
    std::unique_ptr<app::Session> session;
};

// As the platform tells of it: over `widget`, wherever in the window that is.
class Drag final
{
public:
    Drag(QWidget &widget, const QList<QUrl> &urls)
        : m_widget(widget)
    {
        m_data.setUrls(urls);
        QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction | Qt::MoveAction, &m_data, Qt::LeftButton, {});
        enter.ignore();
        QApplication::sendEvent(&m_widget, &enter);
        accepted = enter.isAccepted();
    }
    Drag(QWidget &widget, const QString &path)
        : Drag(widget, QList<QUrl>{QUrl::fromLocalFile(path)})
    {
    }
    Qt::DropAction drop()
    {
        QDropEvent event(QPointF(5, 5), Qt::CopyAction | Qt::MoveAction, &m_data, Qt::LeftButton, {});
        event.setDropAction(Qt::MoveAction); // as a file manager proposes it
        QApplication::sendEvent(&m_widget, &event);
        return event.dropAction();
    }
    void leave()
    {
        QDragLeaveEvent event;
        QApplication::sendEvent(&m_widget, &event);
    }

    bool accepted = false;

private:
    QWidget &m_widget;
    QMimeData m_data;
};

} // namespace lockkeeper::test
