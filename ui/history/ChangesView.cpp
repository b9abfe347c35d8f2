#include "ui/history/ChangesView.h"

#include "sync/Plan.h"
#include "ui/common/ElidedLabel.h"
#include "ui/common/Spoken.h"
#include "ui/history/ChangeDocument.h"
#include "ui/history/ChangeModel.h"
#include "ui/history/ChangeWords.h"

#include <QComboBox>
#include <QEvent>
#include <QFocusEvent>
#include <QItemSelectionModel>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QTextBrowser>
#include <QTreeView>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
constexpr int leastOfColumn = 90; // pixels
}

ChangesView::ChangesView(QWidget *parent)
    : QWidget(parent)
    , m_model(new ChangeModel(this))
{
    setObjectName(u"historyChanges"_s);
    makeParts();
    for (QComboBox *choice : {m_community, m_kind, m_source})
        connect(choice, &QComboBox::currentIndexChanged, this, &ChangesView::read);
    connect(m_model, &ChangeModel::moreWanted, this, &ChangesView::readMore);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &ChangesView::readChosen);
    connect(m_view->verticalScrollBar(), &QScrollBar::valueChanged, this, [this](int value) {
        const QScrollBar &bar = *m_view->verticalScrollBar();
        if (value >= bar.maximum() - bar.pageStep())
            m_model->askForMore();
    });
    connect(m_view, &QTreeView::activated, this, &ChangesView::openItem);
    connect(m_open, &QPushButton::clicked, this, &ChangesView::openItem);
    connect(m_all, &QPushButton::clicked, this, &ChangesView::clearFilter);
}

void ChangesView::setRun(const history::RunDetails &run, const CommunityNames &names)
{
    m_run = run;
    m_names = names;
    fillCommunities();
    fillSources();
    read();
}

void ChangesView::fillCommunities()
{
    const QSignalBlocker quiet(m_community);
    const QString chosen = m_community->currentData().toString();
    m_community->clear();
    QList<sync::DatabaseSnapshot> databases = m_run.databases;
    std::ranges::sort(databases, {},
                      [this](const sync::DatabaseSnapshot &one) { return m_names.of(one.community); });
    for (const sync::DatabaseSnapshot &one : std::as_const(databases))
        m_community->addItem(m_names.of(one.community), one.community);
    m_community->setCurrentIndex(std::max(0, m_community->findData(chosen)));
}

void ChangesView::fillSources()
{
    const QSignalBlocker quiet(m_source);
    const QString chosen = m_source->currentData().toString();
    while (m_source->count() > 1)
        m_source->removeItem(1);
    QStringList kinds;
    for (const sync::JobSnapshot &job : std::as_const(m_run.jobs)) {
        if (!kinds.contains(job.key.kind))
            kinds.append(job.key.kind);
    }
    for (const QString &kind : std::as_const(kinds))
        m_source->addItem(sync::sourceTitle(kind), kind);
    m_source->setCurrentIndex(std::max(0, m_source->findData(chosen)));
}

inspect::ChangeQuestion ChangesView::question() const
{
    inspect::ChangeQuestion asked;
    asked.place.community = m_community->currentData().toString();
    asked.place.name = m_community->currentText();
    for (const sync::DatabaseSnapshot &database : m_run.databases) {
        if (database.community == asked.place.community)
            asked.place.database = database.path;
    }
    asked.run = m_run.summary.startedAt;
    if (m_kind->currentData().isValid())
        asked.kind = static_cast<inspect::RowChange>(m_kind->currentData().toInt());
    asked.job = m_source->currentData().toString();
    return asked;
}

qint64 ChangesView::written() const
{
    qint64 rows = 0;
    for (const sync::JobSnapshot &job : m_run.jobs) {
        if (job.key.community == m_community->currentData().toString())
            rows += history::rowsWritten(job.counts);
    }
    return rows;
}

void ChangesView::read()
{
    m_stale = true;
    if (!isVisible())
        return;
    m_stale = false;
    m_list.cancel();
    m_chosen.cancel();
    m_model->clear();
    m_details = {};
    m_text->clear();
    m_open->setEnabled(false);
    m_rows->setCurrentIndex(0);
    const inspect::ChangeQuestion asked = question();
    if (asked.place.database.isEmpty()) {
        m_note->setFullText(tr("This run opened no database."));
        return;
    }
    m_note->setFullText(tr("What the run wrote is being read…"));
    m_list.ask([this, asked](const QuestionThread::Asked &thread) {
        const auto sums = inspect::readRemoteChanges(asked.place, asked.run, thread.stop);
        const auto window = inspect::readChanges(asked, 0, windowRows, thread.stop);
        thread.tell([this, sums, window] {
            if (!sums)
                return showError(sums.error());
            if (!window)
                return showError(window.error());
            showSums(*sums);
            showWindow(*window);
            showNothing(std::ranges::any_of(*sums, [](const inspect::RemoteChanges &one) {
                return one.added + one.changed + one.deleted > 0;
            }));
        });
    });
}

