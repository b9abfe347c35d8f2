// The form for a new community over made-up remotes, driven by keys.
#pragma once

#include "Remotes.h"
#include "ui/onboarding/OnboardingDialog.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSettings>
#include <QStackedWidget>
#include <QTemporaryDir>
#include <QTest>

namespace lockkeeper::test {

using namespace Qt::StringLiterals;

class OnboardingSheet final
{
public:
    explicit OnboardingSheet(onboarding::CheckLimits limits = {}, http::ClientConfig config = {})
        : remotes(std::move(config), limits)
    {
    }

    // A new window over the same settings, as after a restart.
    void make(bool online)
    {
        dialog = std::make_unique<ui::OnboardingDialog>(work, state, nullptr);
        dialog->setChecks(online ? &remotes.checks : nullptr);
    }
    void open(bool online = true)
    {
        make(online);
        dialog->open({.communitiesDir = communities(), .dataDir = folder.filePath(u"data"_s)});
        QVERIFY(QTest::qWaitForWindowActive(dialog.get()));
    }
    [[nodiscard]] QString communities() const { return folder.filePath(u"communities"_s); }
    [[nodiscard]] ui::OnboardingForm &form() const { return dialog->form(); }
    [[nodiscard]] ui::Step step() const
    {
        return static_cast<ui::Step>(child<QListWidget>(u"onboardingSteps"_s).currentRow());
    }
    template <typename T>
    [[nodiscard]] T &child(const QString &name) const
    {
        T *found = dialog->findChild<T *>(name);
        if (found == nullptr)
            qFatal("there is no %s", qPrintable(name));
        return *found;
    }
    [[nodiscard]] QString finding(const QString &line) const
    {
        return child<QWidget>(line).findChild<QLabel *>(u"finding"_s)->text();
    }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) const
    {
        QWidget *focus = QApplication::focusWidget();
        QTest::keyClick(focus != nullptr ? focus : dialog.get(), key, modifiers);
    }
    void type(const QString &text) const { QTest::keyClicks(QApplication::focusWidget(), text); }
    void goTo(ui::Step wanted) const
    {
        while (step() < wanted)
            key(Qt::Key_PageDown, Qt::ControlModifier);
        while (step() > wanted)
            key(Qt::Key_PageUp, Qt::ControlModifier);
    }
    void name(const QString &text) const
    {
        goTo(ui::Step::Name);
        child<QLineEdit>(u"onboardingName"_s).setFocus();
        type(text);
    }

    QTemporaryDir folder;
    QSettings state{folder.filePath(u"window.ini"_s), QSettings::IniFormat};
    ui::DatabaseWork work{2};
    tests::Remotes remotes;
    std::unique_ptr<ui::OnboardingDialog> dialog;
};

} // namespace lockkeeper::test
