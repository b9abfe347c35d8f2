// Sources that an edit removes: what they have left in the database is counted, and deleted if somebody says
// so.
#include "sync/Removal.h"
#include "ui/common/Format.h"
#include "ui/common/Remotes.h"
#include "ui/onboarding/OnboardingDialog.h"

#include <QLabel>
#include <QMessageBox>
#include <QPushButton>

#include <algorithm>
#include <climits>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
constexpr qsizetype namedSources = 8; // a question should fit on the screen

int forPlural(qint64 number)
{
    return static_cast<int>(std::min<qint64>(number, INT_MAX));
}

QString rowsOfSource(const sync::SourceRows &one)
{
    const QString name = remoteTitle(one.key.name);
    if (!one.rows)
        return OnboardingDialog::tr(
                   "%1: not counted. Several queries may find one paper, so its papers stay.")
            .arg(name);
    return u"%1: %2"_s.arg(name, OnboardingDialog::tr("%Ln rows", nullptr, forPlural(*one.rows)));
}

qint64 allRows(const QList<sync::SourceRows> &counted)
{
    qint64 rows = 0;
    for (const sync::SourceRows &one : counted)
        rows += one.rows.value_or(0);
    return rows;
}

QString rowsLeft(const Result<QList<sync::SourceRows>> &counted)
{
    if (!counted)
        return OnboardingDialog::tr("How many rows came from there could not be counted: %1 They stay in the "
                                    "database.")
            .arg(counted.error().text);
    QStringList lines;
    for (const sync::SourceRows &one : counted->first(std::min(namedSources, counted->size())))
        lines.append(rowsOfSource(one));
    if (counted->size() > namedSources) {
        const QList<sync::SourceRows> rest = counted->sliced(namedSources);
        lines.append(OnboardingDialog::tr("%Ln further sources: %1 rows", nullptr, forPlural(rest.size()))
                         .arg(formatNumber(allRows(rest))));
    }
    lines.append(QString());
    lines.append(
        allRows(*counted) > 0
            ? OnboardingDialog::tr("Kept rows are still found by searches and by the assistant. Deleted "
                                   "ones come back only with their source.")
            : OnboardingDialog::tr("Nothing is deleted."));
    return lines.join(u'\n');
}

// Nobody else of this program has the database meanwhile.
Result<OnboardingDialog::DeletedRows> deleteRowsOf(const OnboardingPlace &place,
                                                   const QList<sync::JobKey> &removed,
                                                   const std::function<void(const qint64 &)> &tell,
                                                   const std::stop_token &stop)
{
    OnboardingDialog::DeletedRows deleted;
    const Result<qint64> done = sync::deleteSourceRows(
        place.dataDir, removed, place.busyTimeout,
        [&](qint64 rows) {
            deleted.rows = rows;
            tell(rows);
        },
        stop);
    if (done)
        deleted.rows = *done;
    else
        deleted.why = done.error();
    return deleted;
}
} // namespace

void OnboardingDialog::saveEdit()
{
    m_deletes = false;
    m_removed = sync::removedSources(*m_form.before(), m_form.community());
    if (m_removed.isEmpty()) {
        writeEdit();
        return;
    }
    DatabaseTask<QList<sync::SourceRows>> task;
    task.community = m_edited->community;
    task.run = [place = m_place, removed = m_removed](const auto &, const std::stop_token &stop) {
        return sync::countSourceRows(place.dataDir, removed, place.busyTimeout, stop);
    };
    task.ended = [this](const Result<QList<sync::SourceRows>> &counted) {
        m_saving.reset();
        showButtons();
        if (counted || !counted.error().isCancelled())
            askToRemove(counted);
    };
    m_saving = m_work.add(this, std::move(task));
    showButtons();
}

void OnboardingDialog::askToRemove(const Result<QList<sync::SourceRows>> &counted)
{
    QStringList names;
    for (const sync::JobKey &key : m_removed.first(std::min(namedSources, m_removed.size())))
        names.append(remoteTitle(key.name));
    if (m_removed.size() > namedSources)
        names.append(u"…"_s);
    QMessageBox *box =
        makeQuestion(u"removeDialog"_s, tr("Sources are removed"),
                     tr("%Ln sources are synced no more: %1.", nullptr, forPlural(m_removed.size()))
                         .arg(names.join(u", "_s)));
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(rowsLeft(counted));
    const qint64 rows = counted ? allRows(*counted) : 0;
    QPushButton *keep =
        box->addButton(rows > 0 ? tr("&Keep the rows") : tr("&Save without them"), QMessageBox::AcceptRole);
    keep->setObjectName(u"saveWithout"_s);
    connect(keep, &QPushButton::clicked, this, &OnboardingDialog::writeEdit);
    box->setDefaultButton(keep);
    if (rows > 0) {
        QPushButton *away =
            box->addButton(tr("&Delete %Ln rows", nullptr, forPlural(rows)), QMessageBox::DestructiveRole);
        away->setObjectName(u"deleteRows"_s);
        connect(away, &QPushButton::clicked, this, [this] {
            m_deletes = true;
            writeEdit();
        });
    }
    box->open();
}

// The file no longer has them by now, so no sync brings them back.
void OnboardingDialog::deleteRows(const QString &community)
{
    DatabaseTask<DeletedRows, qint64> task;
    task.community = community;
    task.alone = true;
    task.pausing = [this] {
        m_note->setText(tr("Waiting until its syncs have stopped…"));
    };
    task.started = [this] {
        m_note->setText(tr("Deleting rows…"));
    };
    task.progressed = [this](const qint64 &rows) {
        m_note->setText(tr("%Ln rows are deleted; Close stops it.", nullptr, forPlural(rows)));
    };
    task.run = [place = m_place, removed = m_removed](const auto &tell, const std::stop_token &stop) {
        return deleteRowsOf(place, removed, tell, stop);
    };
    task.ended = [this, community](const Result<DeletedRows> &result) {
        m_saving.reset();
        showButtons();
        finishEdit(community);
        const DeletedRows deleted = result ? *result : DeletedRows{.rows = 0, .why = result.error()};
        const QString text =
            tr("%Ln rows of removed sources were deleted from %1.", nullptr, forPlural(deleted.rows))
                .arg(community);
        if (!deleted.why) {
            Q_EMIT told(text);
            return;
        }
        Error error = *deleted.why;
        error.text = text + ' '_L1 + (error.isCancelled() ? tr("Then it was stopped.") : error.text);
        error.hint =
            tr("The other rows are still there: undo the last save of its sources, and remove them once "
               "more.");
        Q_EMIT warned(error);
    };
    m_saving = m_work.add(this, std::move(task));
    showButtons();
}

} // namespace lockkeeper::ui
