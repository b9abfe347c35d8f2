#include "ui/dashboard/GreetingPage.h"

#include "ui/common/Icons.h"
#include "ui/dashboard/ChoiceButton.h"
#include "ui/dashboard/ExampleConfig.h"

#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QFontDatabase>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
constexpr int textWidth = 640;

QLabel *makeText(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    return label;
}

ChoiceButton *makeChoice(const QString &name, const QString &iconName, const QString &title,
                         const QString &text, QWidget *parent)
{
    auto *button = new ChoiceButton(title, text, parent);
    button->setObjectName(name);
    button->setAccessibleDescription(text);
    button->setIcon(icon(iconName, IconTone::Running));
    button->setIconSize({28, 28});
    return button;
}
} // namespace

GreetingPage::GreetingPage(const QString &defaultFolder, QWidget *parent)
    : QWidget(parent)
    , m_notice(makeText({}, this))
{
    setObjectName(u"greetingPage"_s);
    auto *page = new QWidget(this);
    auto *title = new QLabel(tr("Lockkeeper"), page);
    QFont big = title->font();
    big.setPointSizeF(big.pointSizeF() * 2);
    big.setWeight(QFont::DemiBold);
    title->setFont(big);
    auto *badge = new QLabel(page);
    badge->setPixmap(programIcon().pixmap(QSize(48, 48), devicePixelRatioF()));
    auto *head = new QHBoxLayout;
    head->setSpacing(14);
    head->addWidget(badge);
    head->addWidget(title, 1);

    m_notice->setObjectName(u"greetingNotice"_s);
    m_notice->hide();
    QFont strong = m_notice->font();
    strong.setWeight(QFont::DemiBold);
    m_notice->setFont(strong);

    auto *demo =
        makeChoice(u"greetingDemo"_s, u"demo"_s, tr("Try the &demo"),
                   tr("Four made-up communities, served from within the program: nothing leaves this "
                      "computer, and nothing stays on it."),
                   page);
    auto *fresh = makeChoice(u"greetingNew"_s, u"new"_s, tr("Make a &new community"),
                             tr("Name its repositories, forum, papers and lists: each is checked while you "
                                "go on, and nothing is written before you save."),
                             page);
    connect(fresh, &QAbstractButton::clicked, this, &GreetingPage::newCommunityWanted);
    auto *open = makeChoice(u"greetingOpen"_s, u"folder"_s, tr("&Open a data folder"),
                            tr("One in which there are configurations or databases, such as OSA’s checkout: "
                               "they are found, and the choice is remembered. Or drop it on this window."),
                            page);
    connect(demo, &QAbstractButton::clicked, this, &GreetingPage::demoChosen);
    connect(open, &QAbstractButton::clicked, this, &GreetingPage::folderWanted);

    auto *column = new QVBoxLayout;
    column->setSpacing(10);
    column->addLayout(head);
    column->addWidget(
        makeText(tr("Keeps community knowledge bases in sync: every source of every community at once, "
                    "into one SQLite database each, and shows who waits for whose lock."),
                 page));
    column->addWidget(m_notice);
    column->addSpacing(6);
    column->addWidget(demo);
    column->addWidget(fresh);
    column->addWidget(open);
    column->addWidget(makeConfigPart(defaultFolder));
    column->addStretch();
    auto *box = new QWidget(page);
    box->setMaximumWidth(textWidth);
    box->setLayout(column);
    auto *layout = new QHBoxLayout(page);
    layout->addStretch(1);
    layout->addWidget(box, 100);
    layout->addStretch(1);
    layout->setContentsMargins(24, 20, 24, 12);

    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setWidget(page);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(scroll);
    setFocusProxy(demo);
}

QWidget *GreetingPage::makeConfigPart(const QString &defaultFolder)
{
    auto *part = new QWidget(this);
    auto *make = makeChoice(u"greetingDefaultFolder"_s, u"config"_s, tr("&Write a configuration yourself"),
                            tr("Creates this folder if need be and opens it:"), part);
    connect(make, &QAbstractButton::clicked, this, &GreetingPage::defaultFolderWanted);
    auto *path = makeText(QDir::toNativeSeparators(defaultFolder), part);
    path->setObjectName(u"greetingDefaultPath"_s);
    path->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    path->setAccessibleName(tr("Folder for configurations"));

    auto *example = new QPlainTextEdit(exampleConfig().trimmed(), part);
    example->setObjectName(u"greetingExample"_s);
    example->setAccessibleName(tr("Example of a configuration"));
    example->setReadOnly(true);
    example->setTabChangesFocus(true);
    example->setLineWrapMode(QPlainTextEdit::NoWrap);
    example->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    const int lines = example->document()->blockCount();
    example->setFixedHeight(example->fontMetrics().lineSpacing() * lines + 14);
    auto *copy = new QPushButton(icon(u"copy"_s), tr("&Copy the example"), part);
    copy->setObjectName(u"greetingCopy"_s);
    connect(copy, &QAbstractButton::clicked, this,
            [] { QApplication::clipboard()->setText(exampleConfig()); });

    // Under the choice's own text: past its icon.
    auto *below = new QVBoxLayout;
    below->setContentsMargins(46, 0, 8, 0);
    below->addWidget(path);
    below->addWidget(example);
    below->addWidget(copy, 0, Qt::AlignLeft);
    auto *layout = new QVBoxLayout(part);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(make);
    layout->addLayout(below);
    return part;
}

void GreetingPage::setNotice(const QString &text)
{
    m_notice->setText(text);
    m_notice->setVisible(!text.isEmpty());
}

} // namespace lockkeeper::ui
