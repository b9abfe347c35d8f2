// The form in which a community is made, step by step; each answer is checked while the next one is given.
// Can be left at any time: what was entered is kept and gone on with. Modeless. GUI thread; it waits for
// nothing.
#pragma once

#include "sync/Snapshot.h"
#include "ui/common/DatabaseWork.h"
#include "ui/onboarding/FormIssues.h"

#include <QDialog>
#include <QList>
#include <QThreadPool>
#include <QTimer>

#include <chrono>
#include <optional>

class QHBoxLayout;
class QLabel;
class QMessageBox;
class QPushButton;
class QSettings;
class QStackedWidget;

namespace lockkeeper::community {
struct Saved;
}
namespace lockkeeper::sync {
struct MadeCommunity;
struct SourceRows;
} // namespace lockkeeper::sync

namespace lockkeeper::ui {

class OnboardingPage;
class ReviewPage;
class StepList;

// Where a new community goes.
struct OnboardingPlace
{
    QString communitiesDir;
    QString dataDir;
    std::chrono::milliseconds busyTimeout{30'000};
    bool demo = false; // has a draft of its own

    friend bool operator==(const OnboardingPlace &, const OnboardingPlace &) = default;
};

class OnboardingDialog final : public QDialog
{
    Q_OBJECT

public:
    // Both outlive the dialog; `state` keeps the draft.
    OnboardingDialog(DatabaseWork &work, QSettings &state, QWidget *parent);
    ~OnboardingDialog() override;

    void setChecks(onboarding::Checks *checks); // null: nobody can be asked
    void open(const OnboardingPlace &place);    // goes on with the draft, if there is one
    using QDialog::open;
    // The sources of a community that is there; what is being edited already is only shown.
    void edit(const OnboardingPlace &place, const QString &community);
    void reject() override; // keeps the draft; asks before changes of what is there are thrown away
    // Changes of a community that is there would be lost; a new one's draft is not.
    [[nodiscard]] bool hasUnsavedEdit() const;
    void askToThrowAway(const std::function<void()> &thrownAway = {});
    // Of the last open() or edit().
    [[nodiscard]] const OnboardingPlace &place() const { return m_place; }

    [[nodiscard]] OnboardingForm &form() { return m_form; }
    [[nodiscard]] LiveChecks &checks() { return m_checks; }

    // Of removed sources, and why there are others left.
    struct DeletedRows
    {
        qint64 rows = 0;
        std::optional<Error> why = {};
    };

Q_SIGNALS:
    void sourcesRemoved(const QList<lockkeeper::sync::JobKey> &removed); // nobody wants their jobs any more
    void told(const QString &text);                                      // what has been done
    void saved(const QString &community, bool startSync);
    void failed(const lockkeeper::Error &error); // it could not be opened
    void warned(const lockkeeper::Error &error); // it is saved, but
    void draftKept();

private:
    void makePages();
    void makeButtons(QHBoxLayout &row);
    void makeKeys();
    void makeTimers();
    void restoreDraft();
    void keepDraft();
    void lookForTaken();
    void checkAll();
    void loadPages();
    void go(Step step);
    void goBy(int steps);
    void jump(FormIssue issue);
    void showSteps();
    void showButtons();
    void askToStartOver();
    void startOver();
    void save();
    void beginEdit(const QString &community, const Result<QByteArray> &text, bool canUndo);
    void endEdit();
    void saveEdit();
    void askToRemove(const Result<QList<sync::SourceRows>> &counted);
    void deleteRows(const QString &community);
    void finishEdit(const QString &community);
    [[nodiscard]] QMessageBox *makeQuestion(const QString &name, const QString &title, const QString &text);
    void writeEdit();
    void undoEdit();
    void editEnded(const QString &community, const Result<community::Saved> &result);
    void askAboutOther(const QByteArray &found);
    void saveEnded(const QString &community, const Result<sync::MadeCommunity> &made);
    [[nodiscard]] Step step() const { return static_cast<Step>(m_form.draft().step); }
    [[nodiscard]] OnboardingPage &page(Step step) const { return *m_pages.at(static_cast<int>(step)); }
    [[nodiscard]] QString draftKey() const;

    DatabaseWork &m_work;
    QSettings &m_state;
    OnboardingPlace m_place;
    OnboardingForm m_form;
    LiveChecks m_checks;
    QTimer m_keep; // the draft, a little after the last change
    QTimer m_show; // the steps, once for many changes
    StepList *m_steps = nullptr;
    QStackedWidget *m_stack = nullptr;
    QList<OnboardingPage *> m_pages; // in the order of Step
    ReviewPage *m_review = nullptr;
    QLabel *m_note = nullptr;
    QPushButton *m_startOver = nullptr;
    QPushButton *m_undo = nullptr;
    QPushButton *m_close = nullptr;
    QPushButton *m_back = nullptr;
    QPushButton *m_next = nullptr;
    QPushButton *m_save = nullptr;
    struct Edited
    {
        QString community;
        QByteArray loaded; // the file, as the edit began
        bool canUndo = false;
    };
    std::optional<Edited> m_edited;
    QList<sync::JobKey> m_removed; // sources that the edit being saved takes away
    bool m_deletes = false;        // their rows, too
    std::optional<DatabaseWork::Id> m_saving;
    quint64 m_look = 0; // number of the newest look for taken ids
    QThreadPool m_pool; // its own: waits for what is under way before anything else goes
};

} // namespace lockkeeper::ui
