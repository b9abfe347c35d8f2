#include "ui/health/RehearsalDialog.h"

#include "health/RehearsalReport.h"
#include "sync/Catalog.h"
#include "ui/health/RehearsalChart.h"
#include "ui/health/RehearsalRunner.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
constexpr int barColumns = 36; // of the copied text

QLabel *makeAnswer(const QString &name, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setObjectName(name);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}

// All of its rows and columns show; the page around it scrolls.
void fitToContent(QTableWidget &table)
{
    table.resizeRowsToContents();
    table.setFixedHeight(table.horizontalHeader()->sizeHint().height() + table.verticalHeader()->length() +
                         2 * table.frameWidth());
}
} // namespace

QList<RehearsalDatabase> rehearsalDatabases(const sync::Catalog &catalog)
{
    QList<RehearsalDatabase> result;
    for (const sync::CatalogEntry &entry : catalog.entries) {
        if (entry.databaseExists)
            result.append({.community = entry.loaded.id, .path = entry.database.path});
    }
    return result;
}

RehearsalDialog::RehearsalDialog(QWidget *parent)
    : QDialog(parent)
    , m_runner(new RehearsalRunner(this))
    , m_community(new QComboBox(this))
    , m_writers(new QSpinBox(this))
    , m_seconds(new QDoubleSpinBox(this))
    , m_state(makeAnswer(u"rehearsalState"_s, this))
    , m_progress(new QProgressBar(this))
    , m_result(new QScrollArea(this))
{
    setObjectName(u"rehearsalDialog"_s);
    setWindowTitle(tr("Rehearse WAL"));
    auto *layout = new QVBoxLayout(this);
    auto *intro = makeAnswer(u"rehearsalIntro"_s, this);
    intro->setText(
        tr("What would WAL buy here? Several writers at once write into copies of a database under "
           "three regimes. The database itself is only read; the copies are removed. Best while no "
           "sync runs."));
    layout->addWidget(intro);
    makeForm();
    makeResult();
    makeButtons();
    connect(m_runner, &RehearsalRunner::progressed, this, &RehearsalDialog::showProgress);
    connect(m_runner, &RehearsalRunner::succeeded, this, &RehearsalDialog::showReport);
    connect(m_runner, &RehearsalRunner::failed, this, &RehearsalDialog::showError);
    connect(m_runner, &RehearsalRunner::succeeded, this, &RehearsalDialog::ended);
    connect(m_runner, &RehearsalRunner::failed, this, &RehearsalDialog::ended);
    m_community->setFocus();
    updateControls();
    resize(680, 320);
}

RehearsalDialog::~RehearsalDialog() = default;

void RehearsalDialog::makeForm()
{
    m_community->setObjectName(u"rehearsalCommunity"_s);
    m_community->setAccessibleName(tr("Community"));
    m_writers->setObjectName(u"rehearsalWriters"_s);
    m_writers->setAccessibleName(tr("Writers at once"));
    m_writers->setRange(1, health::maxWriters);
    m_seconds->setObjectName(u"rehearsalSeconds"_s);
    m_seconds->setAccessibleName(tr("Seconds under each regime"));
    m_seconds->setDecimals(1);
    m_seconds->setRange(std::chrono::duration<double>(health::shortestContest).count(),
                        std::chrono::duration<double>(health::longestContest).count());
    m_seconds->setSuffix(tr(" s"));
    const health::RehearsalOptions usual;
    m_writers->setValue(usual.writers);
    m_seconds->setValue(std::chrono::duration<double>(usual.eachRegime).count());
    for (QAbstractSpinBox *box :
         {static_cast<QAbstractSpinBox *>(m_writers), static_cast<QAbstractSpinBox *>(m_seconds)})
        box->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);

    auto *form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(tr("Co&mmunity:"), m_community);
    form->addRow(tr("&Writers at once:"), m_writers);
    form->addRow(tr("&Seconds a regime:"), m_seconds);
    m_progress->setObjectName(u"rehearsalProgress"_s);
    m_progress->setAccessibleName(tr("Progress of the rehearsal"));
    m_progress->setRange(0, 1000);
    m_progress->setTextVisible(false);
    m_progress->hide();
    auto *page = static_cast<QVBoxLayout *>(layout());
    page->addLayout(form);
    page->addWidget(m_progress);
    page->addWidget(m_state);
}

void RehearsalDialog::makeResult()
{
    auto *content = new QWidget(m_result);
    m_verdict = makeAnswer(u"rehearsalVerdict"_s, content);
    QFont strong = m_verdict->font();
    strong.setWeight(QFont::DemiBold);
    m_verdict->setFont(strong);
    m_subject = makeAnswer(u"rehearsalSubject"_s, content);
    m_chart = new RehearsalChart(content);
    m_table = new QTableWidget(content);
    m_table->setObjectName(u"rehearsalTable"_s);
    m_table->setAccessibleName(tr("Figures of the three regimes"));
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setTabKeyNavigation(false);
    m_table->setAlternatingRowColors(true);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 8, 0); // beside the scroll bar
    column->setSpacing(12);
    for (QWidget *widget : {static_cast<QWidget *>(m_verdict), static_cast<QWidget *>(m_chart),
                            static_cast<QWidget *>(m_table), static_cast<QWidget *>(m_subject)})
        column->addWidget(widget);
    column->addStretch();
    m_result->setObjectName(u"rehearsalResult"_s);
    m_result->setFrameShape(QFrame::NoFrame);
    m_result->setWidgetResizable(true);
    m_result->setAccessibleName(tr("Result of the rehearsal"));
    m_result->setFocusPolicy(Qt::StrongFocus); // its keys scroll
    m_result->setWidget(content);
    m_result->hide();
    auto *page = static_cast<QVBoxLayout *>(layout());
    page->addWidget(m_result, 1);
    page->addStretch();
}

