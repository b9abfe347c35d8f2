#include "ui/onboarding/NamePage.h"

#include "ui/onboarding/FindingLine.h"
#include "ui/onboarding/ProposalModel.h"

#include <QFormLayout>
#include <QFutureWatcher>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
constexpr int proposalTitleWidth = 250;
constexpr int proposalKindWidth = 90;

// What somebody is typing is left alone.
void showText(QLineEdit &field, const QString &text)
{
    if (field.text() != text)
        field.setText(text);
}

QString pasteHint()
{
    return NamePage::tr("Enter looks at it and proposes what it finds. Or go on without: everything can be "
                        "entered by hand.");
}
} // namespace

NamePage::NamePage(OnboardingForm &form, LiveChecks &checks, QWidget *parent)
    : OnboardingPage(Step::Name, form, checks, parent)
    , m_proposals(new ProposalModel(form, this))
{
    setWords(tr("A new community"),
             tr("Nothing is written before you save at the end; any step may stay empty."));
    makePaste();
    makeNames();
    column().addStretch();
    connect(&form, &OnboardingForm::changed, this, &NamePage::showNames);
}

NamePage::~NamePage()
{
    stopLooking();
}

void NamePage::makePaste()
{
    m_paste = new QLineEdit(this);
    m_paste->setObjectName(u"onboardingPaste"_s);
    m_paste->setAccessibleName(tr("GitHub organisation, repository, forum or homepage"));
    m_paste->setPlaceholderText(u"https://example.org"_s);
    m_paste->setClearButtonEnabled(true);
    m_paste->installEventFilter(this);
    m_look = new QPushButton(tr("&Look"), this);
    m_look->setObjectName(u"onboardingLook"_s);
    m_look->setAutoDefault(false);
    auto *label = new QLabel(tr("&Paste a GitHub organisation, a repository, a forum or a homepage"), this);
    label->setBuddy(m_paste);
    column().addWidget(label);
    auto *row = new QHBoxLayout;
    row->addWidget(m_paste, 1);
    row->addWidget(m_look);
    column().addLayout(row);
    m_found = new FindingLine(1, this);
    m_found->setObjectName(u"onboardingFound"_s);
    column().addWidget(m_found);
    m_table = new QTreeView(this);
    m_table->setObjectName(u"onboardingProposals"_s);
    m_table->setAccessibleName(tr("Proposals"));
    m_table->setAccessibleDescription(tr("Space ticks the selected one"));
    m_table->setModel(m_proposals);
    m_table->setRootIsDecorated(false);
    m_table->setUniformRowHeights(true);
    m_table->setAlternatingRowColors(true);
    m_table->setAllColumnsShowFocus(true);
    m_table->setMinimumHeight(90);
    m_table->header()->setStretchLastSection(true);
    m_table->setColumnWidth(ProposalModel::Title, proposalTitleWidth);
    m_table->setColumnWidth(ProposalModel::What, proposalKindWidth);
    m_table->hide();
    column().addWidget(m_table, 100);
    connect(m_look, &QPushButton::clicked, this, &NamePage::look);
    connect(m_paste, &QLineEdit::textChanged, this, [this](const QString &text) {
        stopLooking();
        form().setPasted(text);
        m_look->setEnabled(!text.trimmed().isEmpty());
        m_found->showHint(pasteHint());
    });
    m_look->setEnabled(false);
    m_found->showHint(pasteHint());
}

void NamePage::makeNames()
{
    auto *fields = new QFormLayout;
    fields->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    const auto add = [this, fields](const QString &label, const QString &objectName,
                                    const QString &placeholder, QWidget *beside = nullptr) {
        auto *field = new QLineEdit(this);
        field->setObjectName(objectName);
        field->setAccessibleName(QString(label).remove('&'_L1));
        field->setPlaceholderText(placeholder);
        auto *words = new QLabel(label, this);
        words->setBuddy(field);
        auto *row = new QHBoxLayout;
        row->addWidget(field, 1);
        if (beside != nullptr)
            row->addWidget(beside);
        fields->addRow(words, row);
        return field;
    };
    m_name = add(tr("Na&me"), u"onboardingName"_s, tr("what people call it"));
    m_editThere = new QPushButton(tr("&Edit that one"), this);
    m_editThere->setObjectName(u"onboardingEditThere"_s);
    m_editThere->setAutoDefault(false);
    m_editThere->hide();
    m_id = add(tr("&Id"), u"onboardingId"_s, tr("made from the name"), m_editThere);
    setTabOrder(m_id, m_editThere);
    m_id->setToolTip(tr("The name of its folder and database: small letters, digits, single hyphens"));
    m_idFinding = new FindingLine(1, this);
    m_idFinding->setObjectName(u"onboardingIdFinding"_s);
    fields->addRow(QString(), m_idFinding);
    connect(m_editThere, &QPushButton::clicked, this, [this] {
        if (const QString there = this->form().isThere(); !there.isEmpty())
            Q_EMIT editWanted(there);
    });
    m_description = add(tr("&Description"), u"onboardingDescription"_s, tr("one line"));
    m_homepage = add(tr("&Homepage"), u"onboardingHomepage"_s, u"https://example.org"_s);
    column().addLayout(fields);
    connect(m_name, &QLineEdit::textEdited, this, [this](const QString &text) { form().setName(text); });
    connect(m_id, &QLineEdit::textEdited, this,
            [this](const QString &text) { form().setId(text.trimmed()); });
    connect(m_description, &QLineEdit::textEdited, this,
            [this](const QString &text) { form().setDescription(text); });
    connect(m_homepage, &QLineEdit::textEdited, this,
            [this](const QString &text) { form().setHomepage(text); });
}

