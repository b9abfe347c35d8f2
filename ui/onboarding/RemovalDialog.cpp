#include "ui/onboarding/RemovalDialog.h"

#include "ui/common/Format.h"
#include "ui/onboarding/FindingLine.h"

#include <QDialogButtonBox>
#include <QDir>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

#include <algorithm>
#include <climits>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
constexpr int bestWidth = 560;

QString rowsWord(qint64 rows)
{
    return RemovalDialog::tr("%Ln rows", nullptr, static_cast<int>(std::min<qint64>(rows, INT_MAX)));
}

// "github_items 1,200, papers 30"
QString tablesText(const QList<store::TableRows> &tables)
{
    QStringList parts;
    for (const store::TableRows &one : tables) {
        if (one.rows > 0)
            parts.append(u"%1 %2"_s.arg(one.table, formatNumber(one.rows)));
    }
    return parts.join(u", "_s);
}
} // namespace

RemovalDialog::RemovalDialog(const Question &question, DatabaseWork &work, QWidget *parent)
    : QDialog(parent)
    , m_question(question)
    , m_work(work)
    , m_rows(new FindingLine(2, this))
{
    setObjectName(u"removalDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Remove a community"));
    auto *page = new QVBoxLayout(this);
    page->setSpacing(10);
    auto *title = new QLabel(tr("Remove %1 (%2)?").arg(question.name, question.removal.id), this);
    title->setObjectName(u"removalTitle"_s);
    QFont bold = title->font();
    bold.setBold(true);
    title->setFont(bold);
    title->setTextFormat(Qt::PlainText);
    title->setWordWrap(true);
    page->addWidget(title);
    auto *about = new QLabel(
        tr("It is synced no more. Its configuration moves to the hidden folder %1, whole; moving it "
           "back brings the community back.")
            .arg(QDir::toNativeSeparators(question.removal.communitiesDir + "/.removed"_L1)),
        this);
    about->setTextFormat(Qt::PlainText);
    about->setWordWrap(true);
    page->addWidget(about);
    m_rows->setObjectName(u"removalRows"_s);
    page->addWidget(m_rows);
    makeChoice(*page);
    page->addStretch();
    makeButtons(*page);
    count();
    resize(bestWidth, heightForWidth(bestWidth));
}

void RemovalDialog::makeChoice(QVBoxLayout &page)
{
    m_keep = new QRadioButton(tr("&Keep its database where it is"), this);
    m_keep->setObjectName(u"removalKeep"_s);
    m_keep->setChecked(true);
    m_move = new QRadioButton(tr("&Move its database to the backups"), this);
    m_move->setObjectName(u"removalMove"_s);
    m_where = new QLabel(
        tr("as %1; it can be restored from there").arg(QDir::toNativeSeparators(m_question.removal.moveTo)),
        this);
    m_where->setTextFormat(Qt::PlainText);
    m_where->setWordWrap(true);
    m_where->setIndent(24); // below the button's words
    m_move->setAccessibleDescription(m_where->text());
    page.addWidget(m_keep);
    page.addWidget(m_move);
    page.addWidget(m_where);
}

void RemovalDialog::makeButtons(QVBoxLayout &page)
{
    m_buttons = new QDialogButtonBox(this);
    m_remove = m_buttons->addButton(tr("&Remove"), QDialogButtonBox::AcceptRole);
    m_remove->setObjectName(u"removalRemove"_s);
    m_cancel = m_buttons->addButton(tr("&Cancel"), QDialogButtonBox::RejectRole);
    m_cancel->setObjectName(u"removalCancel"_s);
    m_remove->setAutoDefault(false);
    m_cancel->setDefault(true);
    page.addWidget(m_buttons);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &RemovalDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &RemovalDialog::reject);
}

// Until it is counted, nobody is asked whether that may go.
void RemovalDialog::count()
{
    m_remove->setEnabled(false);
    m_rows->show({.state = CheckState::Checking,
                  .text = tr("Counting what its database holds…"),
                  .hint = {},
                  .newName = {}});
    DatabaseTask<sync::CommunityRows> task;
    task.community = m_question.removal.id;
    task.run = [dataDir = m_question.removal.dataDir, id = m_question.removal.id](const auto &,
                                                                                  const std::stop_token &) {
        return sync::countCommunityRows(dataDir, id);
    };
    task.ended = [this](const Result<sync::CommunityRows> &counted) {
        m_working.reset();
        showCounted(counted);
    };
    m_working = m_work.add(this, std::move(task));
}

void RemovalDialog::showCounted(const Result<sync::CommunityRows> &counted)
{
    if (!counted && counted.error().isCancelled()) {
        QDialog::reject();
        return;
    }
    m_remove->setEnabled(true);
    m_cancel->setFocus();
    const bool movable = counted && counted->exists;
    m_move->setEnabled(movable);
    m_where->setEnabled(movable);
    if (!counted) {
        m_rows->show(
            {.state = CheckState::Warning,
             .text = tr("What its database holds could not be counted: %1").arg(counted.error().text),
             .hint = tr("It stays where it is."),
             .newName = {}});
        return;
    }
    if (!counted->exists) {
        m_rows->show(
            {.state = CheckState::Fine, .text = tr("It has no database."), .hint = {}, .newName = {}});
        return;
    }
    const qint64 rows = store::sumOf(counted->rows);
    QString text = tr("Its database holds %1 in %2.").arg(rowsWord(rows), formatBytes(counted->bytes));
    if (rows > 0)
        text += ' '_L1 + tr("By tables: %1.").arg(tablesText(counted->rows));
    m_rows->show({.state = CheckState::Fine,
                  .text = text,
                  .hint = tr("None of them is deleted, whatever you choose."),
                  .newName = {}});
}

void RemovalDialog::showRemoving(const QString &text)
{
    m_rows->show({.state = CheckState::Checking, .text = text, .hint = {}, .newName = {}});
}

void RemovalDialog::accept()
{
    if (m_working || !m_remove->isEnabled())
        return;
    sync::CommunityRemoval removal = m_question.removal;
    if (!m_move->isChecked())
        removal.moveTo.clear();
    m_remove->setEnabled(false);
    m_keep->setEnabled(false);
    m_move->setEnabled(false);
    Q_EMIT removing(removal.id);
    DatabaseTask<sync::RemovedCommunity> task;
    task.community = removal.id;
    task.alone = true;
    task.pausing = [this] {
        showRemoving(tr("Waiting until its syncs have stopped…"));
    };
    task.started = [this] {
        showRemoving(tr("Removing…"));
    };
    task.run = [removal](const auto &, const std::stop_token &stop) {
        return sync::removeCommunity(removal, stop);
    };
    task.ended = [this](const Result<sync::RemovedCommunity> &result) {
        ended(result);
    };
    m_working = m_work.add(this, std::move(task));
}

void RemovalDialog::ended(const Result<sync::RemovedCommunity> &result)
{
    m_working.reset();
    if (result) {
        QDialog::accept();
        Q_EMIT removed(m_question.removal.id, *result);
        return;
    }
    if (result.error().isCancelled()) {
        QDialog::reject();
        return;
    }
    m_remove->setEnabled(true);
    m_keep->setEnabled(true);
    m_move->setEnabled(true);
    m_rows->show({.state = CheckState::Error,
                  .text = result.error().text,
                  .hint = result.error().hint,
                  .newName = {}});
}

void RemovalDialog::reject()
{
    if (m_working)
        m_work.cancel(*m_working); // its end closes this
    else
        QDialog::reject();
}

} // namespace lockkeeper::ui
