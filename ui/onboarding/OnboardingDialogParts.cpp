// What the form is put together from.
#include "ui/onboarding/EntryPage.h"
#include "ui/onboarding/NamePage.h"
#include "ui/onboarding/OnboardingDialog.h"
#include "ui/onboarding/ReviewPage.h"
#include "ui/onboarding/SchedulePage.h"
#include "ui/onboarding/StepList.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
constexpr int keepAfter = 500; // ms
} // namespace

OnboardingDialog::OnboardingDialog(DatabaseWork &work, QSettings &state, QWidget *parent)
    : QDialog(parent)
    , m_work(work)
    , m_state(state)
    , m_steps(new StepList(this))
    , m_stack(new QStackedWidget(this))
{
    setObjectName(u"onboardingDialog"_s);
    setWindowTitle(tr("New community"));
    m_pool.setMaxThreadCount(1);
    makePages();
    auto *top = new QHBoxLayout;
    top->setSpacing(14);
    top->addWidget(m_steps);
    top->addWidget(m_stack, 1);
    auto *buttons = new QHBoxLayout;
    makeButtons(*buttons);
    auto *all = new QVBoxLayout(this);
    all->addLayout(top, 1);
    all->addLayout(buttons);
    makeKeys();
    makeTimers();
    connect(m_steps, &StepList::stepWanted, this, [this](Step wanted) {
        go(wanted);
        m_steps->setFocus(); // whoever walks through the steps stays there
    });
    showSteps();
    showButtons();
    resize(860, 560);
}

void OnboardingDialog::makePages()
{
    auto *name = new NamePage(m_form, m_checks, this);
    m_pages.append(name);
    connect(name, &NamePage::editWanted, this,
            [this](const QString &community) { edit(m_place, community); });
    for (const Step one : {Step::Repositories, Step::Docstrings, Step::Forum, Step::Papers, Step::Lists})
        m_pages.append(new EntryPage(one, m_form, m_checks, this));
    m_pages.append(new SchedulePage(m_form, m_checks, this));
    m_review = new ReviewPage(m_form, m_checks, this);
    m_pages.append(m_review);
    for (OnboardingPage *one : std::as_const(m_pages))
        m_stack->addWidget(one);
    connect(m_review, &ReviewPage::jumpWanted, this, &OnboardingDialog::jump);
}

void OnboardingDialog::makeButtons(QHBoxLayout &row)
{
    const auto add = [this, &row](const QString &text, const QString &name) {
        auto *button = new QPushButton(text, this);
        button->setObjectName(name);
        row.addWidget(button);
        return button;
    };
    m_startOver = add(tr("Start o&ver…"), u"onboardingStartOver"_s);
    m_undo = add(tr("Undo the last sa&ve"), u"onboardingUndo"_s);
    m_undo->setToolTip(tr("Puts back what the file said before; undoing again puts back what it says now"));
    m_note = new QLabel(this);
    m_note->setObjectName(u"onboardingNote"_s);
    row.addWidget(m_note, 1);
    m_close = add(tr("&Close"), u"onboardingClose"_s);
    m_back = add(tr("< &Back"), u"onboardingBack"_s);
    m_next = add(tr("&Next >"), u"onboardingNext"_s);
    m_save = add(tr("&Save"), u"onboardingSave"_s);
    m_back->setToolTip(tr("Alt+Left, Ctrl+PgUp"));
    m_next->setToolTip(tr("Enter, Alt+Right, Ctrl+PgDown"));
    connect(m_startOver, &QPushButton::clicked, this, &OnboardingDialog::askToStartOver);
    connect(m_undo, &QPushButton::clicked, this, &OnboardingDialog::undoEdit);
    connect(m_close, &QPushButton::clicked, this, &OnboardingDialog::reject);
    connect(m_back, &QPushButton::clicked, this, [this] { goBy(-1); });
    connect(m_next, &QPushButton::clicked, this, [this] { goBy(1); });
    connect(m_save, &QPushButton::clicked, this, &OnboardingDialog::save);
}

void OnboardingDialog::makeKeys()
{
    const auto on = [this](const QKeySequence &keys, int steps) {
        auto *shortcut = new QShortcut(keys, this);
        connect(shortcut, &QShortcut::activated, this, [this, steps] { goBy(steps); });
    };
    on(Qt::ALT | Qt::Key_Left, -1);
    on(Qt::CTRL | Qt::Key_PageUp, -1);
    on(Qt::ALT | Qt::Key_Right, 1);
    on(Qt::CTRL | Qt::Key_PageDown, 1);
    auto *toReview = new QShortcut(QKeySequence::Save, this);
    connect(toReview, &QShortcut::activated, this, [this] {
        if (m_saving)
            return;
        if (step() == Step::Review)
            save();
        else
            go(Step::Review);
    });
}

void OnboardingDialog::makeTimers()
{
    m_keep.setSingleShot(true);
    m_keep.setInterval(keepAfter);
    connect(&m_keep, &QTimer::timeout, this, &OnboardingDialog::keepDraft);
    m_show.setSingleShot(true);
    m_show.setInterval(0);
    connect(&m_show, &QTimer::timeout, this, &OnboardingDialog::showSteps);
    connect(&m_form, &OnboardingForm::changed, this, [this] {
        checkAll();
        m_keep.start();
        m_show.start();
    });
    connect(&m_checks, &LiveChecks::changed, &m_show, qOverload<>(&QTimer::start));
}

} // namespace lockkeeper::ui