void NamePage::load()
{
    showText(*m_paste, form().draft().pasted);
    showNames();
}

void NamePage::focusFirst()
{
    if (m_name->text().isEmpty())
        m_paste->setFocus();
    else
        m_name->setFocus();
}

void NamePage::jump(const FormIssue &)
{
    if (form().draft().community.name.isEmpty() && form().draft().community.id.isEmpty())
        m_name->setFocus();
    else
        m_id->setFocus();
}

void NamePage::showNames()
{
    const community::Community &c = form().draft().community;
    showText(*m_name, c.name);
    showText(*m_id, c.id);
    showText(*m_description, c.description);
    if (m_homepage->text().trimmed() != c.links.value(u"homepage"_s))
        m_homepage->setText(c.links.value(u"homepage"_s));
    m_id->setReadOnly(form().isEdit());
    m_editThere->setVisible(!form().isThere().isEmpty());
    const QList<FormIssue> issues = formIssues(form(), checks());
    const auto issue = std::ranges::find(issues, Step::Name, &FormIssue::step);
    if (c.id.isEmpty())
        m_idFinding->showHint({});
    else if (issue != issues.end())
        m_idFinding->show({.state = issue->isError ? CheckState::Error : CheckState::Warning,
                           .text = issue->text,
                           .hint = issue->hint,
                           .newName = {}});
    else
        m_idFinding->show({.state = CheckState::Fine,
                           .text = form().isEdit() ? tr("Its folder and database are called so; it stays.")
                                                   : tr("Free: its folder and database will be called so."),
                           .hint = {},
                           .newName = {}});
}

void NamePage::stopLooking()
{
    ++m_number;
    m_stop.request_stop();
    m_looked.clear();
}

void NamePage::look()
{
    const QString text = m_paste->text().trimmed();
    if (text.isEmpty())
        return;
    stopLooking();
    if (!checks().checks()) {
        m_found->show({.state = CheckState::NotChecked,
                       .text = tr("Nobody can be asked at the moment."),
                       .hint = tr("Everything can be entered by hand."),
                       .newName = {}});
        return;
    }
    m_stop = {};
    m_looked = text;
    m_found->show(
        {.state = CheckState::Checking, .text = tr("Looking at %1.").arg(text), .hint = {}, .newName = {}});
    auto *watcher = new QFutureWatcher<onboarding::Discovery>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, number = m_number] {
        watcher->deleteLater();
        if (number == m_number && !watcher->isCanceled() && watcher->future().resultCount() > 0)
            take(watcher->result());
    });
    watcher->setFuture(checks().checks()->discover(text, m_stop.get_token()));
}

void NamePage::take(const onboarding::Discovery &discovery)
{
    const CheckState states[] = {CheckState::Fine, CheckState::Warning, CheckState::Error,
                                 CheckState::NotChecked}; // in the order of Verdict
    m_found->show({.state = states[static_cast<int>(discovery.verdict)],
                   .text = discovery.text,
                   .hint = discovery.hint,
                   .newName = {}});
    const community::Community c = form().draft().community;
    if (c.name.isEmpty() && !discovery.name.isEmpty())
        form().setName(discovery.name);
    if (c.description.isEmpty() && !discovery.description.isEmpty())
        form().setDescription(discovery.description);
    if (!c.links.contains(u"homepage"_s) && !discovery.homepage.isEmpty())
        form().setHomepage(discovery.homepage.toString());
    m_proposals->propose(discovery);
    const bool any = m_proposals->rowCount() > 0;
    m_table->setVisible(any);
    if (any) {
        m_table->setCurrentIndex(m_proposals->index(0, 0));
        if (m_paste->hasFocus())
            m_table->setFocus();
    }
}

bool NamePage::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_paste && event->type() == QEvent::KeyPress) {
        const int key = static_cast<const QKeyEvent &>(*event).key();
        const QString text = m_paste->text().trimmed();
        if ((key == Qt::Key_Return || key == Qt::Key_Enter) && !text.isEmpty() && text != m_looked) {
            look();
            return true; // the next one goes on
        }
    }
    return OnboardingPage::eventFilter(watched, event);
}

} // namespace lockkeeper::ui
