// What ConsoleTab is put together from.
#include "ui/common/ElidedLabel.h"
#include "ui/common/FlowLayout.h"
#include "ui/common/Icons.h"
#include "ui/common/QuietTableView.h"
#include "ui/common/SortMenu.h"
#include "ui/common/Spoken.h"
#include "ui/inspector/console/ConsoleTab.h"
#include "ui/inspector/console/SchemaView.h"
#include "ui/inspector/console/SqlEditor.h"
#include "ui/inspector/console/SqlWords.h"

#include "base/Format.h"

#include <QComboBox>
#include <QDir>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QShortcut>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
constexpr QLatin1StringView textKey = "inspector/consoleText"_L1;
constexpr QLatin1StringView communityKey = "inspector/consoleCommunity"_L1;
constexpr QLatin1StringView rowsKey = "inspector/consoleRows"_L1;
constexpr QLatin1StringView timeKey = "inspector/consoleSeconds"_L1;
constexpr QLatin1StringView besideKey = "inspector/consoleBeside"_L1;
constexpr QLatin1StringView aboveKey = "inspector/consoleAbove"_L1;
constexpr qsizetype longestEntry = 70; // letters of a menu's line

void choose(QComboBox &box, const QVariant &value)
{
    if (const int index = box.findData(value); index >= 0)
        box.setCurrentIndex(index);
}

QLabel *labelFor(QWidget *field, const QString &text)
{
    auto *label = new QLabel(text, field->parentWidget());
    label->setBuddy(field);
    return label;
}
} // namespace

ConsoleTab::ConsoleTab(QSettings &state, QWidget *parent)
    : QWidget(parent)
    , m_state(state)
    , m_history(state)
    , m_community(new QComboBox(this))
    , m_run(new QPushButton(tr("&Run"), this))
    , m_stop(new QPushButton(icon(u"stop"_s), tr("&Interrupt"), this))
    , m_historyButton(new QPushButton(tr("Ear&lier"), this))
    , m_examples(new QPushButton(tr("Exa&mples"), this))
    , m_rows(new QComboBox(this))
    , m_time(new QComboBox(this))
    , m_beside(new QSplitter(Qt::Horizontal, this))
    , m_above(new QSplitter(Qt::Vertical, this))
    , m_schema(new SchemaView(this))
    , m_editor(new SqlEditor(this))
    , m_statement(new QComboBox(this))
    , m_icon(new QLabel(this))
    , m_told(new ElidedLabel(this))
    , m_open(new QPushButton(icon(u"details"_s), tr("&Open row"), this))
    , m_copy(new QPushButton(icon(u"copy"_s), tr("&Copy"), this))
    , m_export(new QPushButton(icon(u"export"_s), tr("E&xport…"), this))
    , m_table(new QuietTableView(this))
{
    setObjectName(u"consoleTab"_s);
    setAccessibleName(tr("SQL"));
    m_schema->setObjectName(u"consoleSchema"_s);
    m_editor->setObjectName(u"consoleEditor"_s);
    m_editor->setAccessibleName(tr("SQL statements"));
    m_editor->setPlaceholderText(tr("SELECT …   Ctrl+Enter runs it; the database can only be read."));
    m_editor->setPlainText(state.value(textKey).toString());

    m_above->setObjectName(u"consoleAbove"_s);
    m_above->setChildrenCollapsible(false);
    m_above->addWidget(m_editor);
    m_above->addWidget(makeResults());
    m_above->setSizes({160, 300});
    m_above->setStretchFactor(1, 1);
    m_beside->setObjectName(u"consoleBeside"_s);
    m_beside->setChildrenCollapsible(false);
    m_beside->addWidget(m_above);
    m_beside->addWidget(m_schema);
    m_beside->setSizes({640, 220});
    m_beside->setStretchFactor(0, 1);
    m_beside->restoreState(state.value(besideKey).toByteArray());
    m_above->restoreState(state.value(aboveKey).toByteArray());

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeBar());
    layout->addWidget(m_beside, 1);

    m_clock.setInterval(1000);
    connect(&m_clock, &QTimer::timeout, this, [this] {
        m_told->setPassingText(tr("Running for %1…").arg(formatDuration(double(m_since.elapsed()) / 1000)));
    });
    connect(&m_saver, &FileSaver::saved, this, [this](const QString &path, const QString &error) {
        tell(error.isEmpty() ? tr("Saved %1").arg(QFileInfo(path).fileName())
                             : tr("%1 cannot be written: %2").arg(QDir::toNativeSeparators(path), error),
             !error.isEmpty());
    });
    connectEditor();
    for (QWidget *before = m_community;
         QWidget * next : std::initializer_list<QWidget *>{m_run, m_stop, m_historyButton, m_examples, m_rows,
                                                           m_time, m_editor, m_statement, m_open, m_copy,
                                                           m_export, m_table, m_schema}) {
        setTabOrder(before, next);
        before = next;
    }
    tell(tr("Nothing has been run yet."));
    updateButtons();
}

