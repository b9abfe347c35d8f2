// What TablesTab is put together from.
#include "ui/common/ElidedLabel.h"
#include "ui/common/Icons.h"
#include "ui/common/Spoken.h"
#include "ui/inspector/ProgressStrip.h"
#include "ui/inspector/tables/TableFilterBar.h"
#include "ui/inspector/tables/TableGrid.h"
#include "ui/inspector/tables/TablesTab.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QTimer>
#include <QVBoxLayout>

#include <chrono>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
constexpr auto lockedAgain = std::chrono::milliseconds(500);
}

TablesTab::TablesTab(QSettings &state, QWidget *parent)
    : QWidget(parent)
    , m_state(state)
{
    setObjectName(u"tablesTab"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    makeBar();
    m_filters = new TableFilterBar(this);
    m_filters->hide();
    layout->addWidget(m_filters);
    makeRows();
    layout->addWidget(m_stack, 1);
    m_changed = new ProgressStrip(u"tableChanged"_s, {}, this);
    m_finding = new ProgressStrip(u"tableFinding"_s, tr("Ca&ncel"), this);
    m_exportStrip = new ProgressStrip(u"tableExport"_s, tr("Stop the e&xport"), this);
    m_status = new ElidedLabel(this);
    m_status->setObjectName(u"tableStatus"_s);
    m_status->setContentsMargins(8, 3, 8, 3);
    layout->addWidget(m_changed);
    layout->addWidget(m_finding);
    layout->addWidget(m_exportStrip);
    layout->addWidget(m_status);
    connectReader();
    connectGrid();
    connect(m_changed, &ProgressStrip::taken, this, [this] {
        setFocus(Qt::OtherFocusReason); // the button goes
        readAgain();
    });
    connect(m_finding, &ProgressStrip::cancelled, this, &TablesTab::cancelFinding);
    connect(m_exportStrip, &ProgressStrip::cancelled, this, [this] {
        m_exporter.cancel();
        m_exporting = false;
        m_export->setEnabled(true);
        m_exportStrip->showOutcome(tr("The export was stopped."), false);
    });
    showMessage(tr("There is no database yet. The first sync makes one."));
}

TablesTab::~TablesTab() = default;

void TablesTab::makeBar()
{
    auto *bar = new QWidget(this);
    const auto combo = [bar](const QString &name) {
        auto *made = new QComboBox(bar);
        made->setObjectName(name);
        made->setSizeAdjustPolicy(QComboBox::AdjustToContents);
        made->setMinimumContentsLength(8);
        return made;
    };
    const auto button = [bar](const QString &name, const QString &iconName, const QString &text,
                              const QString &toolTip) {
        auto *made = new QPushButton(icon(iconName), text, bar);
        made->setObjectName(name);
        made->setToolTip(toolTip);
        made->setEnabled(false);
        return made;
    };
    m_community = combo(u"tableCommunity"_s);
    m_table = combo(u"tableName"_s);
    auto *communityLabel = new QLabel(tr("Co&mmunity:"), bar);
    communityLabel->setBuddy(m_community);
    nameBox(m_community, tr("Community"));
    auto *tableLabel = new QLabel(tr("Tab&le:"), bar);
    tableLabel->setBuddy(m_table);
    nameBox(m_table, tr("Table"));
    m_filter = button(u"tableFilter"_s, u"search"_s, tr("Add f&ilter"),
                      tr("Show only rows whose column meets a condition"));
    m_again = button(u"tableAgain"_s, u"retry"_s, tr("Read a&gain"),
                     tr("Show the rows as they are in the database now"));
    m_export = button(u"tableExportButton"_s, u"export"_s, tr("E&xport…"),
                      tr("Save the rows, as they are filtered, as CSV, JSON Lines or a database"));
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(8, 6, 8, 4);
    layout->addWidget(communityLabel);
    layout->addWidget(m_community);
    layout->addWidget(tableLabel);
    layout->addWidget(m_table);
    layout->addStretch(1);
    layout->addWidget(m_filter);
    layout->addWidget(m_again);
    layout->addWidget(m_export);
    static_cast<QVBoxLayout *>(this->layout())->addWidget(bar);

    connect(m_community, &QComboBox::currentIndexChanged, this, &TablesTab::readTables);
    connect(m_table, &QComboBox::currentIndexChanged, this, &TablesTab::openTable);
    connect(m_filter, &QPushButton::clicked, this, [this] {
        const QModelIndex current = m_grid->currentIndex();
        m_filters->add(current.isValid() ? m_model.table().columns.at(current.column()).name : QString());
    });
    connect(m_again, &QPushButton::clicked, this, &TablesTab::readAgain);
    connect(m_export, &QPushButton::clicked, this, &TablesTab::askForFile);
}

void TablesTab::makeRows()
{
    m_stack = new QStackedWidget(this);
    m_grid = new TableGrid(m_model, m_state, m_stack);
    m_message = new QLabel(m_stack);
    m_message->setObjectName(u"tableMessage"_s);
    m_message->setAlignment(Qt::AlignCenter);
    m_message->setWordWrap(true);
    m_message->setMargin(24);
    m_message->setTextFormat(Qt::PlainText);
    m_message->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_stack->addWidget(m_grid);
    m_stack->addWidget(m_message);
}

void TablesTab::connectReader()
{
    connect(&m_reader, &TableReader::aboutKnown, this, [this](qint64 rows) {
        if (!m_exact) {
            m_model.setRows(rows);
            m_grid->fitNumbers();
            readSeen();
        }
    });
    connect(&m_reader, &TableReader::pageRead, this, [this](const inspect::TablePage &page) {
        m_model.setPage(page);
        const QList<int> columns = m_grid->shownColumns();
        if (!m_grid->currentIndex().isValid() && page.number == 0 && !page.rows.isEmpty() &&
            !columns.isEmpty()) {
            m_grid->setAutoScroll(false); // somebody may be elsewhere already
            m_grid->selectionModel()->setCurrentIndex(m_model.index(0, columns.constFirst()),
                                                      QItemSelectionModel::NoUpdate);
            m_grid->setAutoScroll(true);
        }
        showStatus();
    });
    connect(&m_reader, &TableReader::progressed, this, &TablesTab::showFinding);
    connect(&m_reader, &TableReader::placesFound, this, [this] {
        m_exact = true;
        const bool awaited = m_finding->isVisible() || m_reader.question().filtered();
        m_finding->hide();
        m_model.forgetPages(); // some were guessed, or read before all was found
        m_model.setRows(m_reader.places()->rows());
        m_grid->fitNumbers();
        if (m_model.rowCount() == 0)
            showMessage(m_reader.question().filtered() ? tr("No row meets these conditions.")
                                                       : tr("This table has no rows."));
        else
            m_stack->setCurrentWidget(m_grid);
        readSeen();
        showStatus();
        if (awaited)
            announce(m_status, m_status->fullText());
    });
    connect(&m_reader, &TableReader::found, this, &TablesTab::goTo);
    connect(&m_reader, &TableReader::busy, this, [this](const Error &error) {
        m_status->setFullText(error.text);
        QTimer::singleShot(lockedAgain, this, &TablesTab::readSeen);
    });
    connect(&m_reader, &TableReader::failed, this, &TablesTab::showError);
}

void TablesTab::connectGrid()
{
    connect(m_grid, &TableGrid::seen, this, [this] {
        readSeen();
        showStatus();
    });
    connect(m_grid, &TableGrid::sortWanted, this, [this](int column, Qt::SortOrder order) {
        m_sortColumn = column;
        m_sortOrder = order;
        ask();
    });
    connect(m_grid, &TableGrid::filterWanted, m_filters, &TableFilterBar::add);
    connect(m_filters, &TableFilterBar::changed, this, [this] {
        if (m_filters->filters() != m_reader.question().filters)
            ask();
    });
    connect(m_filters, &TableFilterBar::emptied, m_grid, [this] { m_grid->setFocus(); });
    connect(m_grid, &TableGrid::copyWanted, this, &TablesTab::copyChosen);
    connect(m_grid, &TableGrid::rowWanted, this, &TablesTab::openRow);
    connect(m_grid, &TableGrid::beginningTyped, &m_reader, &TableReader::find);
}

} // namespace lockkeeper::ui
