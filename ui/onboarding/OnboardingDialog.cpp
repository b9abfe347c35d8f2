#include "ui/onboarding/OnboardingDialog.h"

#include "community/CommunityCheck.h"
#include "community/CommunityIds.h"
#include "community/ConfigStore.h"
#include "community/ConfigText.h"
#include "community/Loader.h"
#include "sync/NewCommunity.h"
#include "ui/onboarding/ReviewPage.h"
#include "ui/onboarding/StepList.h"

#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QStackedWidget>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

OnboardingDialog::~OnboardingDialog()
{
    keepDraft();
    m_pool.waitForDone();
}

void OnboardingDialog::setChecks(onboarding::Checks *checks)
{
    m_checks.setChecks(checks);
    if (isVisible())
        checkAll();
}

void OnboardingDialog::open(const OnboardingPlace &place)
{
    if (m_edited && isVisible()) { // first things first
        raise();
        activateWindow();
        return;
    }
    const bool otherDraft = m_edited || m_place.communitiesDir.isEmpty() || place.demo != m_place.demo;
    endEdit();
    m_place = place;
    if (otherDraft)
        restoreDraft();
    if (!isVisible()) {
        lookForTaken();
        m_checks.askOpenOnesAgain();
        checkAll();
        loadPages();
        go(step());
    }
    show();
    raise();
    activateWindow();
}

QString OnboardingDialog::draftKey() const
{
    return m_place.demo ? u"onboarding/demoDraft"_s : u"onboarding/draft"_s;
}

void OnboardingDialog::restoreDraft()
{
    m_checks.clear();
    if (!m_form.restore(m_state.value(draftKey()).toByteArray()))
        m_form.clear();
}

void OnboardingDialog::keepDraft()
{
    m_keep.stop();
    if (m_place.communitiesDir.isEmpty())
        return; // it was never opened
    if (m_edited)
        return; // what is there is not lost
    if (m_form.isEmpty())
        m_state.remove(draftKey());
    else
        m_state.setValue(draftKey(), m_form.toJson());
}

void OnboardingDialog::lookForTaken()
{
    m_pool.start([this, folder = m_place.communitiesDir, number = ++m_look] {
        const QStringList ids = community::takenIds(folder);
        QMap<QString, QString> homepages;
        if (const auto loaded = community::loadFolder(folder)) { // a folder that is not there has none
            for (const community::LoadedCommunity &one : *loaded)
                homepages.insert(one.id,
                                 one.community ? one.community->links.value(u"homepage"_s) : QString());
        }
        QMetaObject::invokeMethod(
            this,
            [this, ids, homepages, number] {
                if (number != m_look)
                    return;
                m_form.setTaken(ids);
                m_form.setCommunities(homepages);
            },
            Qt::QueuedConnection);
    });
}

void OnboardingDialog::checkAll()
{
    for (const EntryKind kind : entryKinds) {
        for (const Entry &entry : m_form.entries(kind))
            m_checks.check(entry);
    }
}

void OnboardingDialog::loadPages()
{
    for (OnboardingPage *one : std::as_const(m_pages))
        one->load();
}

void OnboardingDialog::go(Step to)
{
    const Step from = static_cast<Step>(m_stack->currentIndex());
    if (to != from)
        page(from).commit();
    m_form.setStep(to);
    m_stack->setCurrentIndex(static_cast<int>(to));
    page(to).load();
    m_steps->showStep(to);
    showButtons();
    page(to).focusFirst();
}

void OnboardingDialog::goBy(int steps)
{
    const int to = m_form.draft().step + steps;
    if (to >= 0 && to < stepCount && !m_saving)
        go(static_cast<Step>(to));
}

// A copy: the list that it is of changes on the way.
// NOLINTNEXTLINE(performance-unnecessary-value-param)
void OnboardingDialog::jump(FormIssue issue)
{
    go(issue.step);
    page(issue.step).jump(issue);
}

void OnboardingDialog::showSteps()
{
    const QList<FormIssue> issues = formIssues(m_form, m_checks);
    for (int one = 0; one < stepCount; ++one) {
        const Step shown = static_cast<Step>(one);
        m_steps->showLook(shown, stepLook(shown, m_form, m_checks, issues));
    }
    m_startOver->setVisible(!m_form.isEmpty() && !m_edited);
    m_undo->setVisible(m_edited && m_edited->canUndo && !m_form.hasChanges());
}