void ChangesView::readMore(qint64 after)
{
    m_list.ask([this, asked = question(), after](const QuestionThread::Asked &thread) {
        const auto window = inspect::readChanges(asked, after, windowRows, thread.stop);
        thread.tell([this, window] {
            if (!window)
                showError(window.error());
            // Where it could not be read, who scrolls on asks again.
            m_model->append(window ? *window : inspect::ChangeWindow{.changes = {}, .more = true});
        });
    });
}

void ChangesView::showSums(const QList<inspect::RemoteChanges> &kept)
{
    m_note->setFullText(keptText(kept, written()));
}

void ChangesView::showWindow(const inspect::ChangeWindow &window)
{
    m_model->append(window);
    if (m_model->rowCount() > 0)
        m_view->setCurrentIndex(m_model->index(0, 0));
    fitColumns();
}

void ChangesView::showNothing(bool kept)
{
    const QString kind = m_kind->currentIndex() > 0
                             ? changeWord(static_cast<inspect::RowChange>(m_kind->currentData().toInt()))
                             : QString();
    const QString source = m_source->currentIndex() > 0 ? m_source->currentText() : QString();
    if (!kept || m_model->rowCount() > 0 || (kind.isEmpty() && source.isEmpty()))
        return;
    const QString text = source.isEmpty() ? tr("This run has no row here that is %1.").arg(kind)
                         : kind.isEmpty()
                             ? tr("This run has no row of %1 here.").arg(source)
                             : tr("This run has no row of %1 here that is %2.").arg(source, kind);
    m_nothing->setText(text);
    m_nothing->setAccessibleName(text);
    m_rows->setCurrentIndex(1); // and so goes the focus, if it was there
    announce(m_nothing, text);
}

void ChangesView::clearFilter()
{
    {
        const QSignalBlocker quietKind(m_kind);
        const QSignalBlocker quietSource(m_source);
        m_kind->setCurrentIndex(0);
        m_source->setCurrentIndex(0);
    }
    read();
}

// Title and place are in sight; what of it was changed may have to be scrolled to.
void ChangesView::fitColumns()
{
    for (int column = 0; column < ChangeModel::ColumnCount; ++column)
        m_view->resizeColumnToContents(column);
    const int share =
        std::max(leastOfColumn, (m_view->viewport()->width() - m_view->columnWidth(ChangeModel::Kind)) / 2);
    for (const int column : {ChangeModel::Title, ChangeModel::Where})
        m_view->setColumnWidth(column, std::min(m_view->columnWidth(column), share));
}

void ChangesView::readChosen()
{
    m_open->setEnabled(false);
    const inspect::RunChange *change = m_model->at(m_view->currentIndex());
    if (change == nullptr) {
        m_chosen.cancel();
        return;
    }
    m_open->setEnabled(change->there);
    m_chosen.ask([this, place = change->ref.place, id = change->id](const QuestionThread::Asked &thread) {
        const auto details = inspect::readChange(place, id, thread.stop);
        thread.tell([this, details] {
            m_details = details ? *details : inspect::ChangeDetails();
            m_text->setPlainText(details ? QString() : details.error().text); // not another row's
            showDetails();
        });
    });
}

void ChangesView::showDetails()
{
    if (!m_details.values.isEmpty())
        fillChangeDocument(*m_text->document(), m_details, m_text->palette());
    m_text->moveCursor(QTextCursor::Start);
}

void ChangesView::showError(const Error &error)
{
    m_note->setFullText(error.hint.isEmpty() ? error.text : error.text + u' ' + error.hint);
}

void ChangesView::openItem()
{
    const inspect::RunChange *change = m_model->at(m_view->currentIndex());
    if (change != nullptr && change->there)
        Q_EMIT itemWanted(change->ref);
}

// The marks' colours are the palette's.
void ChangesView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_text)
        showDetails();
}

// Not by a focus proxy: Tab would pass over what stands before it.
void ChangesView::focusInEvent(QFocusEvent *event)
{
    (m_rows->currentIndex() == 0 ? static_cast<QWidget *>(m_view) : m_all)->setFocus(event->reason());
}

void ChangesView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_stale)
        read();
}

} // namespace lockkeeper::ui
