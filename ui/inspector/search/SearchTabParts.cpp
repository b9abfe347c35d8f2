// What SearchTab is put together from.
#include "ui/common/ElidedLabel.h"
#include "ui/common/Icons.h"
#include "ui/inspector/item/ItemView.h"
#include "ui/inspector/search/HitList.h"
#include "ui/inspector/search/SearchField.h"
#include "ui/inspector/search/SearchFilterBar.h"
#include "ui/inspector/search/SearchTab.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QStyle>
#include <QVBoxLayout>

#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace lockkeeper::ui {

namespace {
constexpr auto typingPause = 160ms;
constexpr auto holdBack = 120ms; // most searches have ended by then, and the list is filled once
constexpr QLatin1StringView splitterKey = "inspector/search/splitter"_L1;
constexpr QLatin1StringView filtersShownKey = "inspector/search/filtersShown"_L1;
} // namespace

SearchTab::SearchTab(QSettings &state, QWidget *parent)
    : QWidget(parent)
    , m_state(state)
    , m_limit(50)
{
    setObjectName(u"searchTab"_s);
    m_typing.setSingleShot(true);
    m_typing.setInterval(typingPause);
    m_hold.setSingleShot(true);
    m_hold.setInterval(holdBack);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 0);
    layout->setSpacing(6);
    layout->addWidget(makeBar());
    m_bar = new SearchFilterBar(this);
    layout->addWidget(m_bar);
    layout->addWidget(makeWarning());
    m_splitter = new QSplitter(Qt::Horizontal, this);
    m_splitter->setObjectName(u"searchSplitter"_s);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(makeHits());
    m_item = new ItemView(m_splitter);
    m_splitter->addWidget(m_item);
    m_splitter->setStretchFactor(0, 4);
    m_splitter->setStretchFactor(1, 5);
    layout->addWidget(m_splitter, 1);
    for (QAction *action : m_item->keys())
        addAction(action); // so that its keys work in the list and the field, too

    m_bar->restore(m_state);
    m_bar->setVisible(m_state.value(filtersShownKey, true).toBool());
    m_toggle->setChecked(!m_bar->isHidden());
    if (m_state.contains(splitterKey))
        m_splitter->restoreState(m_state.value(splitterKey).toByteArray());
    else
        m_splitter->setSizes({400, 500});
    connectParts();
    ask();
}

QWidget *SearchTab::makeBar()
{
    auto *bar = new QWidget(this);
    m_field = new SearchField(bar);
    m_toggle = new QPushButton(bar);
    m_toggle->setObjectName(u"searchFiltersShown"_s);
    m_toggle->setCheckable(true);
    m_toggle->setToolTip(tr("Show or hide what the search is narrowed to"));
    m_clear = new QPushButton(tr("&Clear filters"), bar);
    m_clear->setObjectName(u"searchClearFilters"_s);
    m_clear->setToolTip(tr("Search everything again"));
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_field, 1);
    layout->addWidget(m_toggle);
    layout->addWidget(m_clear);
    return bar;
}

QWidget *SearchTab::makeHits()
{
    auto *side = new QWidget(this);
    m_line = new ElidedLabel(side);
    m_line->setObjectName(u"searchLine"_s);
    m_line->sayChanges();
    m_more = new QPushButton(tr("&More hits"), side);
    m_more->setObjectName(u"searchMore"_s);
    m_line->setMinimumHeight(m_more->sizeHint().height()); // the list stays where it is
    m_more->hide();
    m_list = new HitList(side);

    auto *message = new QWidget(side);
    m_message = new QLabel(message);
    m_message->setObjectName(u"searchMessage"_s);
    m_message->setTextFormat(Qt::PlainText);
    m_message->setWordWrap(true);
    m_message->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_without = new QPushButton(tr("Search without filters"), message);
    m_without->setObjectName(u"searchWithoutFilters"_s);
    auto *inMessage = new QVBoxLayout(message);
    inMessage->setContentsMargins(16, 16, 16, 16);
    inMessage->addWidget(m_message);
    inMessage->addWidget(m_without, 0, Qt::AlignLeft);
    inMessage->addStretch();
    m_hits = new QStackedWidget(side);
    m_hits->addWidget(m_list);
    m_hits->addWidget(message);

    auto *line = new QHBoxLayout;
    line->addWidget(m_line, 1);
    line->addWidget(m_more);
    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(line);
    layout->addWidget(m_hits, 1);
    side->setMinimumWidth(220);
    return side;
}

QWidget *SearchTab::makeWarning()
{
    m_warning = new QWidget(this);
    auto *sign = new QLabel(m_warning);
    const int size = style()->pixelMetric(QStyle::PM_SmallIconSize);
    sign->setPixmap(icon(u"state-failed"_s, IconTone::Failed).pixmap(QSize(size, size), devicePixelRatioF()));
    m_problem = new ElidedLabel(m_warning);
    m_problem->setObjectName(u"searchProblem"_s);
    m_problem->sayChanges();
    auto *layout = new QHBoxLayout(m_warning);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(sign);
    layout->addWidget(m_problem, 1);
    m_warning->hide();
    return m_warning;
}

void SearchTab::connectParts()
{
    const auto tellFilters = [this] {
        const int active = m_bar->active();
        m_toggle->setText(active > 0 ? tr("F&ilters (%1)").arg(active) : tr("F&ilters"));
        m_clear->setVisible(active > 0);
    };
    tellFilters();
    connect(&m_typing, &QTimer::timeout, this, &SearchTab::ask);
    connect(&m_hold, &QTimer::timeout, this, &SearchTab::flush);
    connect(m_field, &QLineEdit::textChanged, this, [this](const QString &text) {
        if (text.isEmpty())
            ask(); // there is nothing to wait for
        else
            m_typing.start();
    });
    connect(m_field, &SearchField::entered, this, [this] {
        if (m_field->text() != m_asked)
            ask();
        else
            goToHits();
    });
    connect(m_field, &SearchField::left, this, &SearchTab::goToHits);
    connect(m_toggle, &QPushButton::toggled, m_bar, &QWidget::setVisible);
    connect(m_bar, &SearchFilterBar::changed, this, [this, tellFilters] {
        tellFilters();
        ask();
    });
    for (const QPushButton *button : {m_clear, m_without})
        connect(button, &QPushButton::clicked, this, [this] {
            m_field->setFocus(Qt::OtherFocusReason); // the button goes
            m_bar->clear();
        });
    connect(m_more, &QPushButton::clicked, this, &SearchTab::widen);
    connect(m_list, &HitList::choiceMoved, this, [this] { openChosen(false); });
    connect(m_list, &HitList::opened, this, [this] { openChosen(true); });
    connect(m_list, &HitList::left, m_field, [this] { m_field->setFocus(Qt::OtherFocusReason); });
    connect(m_list, &HitList::copyWanted, m_item, &ItemView::copyLink);
    connect(m_item, &ItemView::left, this, &SearchTab::goBack);
    connect(m_item, &ItemView::itemWanted, this, &SearchTab::readItem);
}

void SearchTab::saveState()
{
    m_bar->save(m_state);
    m_state.setValue(filtersShownKey, !m_bar->isHidden());
    m_state.setValue(splitterKey, m_splitter->saveState());
}

} // namespace lockkeeper::ui
