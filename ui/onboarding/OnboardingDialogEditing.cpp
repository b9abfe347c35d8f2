// The form over a community that is there: what is changed in it is changed in its file, and nothing else.
#include "community/ConfigEdit.h"
#include "community/ConfigStore.h"
#include "community/Loader.h"
#include "ui/onboarding/OnboardingDialog.h"
#include "ui/onboarding/ReviewPage.h"

#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QStackedWidget>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

QMessageBox *OnboardingDialog::makeQuestion(const QString &name, const QString &title, const QString &text)
{
    auto *box = new QMessageBox(QMessageBox::Question, title, text, QMessageBox::NoButton, this);
    box->setObjectName(name);
    box->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton *stay = box->addButton(tr("&Go on editing"), QMessageBox::RejectRole);
    box->setDefaultButton(stay);
    box->setEscapeButton(stay);
    return box;
}

void OnboardingDialog::edit(const OnboardingPlace &place, const QString &community)
{
    if (m_saving || (m_edited && isVisible())) {
        raise();
        activateWindow();
        return;
    }
    keepDraft(); // of a new one
    m_place = place;
    m_pool.start([this, folder = place.communitiesDir, community, number = ++m_look] {
        const Result<QByteArray> text = community::readConfig(folder, community);
        const bool canUndo = text && community::canUndo(folder, community);
        QMetaObject::invokeMethod(
            this,
            [this, community, text, canUndo, number] {
                if (number == m_look)
                    beginEdit(community, text, canUndo);
            },
            Qt::QueuedConnection);
    });
}

void OnboardingDialog::beginEdit(const QString &community, const Result<QByteArray> &text, bool canUndo)
{
    if (!text) {
        Q_EMIT failed(text.error());
        return;
    }
    const community::LoadedCommunity loaded = community::loadText(*text, community);
    if (loaded.broken()) {
        Q_EMIT failed({.kind = ErrorKind::Config,
                       .text = tr("The configuration of %1 has errors, so its sources cannot be edited here.")
                                   .arg(community),
                       .hint = tr("Mend it in a text editor first; the log says where."),
                       .url = {}});
        return;
    }
    m_removed.clear();
    m_deletes = false;
    m_edited = Edited{.community = community, .loaded = *text, .canUndo = canUndo};
    m_checks.clear();
    setWindowTitle(tr("Sources of %1").arg(loaded.community->name));
    m_review->setLoaded(*text);
    m_form.setTaken({});
    m_form.edit(*loaded.community);
    loadPages();
    m_stack->setCurrentIndex(0); // nothing of before is taken along
    go(Step::Repositories);
    show();
    raise();
    activateWindow();
}

void OnboardingDialog::endEdit()
{
    if (!m_edited)
        return;
    m_edited.reset();
    m_removed.clear();
    m_deletes = false;
    setWindowTitle(tr("New community"));
    m_review->setLoaded({});
    m_form.clear();
    m_checks.clear();
    m_stack->setCurrentIndex(0);
    loadPages();
}

void OnboardingDialog::writeEdit()
{
    const Result<community::EditedConfig> edited =
        community::editConfig(m_edited->loaded, m_form.community());
    if (!edited) {
        m_review->showProblem(edited.error());
        return;
    }
    DatabaseTask<community::Saved> task;
    task.community = m_edited->community;
    task.run = [folder = m_place.communitiesDir, what = *m_edited,
                text = edited->text](const auto &, const std::stop_token &) {
        return community::saveConfig(folder, what.community, text, what.loaded);
    };
    task.ended = [this, id = m_edited->community](const Result<community::Saved> &result) {
        editEnded(id, result);
    };
    m_saving = m_work.add(this, std::move(task));
    showButtons();
}

// Without a question: what it undoes is the next undo's.
void OnboardingDialog::undoEdit()
{
    if (m_saving || !m_edited)
        return;
    DatabaseTask<community::Saved> task;
    task.community = m_edited->community;
    task.run = [folder = m_place.communitiesDir, what = *m_edited](const auto &, const std::stop_token &) {
        return community::undoConfig(folder, what.community, what.loaded);
    };
    task.ended = [this, what = *m_edited](const Result<community::Saved> &result) {
        if (result && result->saved) {
            editEnded(what.community, result);
            return;
        }
        m_saving.reset();
        showButtons();
        if (result) { // somebody else's file now: theirs is shown, and nothing of it lost
            Q_EMIT failed(community::changedMeanwhile(m_place.communitiesDir, what.community));
            beginEdit(what.community, Result<QByteArray>(result->found), what.canUndo);
        } else if (!result.error().isCancelled()) {
            Q_EMIT failed(result.error());
        }
    };
    m_saving = m_work.add(this, std::move(task));
    showButtons();
}

void OnboardingDialog::editEnded(const QString &community, const Result<community::Saved> &result)
{
    m_saving.reset();
    showButtons();
    if (!result) {
        if (!result.error().isCancelled())
            m_review->showProblem(result.error());
        return;
    }
    if (!result->saved) {
        askAboutOther(result->found);
        return;
    }
    if (m_removed.isEmpty()) {
        finishEdit(community);
        return;
    }
    Q_EMIT sourcesRemoved(m_removed);
    if (m_deletes)
        deleteRows(community);
    else
        finishEdit(community);
}

void OnboardingDialog::finishEdit(const QString &community)
{
    endEdit();
    QDialog::accept();
    Q_EMIT saved(community, false);
}

void OnboardingDialog::askAboutOther(const QByteArray &found)
{
    const Error error = community::changedMeanwhile(m_place.communitiesDir, m_edited->community);
    QMessageBox *box = makeQuestion(u"changedDialog"_s, tr("Changed by somebody else"), error.text);
    box->setIcon(QMessageBox::Warning);
    box->setInformativeText(tr("Your values can be written into the file as it is now, or left for what the "
                               "file says now."));
    QPushButton *mine = box->addButton(tr("Write &mine into it"), QMessageBox::AcceptRole);
    mine->setObjectName(u"writeMine"_s);
    QPushButton *theirs = box->addButton(tr("&Edit theirs instead"), QMessageBox::DestructiveRole);
    theirs->setObjectName(u"editTheirs"_s);
    connect(mine, &QPushButton::clicked, this, [this, found] {
        m_edited->loaded = found;
        m_review->setLoaded(found);
        writeEdit();
    });
    connect(theirs, &QPushButton::clicked, this,
            [this, found] { beginEdit(m_edited->community, Result<QByteArray>(found), m_edited->canUndo); });
    box->open();
}

bool OnboardingDialog::hasUnsavedEdit() const
{
    return isVisible() && m_edited && !m_saving && m_form.hasChanges();
}

void OnboardingDialog::askToThrowAway(const std::function<void()> &thrownAway)
{
    raise();
    activateWindow();
    const QString name = u"throwAwayDialog"_s;
    if (auto *asked = findChild<QMessageBox *>(name)) // perhaps for another reason
        asked->close();
    QMessageBox *box =
        makeQuestion(name, tr("Changes are not saved"), tr("Throw away what has been changed?"));
    QPushButton *away = box->addButton(tr("&Throw away"), QMessageBox::DestructiveRole);
    away->setObjectName(u"throwAwayChanges"_s);
    connect(away, &QPushButton::clicked, this, [this, thrownAway] {
        endEdit();
        QDialog::reject();
        if (thrownAway)
            thrownAway();
    });
    box->open();
}

} // namespace lockkeeper::ui
