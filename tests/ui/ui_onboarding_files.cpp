// Real configurations, and made-up ones as awkward, edited by keys in the real window: what was not changed
// stays byte for byte, and undoing brings the file back.
#include "EditFiles.h"
#include "community/ConfigStore.h"
#include "gui/Session.h"
#include "resources/Translations.h"
#include "ui/common/Theme.h"
#include "ui/dashboard/CommunityTree.h"
#include "ui/onboarding/OnboardingDialog.h"

#include <QAction>
#include <QApplication>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::ui;

namespace {
constexpr int shortly = 60'000;

void press(int key, Qt::KeyboardModifiers modifiers = {})
{
    QVERIFY(QApplication::focusWidget() != nullptr);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key(key), modifiers);
}

// The window over that one community; nobody outside is asked.
class World final
{
public:
    explicit World(const community::EditFile &file)
        : m_id(file.id)
    {
        app::Settings settings;
        settings.dataDir = m_folder.filePath(u"data"_s);
        settings.communitiesDir = m_folder.filePath(u"communities"_s);
        settings.communitiesChosen = true;
        settings.proxy = {
            .kind = http::Proxy::Kind::Http, .host = u"127.0.0.1"_s, .port = 9, .user = {}, .password = {}};
        if (!community::saveNewConfig(settings.communitiesDir, m_id, file.text))
            qFatal("no configuration");
        m_communities = settings.communitiesDir;
        m_session = std::make_unique<app::Session>(settings, m_file, m_state, m_theme);
        m_session->begin();
    }
    [[nodiscard]] OnboardingDialog *edit() const
    {
        auto &tree = *m_session->window().findChild<CommunityTree *>();
        auto *action = m_session->window().findChild<QAction *>(u"editSources"_s);
        const bool there = QTest::qWaitFor(
            [&tree, action] {
                tree.setCurrentIndex(tree.model()->index(0, 0));
                return action->isEnabled();
            },
            shortly);
        m_session->window().activateWindow(); // as a window manager does once the form is gone
        tree.setFocus();
        if (!there || !QTest::qWaitForWindowActive(&m_session->window()))
            qFatal("the community is not there");
        press(Qt::Key_E, Qt::ControlModifier);
        auto *dialog = m_session->window().findChild<OnboardingDialog *>();
        if (dialog == nullptr || !QTest::qWaitFor([dialog] { return dialog->isVisible(); }, shortly) ||
            !QTest::qWaitForWindowActive(dialog))
            qFatal("no form");
        return dialog;
    }
    [[nodiscard]] QByteArray text() const
    {
        const Result<QByteArray> text = community::readConfig(m_communities, m_id);
        return text ? *text : QByteArray();
    }

private:
    QString m_id;
    QTemporaryDir m_folder;
    QString m_communities;
    QSettings m_file{m_folder.filePath(u"lockkeeper.ini"_s), QSettings::IniFormat};
    QSettings m_state{m_folder.filePath(u"window.ini"_s), QSettings::IniFormat};
    Theme m_theme{*qobject_cast<QApplication *>(QCoreApplication::instance()), m_state};
    std::unique_ptr<app::Session> m_session;
};

// What stays of `after` where one piece of it is taken out: all of `before`, or nobody knows where.
bool isOnePieceMore(const QByteArray &after, const QByteArray &before)
{
    qsizetype head = 0;
    while (head < before.size() && before.at(head) == after.at(head))
        ++head;
    return after.size() > before.size() && after.endsWith(before.mid(head));
}
} // namespace

class UiOnboardingFiles final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(resources::installTranslations(*QCoreApplication::instance())); }
    void edited_data();
    void edited();
};

void UiOnboardingFiles::edited_data()
{
    QTest::addColumn<QByteArray>("text");
    int number = 0;
    for (const community::EditFile &file : community::editFiles())
        QTest::addRow("%d-%s", number++, qPrintable(file.id)) << file.text;
}

void UiOnboardingFiles::edited()
{
    QFETCH(QByteArray, text);
    const QString id = QString::fromLatin1(QTest::currentDataTag()).section(u'-', 1);
    const World world({.id = id, .text = text});
    OnboardingDialog *dialog = world.edit();
    QVERIFY(!dialog->form().hasChanges());
    dialog->findChild<QLineEdit *>(u"repositoryField"_s)->setFocus();
    QTest::keyClicks(QApplication::focusWidget(), u"zebra-lab/zebrafish"_s);
    press(Qt::Key_Return);
    press(Qt::Key_S, Qt::ControlModifier);
    const QString shown = dialog->findChild<QPlainTextEdit *>(u"reviewYaml"_s)->toPlainText();
    QVERIFY2(shown.contains(u"zebra-lab/zebrafish"_s), qPrintable(shown));
    const QStringList lines = shown.split(u'\n');
    QVERIFY2(std::ranges::count_if(lines, [](const QString &line) { return line.startsWith(u'-'); }) <= 1,
             qPrintable(shown)); // one that a list in brackets is on
    press(Qt::Key_S, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(dialog->isHidden(), shortly);
    const QByteArray after = world.text();
    QVERIFY2(isOnePieceMore(after, text), after.constData());

    OnboardingDialog *again = world.edit();
    auto *undo = again->findChild<QPushButton *>(u"onboardingUndo"_s);
    QTRY_VERIFY_WITH_TIMEOUT(undo->isVisible(), shortly);
    undo->click();
    QTRY_VERIFY_WITH_TIMEOUT(again->isHidden(), shortly);
    QCOMPARE(world.text(), text);
}

QTEST_MAIN(UiOnboardingFiles)
#include "ui_onboarding_files.moc"
