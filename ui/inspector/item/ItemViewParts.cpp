// What ItemView is put together from.
#include "ui/common/ElidedLabel.h"
#include "ui/common/Icons.h"
#include "ui/common/Spoken.h"
#include "ui/history/HistoryTable.h"
#include "ui/inspector/item/ItemText.h"
#include "ui/inspector/item/ItemView.h"
#include "ui/inspector/item/LinkQuestion.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QStackedWidget>
#include <QTabWidget>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

ItemView::ItemView(QWidget *parent)
    : QWidget(parent)
    , m_stack(new QStackedWidget(this))
    , m_message(new QLabel(this))
    , m_open(makeAction(u"itemOpen"_s, tr("&Open in browser"), u"open"_s, Qt::CTRL | Qt::Key_Return,
                        tr("Show the item’s address and open it in the browser")))
    , m_copyLink(makeAction(u"itemCopyLink"_s, tr("Copy &link"), u"copy"_s, Qt::CTRL | Qt::SHIFT | Qt::Key_L,
                            tr("Copy the item’s name with its address, as Markdown writes a link")))
    , m_copyMarkdown(makeAction(u"itemCopyMarkdown"_s, tr("Copy &Markdown"), u"copy"_s,
                                Qt::CTRL | Qt::SHIFT | Qt::Key_M,
                                tr("Copy the whole item as Markdown: title, origin, address and text")))
    , m_raw(makeAction(u"itemRaw"_s, tr("&Raw"), {}, Qt::CTRL | Qt::SHIFT | Qt::Key_R,
                       tr("Show the text as it is stored, not rendered from Markdown")))
{
    setObjectName(u"itemView"_s);
    m_raw->setCheckable(true);
    connect(m_raw, &QAction::toggled, m_raw, // a pressed look alone is hard to tell
            [this](bool raw) { m_raw->setIcon(raw ? icon(u"state-done"_s) : QIcon()); });
    m_message->setObjectName(u"itemMessage"_s);
    m_message->setAlignment(Qt::AlignCenter);
    m_message->setWordWrap(true);
    m_message->setTextFormat(Qt::PlainText);
    m_message->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_message->setContentsMargins(24, 24, 24, 24);

    auto *shown = new QWidget(m_stack);
    auto *inside = new QVBoxLayout(shown);
    inside->setContentsMargins(0, 0, 0, 0);
    inside->setSpacing(4);
    inside->addWidget(makeHead());
    inside->addWidget(makeTabs(), 1);
    m_stack->addWidget(m_message);
    m_stack->addWidget(shown);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);

    connect(m_open, &QAction::triggered, this, [this] { askToOpen(window(), m_item->url, LinkFrom::Item); });
    connect(m_copyLink, &QAction::triggered, this, &ItemView::copyLink);
    connect(m_copyMarkdown, &QAction::triggered, this, [this] { copy(inspect::markdownForm(*m_item)); });
    connect(m_raw, &QAction::triggered, this, [this] {
        m_tabs->setCurrentWidget(m_text);
        renderAgain();
        announce(m_text,
                 m_raw->isChecked() ? tr("Shown as it is stored.") : tr("Shown rendered from Markdown."));
    });
    connect(m_text, &ItemText::linkWanted, this,
            [this](const QString &address) { askToOpen(window(), address, LinkFrom::Text); });
    connect(m_same, &QAbstractItemView::activated, this, [this] {
        const QList<qint64> chosen = m_same->chosenIds();
        if (m_item && !chosen.isEmpty())
            Q_EMIT itemWanted(m_item->same.at(chosen.constFirst()).ref);
    });
    showMessage(tr("Choose an item to read it here."));
}

QAction *ItemView::makeAction(const QString &name, const QString &text, const QString &iconName,
                              const QKeySequence &key, const QString &toolTip)
{
    auto *action = new QAction(text, this);
    action->setObjectName(name);
    if (!iconName.isEmpty())
        action->setIcon(icon(iconName));
    action->setShortcut(key);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    action->setToolTip(u"%1 (%2)"_s.arg(toolTip, key.toString(QKeySequence::NativeText)));
    return action;
}

QWidget *ItemView::makeHead()
{
    auto *head = new QWidget(this);
    m_title = new QLabel(head);
    m_title->setObjectName(u"itemTitle"_s);
    m_title->setTextFormat(Qt::PlainText);
    m_title->setWordWrap(true);
    m_title->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    QFont large = font();
    large.setBold(true);
    large.setPointSizeF(large.pointSizeF() * 1.15);
    m_title->setFont(large);
    const auto line = [head](const QString &name) {
        auto *label = new ElidedLabel(head);
        label->setObjectName(name);
        return label;
    };
    m_line = line(u"itemLine"_s);
    m_address = line(u"itemAddress"_s);
    m_written = line(u"itemWritten"_s);

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(4);
    for (QAction *action : {m_open, m_copyLink, m_copyMarkdown}) {
        auto *button = new QToolButton(head);
        button->setDefaultAction(action);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setFocusPolicy(Qt::StrongFocus);
        buttons->addWidget(button);
    }
    buttons->addStretch();

    auto *layout = new QVBoxLayout(head);
    layout->setContentsMargins(8, 6, 8, 0);
    layout->setSpacing(3);
    for (QWidget *part : QList<QWidget *>{m_title, m_line, m_address, m_written})
        layout->addWidget(part);
    layout->addLayout(buttons);
    return head;
}

QWidget *ItemView::makeTabs()
{
    const auto table = [this](const QString &name, const QString &accessibleName) {
        auto *made = new HistoryTable(accessibleName, this);
        made->setObjectName(name);
        return made;
    };
    m_text = new ItemText(this);
    m_fields = table(u"itemFields"_s, tr("The item’s columns"));
    m_terms = table(u"itemTerms"_s, tr("The item’s full-text terms"));
    m_same = table(u"itemSame"_s, tr("The same paper elsewhere: Enter goes there"));
    m_tabs = new QTabWidget(this);
    m_tabs->setObjectName(u"itemTabs"_s);
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_text, tr("Te&xt"));
    m_tabs->addTab(m_fields, tr("Fiel&ds"));
    m_tabs->addTab(m_terms, tr("Search &words"));
    m_tabs->addTab(m_same, {});
    auto *corner = new QWidget(this);
    auto *raw = new QToolButton(corner);
    raw->setDefaultAction(m_raw);
    raw->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    raw->setFocusPolicy(Qt::StrongFocus);
    auto *above = new QHBoxLayout(corner); // the pane's edge
    above->setContentsMargins(0, 0, 0, 3);
    above->addWidget(raw);
    m_tabs->setCornerWidget(corner);
    return m_tabs;
}

} // namespace lockkeeper::ui
