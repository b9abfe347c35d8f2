#include "ui/onboarding/EntryPage.h"

#include "ui/onboarding/EntryEditor.h"
#include "ui/onboarding/ForumPicks.h"

#include <QPushButton>
#include <QVBoxLayout>

#include <tuple>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::Onboarding)
};

QString wordsOf(Step step)
{
    switch (step) {
    case Step::Repositories:
        return Tr::tr("GitHub repositories whose issues and pull requests are kept. Leave it empty if there "
                      "are none.");
    case Step::Docstrings:
        return Tr::tr(
            "Repositories whose code is read for its docstrings. Leave it empty if there are none.");
    case Step::Forum:
        return Tr::tr("The community’s Discourse forum. All of its topics are kept, unless you tick "
                      "categories or tags.");
    case Step::Papers:
        return Tr::tr("Papers that speak of the community’s tools, and papers that cite certain ones.");
    default:
        return Tr::tr("Mailing lists with a public archive. Leave it empty if there are none.");
    }
}
} // namespace

EntryPage::EntryPage(Step step, OnboardingForm &form, LiveChecks &checks, QWidget *parent)
    : OnboardingPage(step, form, checks, parent)
{
    setWords(stepTitle(step), wordsOf(step));
    for (const EntryKind kind : entryKinds) {
        if (stepOf(kind) != step)
            continue;
        auto *editor = new EntryEditor(kind, form, checks, m_editors.isEmpty(), this);
        column().addWidget(editor, 1);
        m_editors.append({kind, editor});
        if (kind == EntryKind::Forum) {
            auto *picks = new ForumPicks(form, checks, this);
            column().addWidget(picks, 1);
            const auto show = [picks, editor] {
                picks->showForum(editor->currentRow());
            };
            connect(editor, &EntryEditor::currentMoved, picks, show);
            connect(&form, &OnboardingForm::changed, picks, show);
            show();
        }
    }
    if (step == Step::Docstrings)
        makeTakeOver();
}

void EntryPage::makeTakeOver()
{
    auto *take = new QPushButton(tr("&From the repositories step"), this);
    take->setObjectName(u"docstringTakeOver"_s);
    take->setAutoDefault(false);
    take->setToolTip(tr("Adds the repositories that have Python or MATLAB code"));
    column().addWidget(take, 0, Qt::AlignLeft);
    connect(take, &QPushButton::clicked, this, &EntryPage::takeOverAll);
    const auto update = [this, take] {
        take->setEnabled(!form().entries(EntryKind::Repository).isEmpty());
    };
    connect(&form(), &OnboardingForm::changed, take, update);
    connect(&checks(), &LiveChecks::answered, this, [this](const Entry &repository) {
        if (m_awaited.removeOne(repository) && form().contains(repository))
            takeOver(repository);
    });
    update();
}

// Of one that is being checked it is not known yet whether it has such code.
void EntryPage::takeOverAll()
{
    m_awaited.clear();
    for (const Entry &repository : form().entries(EntryKind::Repository)) {
        if (checks().outcome(repository).state == CheckState::Checking)
            m_awaited.append(repository);
        else
            takeOver(repository);
    }
}

void EntryPage::takeOver(const Entry &repository)
{
    const auto found = checks().findings().repositories.constFind(repository.text);
    const bool known = found != checks().findings().repositories.cend() && found->isChecked();
    if (known && !found->languages.contains("Python"_L1, Qt::CaseInsensitive) &&
        !found->languages.contains("MATLAB"_L1, Qt::CaseInsensitive))
        return;
    Entry entry = repository;
    entry.kind = EntryKind::Docstrings;
    if (known) {
        entry.branch = found->defaultBranch;
        if (!found->newName.isEmpty())
            entry.text = found->newName;
    }
    if (!form().contains(entry))
        std::ignore = form().add(entry); // a name that has passed once passes again
}

void EntryPage::load()
{
    for (const auto &[kind, editor] : m_editors)
        editor->load();
}

void EntryPage::commit()
{
    for (const auto &[kind, editor] : m_editors)
        editor->commit();
}

void EntryPage::focusFirst()
{
    m_editors.constFirst().second->choose(-1);
}

void EntryPage::jump(const FormIssue &issue)
{
    for (const auto &[kind, editor] : m_editors) {
        if (kind == issue.kind)
            editor->choose(issue.row);
    }
}

} // namespace lockkeeper::ui
