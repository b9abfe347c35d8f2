#include "ui/contention/StatisticsPane.h"

#include "ui/common/ElidedLabel.h"
#include "ui/common/Icons.h"
#include "ui/common/Palettes.h"

#include <QApplication>
#include <QClipboard>
#include <QEvent>
#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollBar>
#include <QTextDocumentFragment>
#include <QTextEdit>
#include <QTimer>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
constexpr int twoColumnsFrom = 300;

QString tableOf(const QList<Fact> &facts, const QString &muted)
{
    QString html = u"<table cellspacing='0' cellpadding='1' width='100%'>"_s;
    for (const Fact &fact : facts) {
        if (fact.heading)
            html += u"<tr><td colspan='2' style='padding-top:5px'><b>%1</b></td></tr>"_s.arg(
                fact.what.toHtmlEscaped());
        else
            html +=
                u"<tr><td style='color:%1; padding-right:6px'>%2</td><td align='right'>%3</td></tr>"_s.arg(
                    muted, fact.what.toHtmlEscaped(),
                    fact.value.toHtmlEscaped().replace(' '_L1, "&nbsp;"_L1)); // the name makes room
    }
    return html + u"</table>"_s;
}

qsizetype headingFrom(const QList<Fact> &facts, qsizetype from)
{
    while (from < facts.size() && !facts.at(from).heading)
        ++from;
    return from;
}

// What stands before the first heading in a line or two, the rest side by side.
QString inTwoColumns(const QList<Fact> &facts, const QString &muted)
{
    const qsizetype first = headingFrom(facts, 0);
    QStringList leading;
    for (const Fact &fact : facts.first(first))
        leading += u"<span style='color:%1'>%2</span>&nbsp;%3"_s.arg(muted, fact.what.toHtmlEscaped(),
                                                                     fact.value.toHtmlEscaped());
    qsizetype half = headingFrom(facts, first + 1);
    if (half >= facts.size()) // one part only
        half = first;
    // The second part stands beside the first and those after it below that.
    const qsizetype after = headingFrom(facts, half + 1);
    const QList<Fact> left = facts.sliced(first, half - first) + facts.sliced(after);
    return u"<p style='margin:0'>%1</p><table cellspacing='0' cellpadding='0' width='100%'><tr><td "
           u"width='50%'>%2</td>"
           "<td width='50%' style='padding-left:10px'>%3</td></tr></table>"_s.arg(
               leading.join(u" "_s), tableOf(left, muted), tableOf(facts.sliced(half, after - half), muted));
}
} // namespace

StatisticsPane::StatisticsPane(QWidget *parent)
    : QWidget(parent)
    , m_title(new ElidedLabel(this))
    , m_text(new QTextEdit(this))
    , m_copy(new QPushButton(icon(u"copy"_s), tr("Cop&y"), this))
{
    setObjectName(u"lockStatistics"_s);
    m_title->setObjectName(u"lockStatisticsTitle"_s);

    m_text->setObjectName(u"lockStatisticsText"_s);
    m_text->setAccessibleName(tr("Numbers of the selected or visible time"));
    m_text->setReadOnly(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setTabChangesFocus(true);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->installEventFilter(this);
    m_copy->setObjectName(u"lockStatisticsCopy"_s);
    m_copy->setToolTip(tr("Copy these numbers"));
    m_copy->setEnabled(false);
    connect(m_copy, &QPushButton::clicked, this, &StatisticsPane::copy);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(8, 4, 8, 4);
    bar->setSpacing(6);
    bar->addWidget(m_title, 1);
    bar->addWidget(m_copy);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(m_text);
}

void StatisticsPane::setContent(const QString &about, const QString &span, const QList<Fact> &facts)
{
    if (about == m_about && span == m_span && facts == m_facts)
        return; // what somebody has just selected stays selected
    m_about = about;
    m_span = span;
    m_facts = facts;
    m_copy->setEnabled(!facts.isEmpty());
    showContent();
}

void StatisticsPane::showContent()
{
    m_title->setFullText(m_about);
    m_wide = wide();
    QString html;
    if (!m_span.isEmpty())
        html +=
            u"<p style='margin:0 0 6px 0'>%1</p>"_s.arg(m_span.toHtmlEscaped().replace('\n'_L1, u"<br>"_s));
    const QString muted = tones(palette()).muted.name();
    html += m_wide && !m_facts.isEmpty() ? inTwoColumns(m_facts, muted) : tableOf(m_facts, muted);
    const int scrolled = m_text->verticalScrollBar()->value();
    m_text->setHtml(html);
    m_text->verticalScrollBar()->setValue(scrolled);
}

void StatisticsPane::copy() const
{
    const QString chosen = m_text->textCursor().selection().toPlainText();
    QStringList parts{m_about};
    if (!m_span.isEmpty())
        parts += m_span;
    parts += plainText(m_facts);
    QApplication::clipboard()->setText(chosen.isEmpty() ? parts.join('\n'_L1) : chosen);
}

bool StatisticsPane::wide() const
{
    return m_text->viewport()->width() >= twoColumnsFrom;
}

bool StatisticsPane::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_text && event->type() == QEvent::Resize && wide() != m_wide)
        QTimer::singleShot(0, this, &StatisticsPane::show); // once its viewport has its size
    return QWidget::eventFilter(watched, event);
}

void StatisticsPane::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showContent();
}

} // namespace lockkeeper::ui