void RehearsalDialog::makeButtons()
{
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    m_start = buttons->addButton(tr("S&tart"), QDialogButtonBox::ActionRole);
    m_start->setObjectName(u"rehearsalStart"_s);
    m_start->setDefault(true);
    m_copy = buttons->addButton(tr("&Copy report"), QDialogButtonBox::ActionRole);
    m_copy->setObjectName(u"rehearsalCopy"_s);
    for (QPushButton *other : {m_copy, buttons->button(QDialogButtonBox::Close)})
        other->setAutoDefault(false);
    connect(m_start, &QPushButton::clicked, this, &RehearsalDialog::startOrCancel);
    connect(m_copy, &QPushButton::clicked, this, [this] {
        QApplication::clipboard()->setText(health::reportText(m_report.value(), barColumns, true));
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &RehearsalDialog::reject);
    layout()->addWidget(buttons);
}

void RehearsalDialog::setDatabases(const QList<RehearsalDatabase> &databases, const QString &community)
{
    if (m_runner->running())
        return; // what is chosen is what runs
    const QString before = m_community->currentText();
    m_databases = databases;
    m_community->clear();
    for (const RehearsalDatabase &one : databases)
        m_community->addItem(one.community);
    const int wanted = m_community->findText(community);
    m_community->setCurrentIndex(std::max(0, wanted >= 0 ? wanted : m_community->findText(before)));
    if (databases.isEmpty())
        m_state->setText(tr("No community has a database yet. The first sync makes it."));
    else if (!m_report)
        m_state->clear();
    updateControls();
}

bool RehearsalDialog::running() const
{
    return m_runner->running();
}

void RehearsalDialog::cancel()
{
    if (!m_runner->running())
        return;
    m_runner->cancel();
    m_state->setText(tr("Cancelling: the copies are removed."));
    updateControls();
}

void RehearsalDialog::startOrCancel()
{
    if (m_runner->running()) {
        cancel();
        return;
    }
    const int index = m_community->currentIndex();
    if (index < 0)
        return;
    health::RehearsalOptions options;
    options.writers = m_writers->value();
    options.eachRegime = std::chrono::milliseconds(qRound(m_seconds->value() * 1e3));
    m_runner->start(m_databases.at(index).path, options);
    showProgress({});
    updateControls();
}

void RehearsalDialog::showProgress(const health::RehearsalProgress &progress)
{
    m_progress->setValue(qRound(progress.done * m_progress->maximum()));
    if (!m_runner->cancelling())
        m_state->setText(health::progressText(progress) + u"…"_s);
}

void RehearsalDialog::showReport(const health::RehearsalReport &report)
{
    m_report = report;
    m_state->clear();
    m_verdict->setText(health::verdict(report));
    m_subject->setText(health::reportSubject(report));
    m_chart->setReport(report);
    const QList<health::ReportRow> rows = health::reportTable(report);
    m_table->setColumnCount(static_cast<int>(report.regimes.size()));
    m_table->setRowCount(static_cast<int>(rows.size()));
    for (int column = 0; column < m_table->columnCount(); ++column) {
        const health::Regime regime = report.regimes.at(column).regime;
        auto *header = new QTableWidgetItem(health::regimeName(regime));
        header->setToolTip(health::regimeMeaning(regime));
        m_table->setHorizontalHeaderItem(column, header);
    }
    for (int row = 0; row < m_table->rowCount(); ++row) {
        m_table->setVerticalHeaderItem(row, new QTableWidgetItem(rows.at(row).label));
        for (int column = 0; column < m_table->columnCount(); ++column) {
            auto *item = new QTableWidgetItem(rows.at(row).cells.at(column));
            item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
            m_table->setItem(row, column, item);
        }
    }
    fitToContent(*m_table);
    if (m_result->isHidden()) {
        m_result->show();
        const int room = screen()->availableGeometry().height() - 48; // its frame included
        resize(width(), std::max(height(), std::min(790, room)));
    }
    updateControls();
}

void RehearsalDialog::showError(const Error &error)
{
    if (error.isCancelled())
        m_state->setText(tr("Cancelled. Nothing of it is left."));
    else
        m_state->setText(error.hint.isEmpty() ? error.text : error.text + ' '_L1 + error.hint);
    updateControls();
}

void RehearsalDialog::updateControls()
{
    const bool running = m_runner->running();
    for (QWidget *choice : {static_cast<QWidget *>(m_community), static_cast<QWidget *>(m_writers),
                            static_cast<QWidget *>(m_seconds)})
        choice->setEnabled(!running);
    m_start->setText(running ? tr("C&ancel") : tr("S&tart"));
    m_start->setEnabled(running ? !m_runner->cancelling() : !m_databases.isEmpty());
    m_copy->setEnabled(m_report.has_value());
    m_progress->setVisible(running);
    m_state->setVisible(!m_state->text().isEmpty());
}

void RehearsalDialog::reject()
{
    if (m_runner->running())
        cancel();
    else
        QDialog::reject();
}

} // namespace lockkeeper::ui
