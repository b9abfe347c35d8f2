// What the window shows while there is nothing to sync: what the program does, and three ways to begin. GUI
// thread.
#pragma once

#include <QString>
#include <QWidget>

class QLabel;

namespace lockkeeper::ui {

class GreetingPage final : public QWidget
{
    Q_OBJECT

public:
    // `defaultFolder`: where communities are looked for when nothing else was said.
    explicit GreetingPage(const QString &defaultFolder, QWidget *parent = nullptr);

    void setNotice(const QString &text); // why there is nothing; empty on a first start

Q_SIGNALS:
    void demoChosen();
    void newCommunityWanted();
    void folderWanted();        // let the maintainer choose one
    void defaultFolderWanted(); // make it if need be, and show it

private:
    [[nodiscard]] QWidget *makeConfigPart(const QString &defaultFolder);

    QLabel *m_notice;
};

} // namespace lockkeeper::ui