QWidget *ConsoleTab::makeBar()
{
    auto *bar = new QWidget(this);
    auto *layout = new FlowLayout(bar);
    layout->setContentsMargins(8, 6, 8, 6);
    layout->setSpacing(6);

    m_community->setObjectName(u"consoleCommunity"_s);
    m_community->setAccessibleName(tr("Community"));
    m_community->setToolTip(tr("Whose database the statements are about"));
    m_community->setProperty("wanted", m_state.value(communityKey));
    m_community->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    connect(m_community, &QComboBox::currentIndexChanged, this, [this] {
        m_schemaStale = true;
        readSchema();
    });
    m_run->setObjectName(u"consoleRun"_s);
    m_run->setToolTip(tr("Run what is selected, or all of it (Ctrl+Enter)"));
    m_stop->setObjectName(u"consoleStop"_s);
    m_stop->setToolTip(tr("Stop the statement that runs, and keep the rows it has (Esc)"));

    m_historyButton->setObjectName(u"consoleHistory"_s);
    m_historyButton->setAccessibleName(tr("Earlier statements"));
    m_historyButton->setToolTip(tr("What was run before (Alt+Up and Alt+Down leaf through it)"));
    auto *history = new QMenu(m_historyButton);
    connect(history, &QMenu::aboutToShow, this, &ConsoleTab::fillHistory);
    m_examples->setObjectName(u"consoleExamples"_s);
    m_examples->setAccessibleName(tr("Examples"));
    m_examples->setToolTip(tr("Statements to begin with"));
    auto *exampleMenu = new QMenu(m_examples);
    fillExamples(*exampleMenu);
    m_historyButton->setMenu(history);
    m_examples->setMenu(exampleMenu);
    for (QPushButton *button : {m_historyButton, m_examples})
        button->setMinimumWidth(button->sizeHint().width() +
                                8); // some styles draw the arrow at the end of the text

    m_rows->setObjectName(u"consoleRows"_s);
    m_rows->setToolTip(tr("More rows than these are not read"));
    for (const int rows : inspect::consoleRowChoices)
        m_rows->addItem(tr("%Ln row(s)", nullptr, rows), rows);
    choose(*m_rows, m_state.value(rowsKey, inspect::ConsoleLimits().rows));
    m_time->setObjectName(u"consoleTime"_s);
    m_time->setAccessibleName(tr("Time at most"));
    m_time->setToolTip(
        tr("A statement that runs longer is stopped: for as long as it runs, the file’s WAL cannot be "
           "emptied, and without WAL nobody can write"));
    for (const std::chrono::seconds time : inspect::consoleTimeChoices)
        m_time->addItem(formatDuration(double(time.count())), int(time.count()));
    choose(*m_time, m_state.value(timeKey, 10).toInt());

    QLabel *atMost = labelFor(m_rows, tr("at most"));
    nameBox(m_rows, tr("Rows at most"));
    for (QWidget *widget : std::initializer_list<QWidget *>{m_community, m_run, m_stop, m_historyButton,
                                                            m_examples, atMost, m_rows, m_time})
        layout->addWidget(widget);
    return bar;
}