void OnboardingDialog::showButtons()
{
    const bool last = step() == Step::Review;
    const bool saving = m_saving.has_value();
    m_back->setEnabled(step() != Step::Name && !saving);
    m_next->setVisible(!last);
    m_save->setVisible(last);
    m_save->setEnabled(!saving);
    m_save->setText(saving ? tr("Saving…") : tr("&Save"));
    m_startOver->setEnabled(!saving);
    m_undo->setEnabled(!saving);
    m_note->setText(m_edited ? tr("Ctrl+S goes to the review, and saves there.")
                             : tr("Closing keeps what is entered; Ctrl+N goes on with it."));
    m_stack->setEnabled(!saving);
    m_steps->setEnabled(!saving);
    for (QPushButton *button : {m_next, m_save, m_back, m_close, m_startOver, m_undo})
        button->setAutoDefault(false);
    (last ? m_save : m_next)->setDefault(true);
}

void OnboardingDialog::askToStartOver()
{
    auto *box = new QMessageBox(QMessageBox::Question, tr("Start over"),
                                tr("Throw away what has been entered?"), QMessageBox::NoButton, this);
    box->setObjectName(u"startOverDialog"_s);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(tr("Nothing of it has been saved as a community yet."));
    QPushButton *away = box->addButton(tr("&Throw away"), QMessageBox::DestructiveRole);
    away->setObjectName(u"throwAway"_s);
    QPushButton *keep = box->addButton(tr("&Keep it"), QMessageBox::RejectRole);
    box->setDefaultButton(keep);
    box->setEscapeButton(keep);
    connect(away, &QPushButton::clicked, this, &OnboardingDialog::startOver);
    box->open();
}

void OnboardingDialog::startOver()
{
    m_checks.clear();
    m_form.clear();
    keepDraft();
    loadPages();
    m_stack->setCurrentIndex(0);
    go(Step::Name);
}

void OnboardingDialog::reject()
{
    if (m_saving) {
        m_work.cancel(*m_saving); // its end says what came of it
        return;
    }
    if (m_form.hasChanges()) {
        askToThrowAway();
        return;
    }
    keepDraft();
    QDialog::reject();
    if (!m_form.isEmpty() && !m_edited)
        Q_EMIT draftKept();
}

void OnboardingDialog::save()
{
    const QList<FormIssue> issues = formIssues(m_form, m_checks);
    const auto error = std::ranges::find_if(issues, &FormIssue::isError);
    if (error != issues.end()) {
        jump(*error);
        return;
    }
    if (m_edited) {
        saveEdit();
        return;
    }
    const Result<community::Community> checked = community::checkedCommunity(m_form.community());
    if (!checked) {
        m_review->showProblem(checked.error());
        return;
    }
    keepDraft(); // until it is saved
    DatabaseTask<sync::MadeCommunity> task;
    task.community = checked->id;
    task.alone = true;
    task.run = [wanted = sync::NewCommunity{.communitiesDir = m_place.communitiesDir,
                                            .dataDir = m_place.dataDir,
                                            .id = checked->id,
                                            .configuration = community::newConfig(*checked),
                                            .busyTimeout = m_place.busyTimeout}](
                   const auto &, const std::stop_token &stop) {
        return sync::makeCommunity(wanted, stop);
    };
    task.ended = [this, id = checked->id](const Result<sync::MadeCommunity> &made) {
        saveEnded(id, made);
    };
    m_saving = m_work.add(this, std::move(task));
    showButtons();
}

void OnboardingDialog::saveEnded(const QString &community, const Result<sync::MadeCommunity> &made)
{
    m_saving.reset();
    showButtons();
    if (!made) {
        if (!made.error().isCancelled())
            m_review->showProblem(made.error());
        lookForTaken(); // perhaps somebody was faster
        return;
    }
    const bool start = m_form.draft().startSync;
    startOver(); // the next one begins anew
    QDialog::accept();
    if (made->database)
        Q_EMIT warned(*made->database);
    Q_EMIT saved(community, start);
}

} // namespace lockkeeper::ui
