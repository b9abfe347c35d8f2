// What ContentionPage is put together from.
#include "ui/common/Icons.h"
#include "ui/contention/ContentionPage.h"
#include "ui/contention/Legend.h"
#include "ui/contention/LockCanvas.h"
#include "ui/contention/NowStrip.h"
#include "ui/contention/OverTime.h"
#include "ui/contention/StatisticsPane.h"
#include "ui/contention/TablePanel.h"

#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QSettings>
#include <QShortcut>
#include <QSpinBox>
#include <QSplitter>
#include <QTabWidget>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace lockkeeper::ui {

namespace {
constexpr QLatin1StringView aboveKey = "locks/above"_L1;
constexpr QLatin1StringView belowKey = "locks/below"_L1;
constexpr QLatin1StringView exportKey = "locks/exportFolder"_L1; // where the last one went
constexpr QLatin1StringView thresholdKey = "locks/threshold"_L1;
constexpr int usualThreshold = 5; // milliseconds
constexpr double zoomStep = 1.5;
} // namespace

ContentionPage::ContentionPage(QSettings &settings, QWidget *parent)
    : QWidget(parent)
    , m_settings(settings)
    , m_community(new QComboBox(this))
    , m_length(new QLabel(this))
    , m_lost(new QLabel(this))
    , m_told(new QLabel(this))
    , m_now(new NowStrip(this))
    , m_canvas(new LockCanvas(this))
    , m_statistics(new StatisticsPane(this))
    , m_threshold(new QSpinBox(this))
    , m_tabs(new QTabWidget(this))
    , m_below(new QSplitter(Qt::Horizontal, this))
    , m_splitter(new QSplitter(Qt::Vertical, this))
{
    setObjectName(u"contentionPage"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    makeBar();
    layout->addWidget(m_now);
    m_now->hide(); // until there is a database
    makePanels();
    auto *over = new QWidget(m_splitter);
    auto *above = new QVBoxLayout(over);
    above->setContentsMargins(0, 0, 0, 0);
    above->setSpacing(0);
    above->addWidget(m_canvas, 1);
    above->addWidget(new Legend(over));
    m_splitter->addWidget(over);
    m_splitter->addWidget(m_below);
    m_splitter->setCollapsible(0, false);
    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(1, 1);
    layout->addWidget(m_splitter, 1);
    m_splitter->setSizes({380, 240}); // until somebody moves them
    m_splitter->restoreState(settings.value(aboveKey).toByteArray());
    m_below->restoreState(settings.value(belowKey).toByteArray());
    // As they are read; most of them were made in another order.
    QWidget *before = m_community;
    for (const QString &name :
         {u"lockFollow"_s, u"lockPause"_s, u"lockZoomOut"_s, u"lockZoomIn"_s, u"lockPrevious"_s,
          u"lockNext"_s, u"lockCanvas"_s, u"lockThreshold"_s, u"incidentViewCopy"_s, u"incidentViewExport"_s,
          u"incidentView"_s, u"lockSourceViewCopy"_s, u"lockSourceViewExport"_s, u"lockSourceView"_s,
          u"lockTimeViewCopy"_s, u"lockTimeViewExport"_s, u"lockTimeView"_s, u"lockStatisticsCopy"_s,
          u"lockStatisticsText"_s}) {
        auto *after = findChild<QWidget *>(name);
        setTabOrder(before, after);
        before = after;
    }
    connectCanvas();
    updateView();
}

QToolButton *ContentionPage::addButton(const QString &name, const QString &iconName, const QString &text,
                                       const QString &toolTip)
{
    auto *button = new QToolButton(this);
    button->setObjectName(name);
    button->setIcon(icon(iconName));
    button->setText(text);
    button->setAccessibleName(text);
    button->setToolTip(toolTip);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

void ContentionPage::makeBar()
{
    m_community->setObjectName(u"lockCommunity"_s);
    m_community->setAccessibleName(tr("Community"));
    m_community->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_community->setMinimumContentsLength(16);
    m_community->addItem(tr("All communities"), QString());
    connect(m_community, &QComboBox::currentIndexChanged, this, &ContentionPage::chooseCommunity);

    m_follow = addButton(u"lockFollow"_s, u"follow"_s, tr("Follow"), tr("Keep the newest in sight (End)"));
    m_follow->setCheckable(true);
    m_follow->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    connect(m_follow, &QToolButton::clicked, m_canvas, &LockCanvas::setFollowing);
    m_pause = addButton(u"lockPause"_s, u"pause"_s, tr("Pause"), tr("Let the picture stand still (Space)"));
    m_pause->setCheckable(true);
    m_pause->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    connect(m_pause, &QToolButton::clicked, m_canvas, &LockCanvas::setPaused);
    auto *in = addButton(u"lockZoomIn"_s, u"zoom-in"_s, tr("Zoom in"),
                         tr("Show less time (+, mouse wheel, or drag along the clock times)"));
    connect(in, &QToolButton::clicked, m_canvas, [this] { m_canvas->zoom(1 / zoomStep); });
    auto *out = addButton(u"lockZoomOut"_s, u"zoom-out"_s, tr("Zoom out"), tr("Show more time (-)"));
    connect(out, &QToolButton::clicked, m_canvas, [this] { m_canvas->zoom(zoomStep); });
    auto *previous =
        addButton(u"lockPrevious"_s, u"previous"_s, tr("Previous wait"), tr("The wait before ([)"));
    connect(previous, &QToolButton::clicked, m_canvas, [this] { m_canvas->goToWait(-1); });
    auto *next = addButton(u"lockNext"_s, u"next"_s, tr("Next wait"), tr("The next wait (])"));
    connect(next, &QToolButton::clicked, m_canvas, [this] { m_canvas->goToWait(1); });
    // Also from the tables; the canvas' other keys mean something there.
    for (const auto &[key, step] : {std::pair{Qt::Key_BracketLeft, -1}, std::pair{Qt::Key_BracketRight, 1}}) {
        auto *shortcut = new QShortcut(QKeySequence(key), this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, m_canvas, [this, wait = step] { m_canvas->goToWait(wait); });
    }

    m_length->setObjectName(u"lockLength"_s);
    m_length->setToolTip(tr("How much time is seen"));
    m_length->setMinimumWidth(fontMetrics().horizontalAdvance(u"00 min 00 s"_s));
    m_length->setAlignment(Qt::AlignCenter);
    m_lost->setObjectName(u"lockLost"_s);
    m_lost->setToolTip(tr("More happened at once than could be written down: the numbers here are too low."));
    m_lost->hide();
    m_told->setObjectName(u"lockTold"_s);
    m_told->setTextFormat(Qt::PlainText);
    m_told->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_told->setAlignment(Qt::AlignRight | Qt::AlignVCenter);

    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(8, 4, 8, 4);
    bar->setSpacing(4);
    bar->addWidget(m_community);
    bar->addSpacing(8);
    bar->addWidget(m_follow);
    bar->addWidget(m_pause);
    bar->addSpacing(8);
    bar->addWidget(out);
    bar->addWidget(m_length);
    bar->addWidget(in);
    bar->addSpacing(8);
    bar->addWidget(previous);
    bar->addWidget(next);
    bar->addWidget(m_told, 1);
    bar->addWidget(m_lost);
    static_cast<QVBoxLayout *>(layout())->addLayout(bar);
}

void ContentionPage::makePanels()
{
    m_incidents = new TablePanel(m_incidentModel, IncidentModel::SortRole, u"incidentView"_s,
                                 tr("Holds that made others wait"), this);
    m_incidents->setEmptyText(tr("Nobody waited that long."));
    m_incidents->fitColumns(IncidentModel::Holder, u"MNE › GitHub › mne"_s);
    m_incidents->view().header()->resizeSection(IncidentModel::When,
                                                fontMetrics().horizontalAdvance(u"00:00:00.000"_s) + 20);
    m_incidents->sortBy(IncidentModel::Caused, Qt::DescendingOrder);
    m_threshold->setObjectName(u"lockThreshold"_s);
    m_threshold->setRange(0, 60'000);
    m_threshold->setSuffix(tr(" ms"));
    m_threshold->setAccessibleName(tr("Shortest wait that counts, milliseconds"));
    m_threshold->setValue(m_settings.value(thresholdKey, usualThreshold).toInt());
    auto *label = new QLabel(tr("&Waits from"), m_incidents);
    label->setBuddy(m_threshold);
    m_incidents->bar().insertWidget(0, label);
    m_incidents->bar().insertWidget(1, m_threshold);
    connect(m_threshold, &QSpinBox::valueChanged, this, &ContentionPage::updateIncidents);
    connect(m_incidents, &TablePanel::rowChosen, this, &ContentionPage::showIncident);
    connect(m_incidents, &TablePanel::exportWanted, this, [this] {
        exportRows(u"incidents"_s, [this](ExportFormat format) {
            return exported(m_incidentModel.ranked(), m_incidentModel.names(), m_incidentModel.clock(),
                            format);
        });
    });

    m_sources = new TablePanel(m_sourceModel, SourceModel::SortRole, u"lockSourceView"_s,
                               tr("Sources: their waits and holds"), this);
    m_sources->setEmptyText(tr("No source has done anything yet."));
    m_sources->fitColumns(SourceModel::Source, tr("Other processes"));
    m_sources->sortBy(SourceModel::Community, Qt::AscendingOrder);
    connect(m_sources, &TablePanel::rowChosen, this, [this](int row) {
        m_canvas->chooseLane(m_sourceModel.figures()[static_cast<std::size_t>(row)].lane);
    });
    connect(m_sources, &TablePanel::exportWanted, this, [this] {
        exportRows(u"sources"_s, [this](ExportFormat format) {
            return exported(m_sourceModel.figures(), m_canvas->names(), m_figureRange, m_canvas->clock(),
                            format);
        });
    });

    m_overTime = new OverTime(this);
    connect(&m_overTime->panel(), &TablePanel::exportWanted, this, [this] {
        exportRows(u"over-time"_s, [this](ExportFormat format) {
            const OverTimeModel &model = m_overTime->model();
            return exported(model.steps(), model.names(), model.clock(), format);
        });
    });

    m_tabs->setObjectName(u"lockTabs"_s);
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_incidents, tr("&Incidents"));
    m_tabs->addTab(m_sources, tr("S&ources"));
    m_tabs->addTab(&m_overTime->panel(), tr("O&ver time"));
    connect(m_tabs, &QTabWidget::currentChanged, this, [this] { m_stale = true; });
    m_below->addWidget(m_tabs);
    m_below->addWidget(m_statistics);
    m_below->setStretchFactor(0, 3);
    m_below->setStretchFactor(1, 1);
    m_below->setChildrenCollapsible(false);
    m_statistics->setMinimumWidth(330); // two columns: the lower half is low
}

void ContentionPage::connectCanvas()
{
    connect(m_canvas, &LockCanvas::changed, this, [this] {
        updateCommunities();
        m_stale = true;
    });
    connect(m_canvas, &LockCanvas::moved, this, &ContentionPage::updateView);
    connect(m_canvas, &LockCanvas::selectionMoved, this, [this] {
        if (isVisible())
            updateStatistics();
        m_stale = true;
    });
    connect(&m_nowTimer, &QTimer::timeout, this, &ContentionPage::updateNow);
    connect(&m_panelTimer, &QTimer::timeout, this, [this] {
        if (!std::exchange(m_stale, false))
            return;
        updateStatistics();
        if (m_tabs->currentWidget() == m_incidents)
            updateIncidents();
        else if (m_tabs->currentWidget() == m_sources)
            beginFigures();
        else
            updateOverTime();
    });
    connect(&m_figureTimer, &QTimer::timeout, this, &ContentionPage::goOnWithFigures);
    connect(&m_saver, &FileSaver::saved, this, [this](const QString &path, const QString &error) {
        const QString name = QDir::toNativeSeparators(path);
        const QString text = error.isEmpty() ? tr("Saved %1").arg(QFileInfo(path).fileName())
                                             : tr("%1 cannot be written: %2").arg(name, error);
        m_told->setText(text);
        m_told->setToolTip(text);
        m_told->setAccessibleName(text);
        if (!error.isEmpty())
            Q_EMIT failed(text);
    });
}

void ContentionPage::exportRows(const QString &what, const std::function<QByteArray(ExportFormat)> &content)
{
    auto *dialog =
        new QFileDialog(this, tr("Export"), m_settings.value(exportKey, QDir::homePath()).toString());
    dialog->setObjectName(u"exportDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    const QString csv = tr("Table (*.csv)");
    dialog->setNameFilters({csv, tr("JSON (*.json)")});
    dialog->setDefaultSuffix(u"csv"_s);
    dialog->selectFile(what + u".csv"_s);
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog, csv](const QString &filter) {
        dialog->setDefaultSuffix(filter == csv ? u"csv"_s : u"json"_s);
    });
    connect(dialog, &QFileDialog::fileSelected, this, [this, content](const QString &path) {
        m_settings.setValue(exportKey, QFileInfo(path).path());
        const bool json = path.endsWith(".json"_L1, Qt::CaseInsensitive);
        m_saver.save(path, content(json ? ExportFormat::Json : ExportFormat::Csv));
    });
    dialog->open();
}

void ContentionPage::saveState()
{
    m_settings.setValue(aboveKey, m_splitter->saveState());
    m_settings.setValue(belowKey, m_below->saveState());
    m_settings.setValue(thresholdKey, m_threshold->value());
}

} // namespace lockkeeper::ui