QWidget *ConsoleTab::makeResults()
{
    auto *panel = new QWidget(this);
    m_statement->setObjectName(u"consoleStatement"_s);
    nameBox(m_statement, tr("Which statement’s rows are shown"));
    m_statement->hide();
    connect(m_statement, &QComboBox::currentIndexChanged, this, &ConsoleTab::showResult);
    m_icon->setPixmap(icon(u"state-failed"_s, IconTone::Failed).pixmap(16, 16));
    m_icon->setAccessibleName(tr("Error"));
    m_icon->hide();
    m_told->setObjectName(u"consoleTold"_s);
    m_told->sayChanges();
    m_told->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_open->setObjectName(u"consoleOpen"_s);
    connect(m_open, &QPushButton::clicked, this, &ConsoleTab::openRow);
    m_copy->setObjectName(u"consoleCopy"_s);
    m_told->setMinimumHeight(m_copy->sizeHint().height()); // the rows stay where they are without buttons
    m_copy->setToolTip(tr("Copy the selected cells, or all"));
    connect(m_copy, &QPushButton::clicked, this, &ConsoleTab::copy);
    m_export->setObjectName(u"consoleExport"_s);
    m_export->setToolTip(tr("Save these rows as CSV or JSON Lines"));
    connect(m_export, &QPushButton::clicked, this, &ConsoleTab::exportResult);

    m_table->setObjectName(u"consoleTable"_s);
    m_table->setAccessibleName(tr("Rows"));
    m_table->setModel(&m_model);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setAlternatingRowColors(true);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setCornerButtonEnabled(false);
    m_table->setSortingEnabled(true);
    m_table->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder); // as they come
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->horizontalHeader()->setSortIndicatorClearable(true);
    addSortMenu(m_table, m_table->horizontalHeader());
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->verticalHeader()->setDefaultSectionSize(m_table->fontMetrics().height() + 8);
    m_table->verticalHeader()->setHighlightSections(false);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_table, &QWidget::customContextMenuRequested, this, &ConsoleTab::showMenu);
    connect(m_table, &QAbstractItemView::activated, this, &ConsoleTab::openRow);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &ConsoleTab::updateButtons);
    auto *copy = new QShortcut(QKeySequence::Copy, m_table);
    copy->setContext(Qt::WidgetShortcut);
    connect(copy, &QShortcut::activated, this, &ConsoleTab::copy);
    auto *stop = new QShortcut(Qt::Key_Escape, m_table);
    stop->setContext(Qt::WidgetShortcut);
    connect(stop, &QShortcut::activated, this, &ConsoleTab::stop);

    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(8, 4, 8, 4);
    bar->setSpacing(6);
    bar->addWidget(m_statement);
    bar->addWidget(m_icon);
    bar->addWidget(m_told, 1);
    bar->addWidget(m_open);
    bar->addWidget(m_copy);
    bar->addWidget(m_export);
    auto *layout = new QVBoxLayout(panel);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(m_table, 1);
    return panel;
}

void ConsoleTab::connectEditor()
{
    connect(m_run, &QPushButton::clicked, this, &ConsoleTab::run);
    connect(m_stop, &QPushButton::clicked, this, &ConsoleTab::stop);
    connect(m_editor, &SqlEditor::runWanted, this, &ConsoleTab::run);
    connect(m_editor, &SqlEditor::stopWanted, this, &ConsoleTab::stop);
    connect(m_editor, &SqlEditor::olderWanted, this, [this] {
        if (const QString text = m_history.older(m_editor->toPlainText()); !text.isNull())
            m_editor->replaceAll(text);
    });
    connect(m_editor, &SqlEditor::newerWanted, this, [this] {
        if (const QString text = m_history.newer(); !text.isNull())
            m_editor->replaceAll(text);
    });
    connect(m_schema, &SchemaView::nameChosen, m_editor, &SqlEditor::insertName);
}

void ConsoleTab::fillExamples(QMenu &menu)
{
    for (const ExampleQuery &example : exampleQueries()) {
        connect(menu.addAction(example.title), &QAction::triggered, this, [this, sql = example.sql] {
            m_editor->replaceAll(sql);
            m_editor->setFocus(Qt::OtherFocusReason);
        });
    }
}

void ConsoleTab::fillHistory()
{
    QMenu &menu = *m_historyButton->menu();
    menu.clear();
    for (const QString &entry :
         m_history.entries().first(std::min<qsizetype>(25, m_history.entries().size()))) {
        QString line = entry.simplified();
        if (line.size() > longestEntry)
            line = line.left(longestEntry) + u'…';
        QAction *action = menu.addAction(line.replace(u'&', u"&&"_s));
        connect(action, &QAction::triggered, this, [this, entry] {
            m_editor->replaceAll(entry);
            m_editor->setFocus(Qt::OtherFocusReason);
        });
    }
    menu.addSeparator();
    connect(menu.addAction(tr("Forget all of them")), &QAction::triggered, this, [this] {
        m_history.clear();
        updateButtons();
    });
}

void ConsoleTab::saveState()
{
    const QString text = m_editor->toPlainText();
    m_state.setValue(textKey, text.size() > ConsoleHistory::longest ? QString() : text);
    if (m_community->currentIndex() >= 0)
        m_state.setValue(communityKey, m_community->currentData());
    m_state.setValue(rowsKey, m_rows->currentData());
    m_state.setValue(timeKey, m_time->currentData());
    m_state.setValue(besideKey, m_beside->saveState());
    m_state.setValue(aboveKey, m_above->saveState());
}

} // namespace lockkeeper::ui
