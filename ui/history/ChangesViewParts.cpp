// What ChangesView is put together from.
#include "ui/common/CopiedRows.h"
#include "ui/common/ElidedLabel.h"
#include "ui/history/ChangeModel.h"
#include "ui/history/ChangeWords.h"
#include "ui/history/ChangesView.h"
#include "ui/history/Sparkline.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>
#include <QTextBrowser>
#include <QTreeView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
QComboBox *choice(const QString &name, const QString &accessibleName, QWidget *parent)
{
    auto *made = new QComboBox(parent);
    made->setObjectName(name);
    made->setAccessibleName(accessibleName);
    made->setToolTip(accessibleName);
    made->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    return made;
}
} // namespace

void ChangesView::makeParts()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeBar());
    layout->addWidget(makeContent(), 1);
}

QWidget *ChangesView::makeBar()
{
    auto *bar = new QWidget(this);
    m_community = choice(u"changesCommunity"_s, tr("Changes in the database of"), bar);
    m_kind = choice(u"changesKind"_s, tr("Which changes"), bar);
    m_kind->addItem(tr("All changes"));
    for (const auto kind :
         {inspect::RowChange::Added, inspect::RowChange::Changed, inspect::RowChange::Deleted})
        m_kind->addItem(changeSign(kind) + u' ' + changeWord(kind), static_cast<int>(kind));
    m_source = choice(u"changesSource"_s, tr("Changes of which source"), bar);
    m_source->addItem(tr("All sources"));
    m_note = new ElidedLabel(bar);
    m_note->setObjectName(u"changesNote"_s);
    m_note->sayChanges();
    m_open = new QPushButton(tr("&Open item"), bar);
    m_open->setObjectName(u"changesOpen"_s);
    m_open->setToolTip(tr("Show the row as it is now, with all its fields (Enter)"));
    m_open->setEnabled(false);
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(8, 4, 8, 4);
    for (QComboBox *one : {m_community, m_kind, m_source})
        layout->addWidget(one);
    layout->addWidget(m_note, 1);
    layout->addWidget(m_open);
    return bar;
}

QSplitter *ChangesView::makeContent()
{
    auto *splitter = new QSplitter(this);
    splitter->setObjectName(u"changesSplitter"_s);
    splitter->setChildrenCollapsible(false);
    m_rows = new QStackedWidget(splitter);
    m_view = new QTreeView(m_rows);
    m_view->setObjectName(u"changesList"_s);
    m_view->setAccessibleName(tr("Rows that the run changed"));
    m_view->setModel(m_model);
    m_view->setItemDelegate(new SparklineDelegate(m_view)); // rows as high as those of the other lists
    m_view->setRootIsDecorated(false);
    m_view->setUniformRowHeights(true);
    m_view->setAlternatingRowColors(true);
    m_view->setAllColumnsShowFocus(true);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->setFrameShape(QFrame::NoFrame);
    auto *copy = new QShortcut(QKeySequence::Copy, m_view);
    copy->setContext(Qt::WidgetShortcut);
    connect(copy, &QShortcut::activated, m_view,
            [view = m_view] { QApplication::clipboard()->setText(copiedRows(*view)); });
    m_text = new QTextBrowser(splitter);
    m_text->setObjectName(u"changesText"_s);
    m_text->setAccessibleName(tr("The chosen row before and after"));
    m_text->setOpenLinks(false);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_rows->addWidget(m_view);
    m_rows->addWidget(makeNothing());
    splitter->addWidget(m_rows);
    splitter->addWidget(m_text);
    splitter->setStretchFactor(0, 2);
    splitter->setStretchFactor(1, 3);
    return splitter;
}

QWidget *ChangesView::makeNothing()
{
    auto *page = new QWidget(m_rows);
    m_nothing = new QLabel(page);
    m_nothing->setObjectName(u"changesNothing"_s);
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setWordWrap(true);
    m_nothing->setTextFormat(Qt::PlainText);
    m_all = new QPushButton(tr("Show &all changes"), page);
    m_all->setObjectName(u"changesAll"_s);
    m_all->setToolTip(tr("Show the changes of every kind and source again (Esc)"));
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->addStretch();
    layout->addWidget(m_nothing);
    layout->addWidget(m_all, 0, Qt::AlignHCenter);
    layout->addStretch();
    auto *back = new QShortcut(Qt::Key_Escape, this);
    back->setContext(Qt::WidgetWithChildrenShortcut);
    connect(back, &QShortcut::activated, this, [this] {
        if (m_rows->currentIndex() == 1)
            clearFilter();
    });
    return page;
}

} // namespace lockkeeper::ui
