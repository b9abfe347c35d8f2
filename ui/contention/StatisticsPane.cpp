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

#include <cstdlib>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
constexpr int twoColumnsFrom = 290;

QString tableOf(const QList<Fact> &facts, const QString &muted)
{
    QString html = u"<table cellspacing='0' cellpadding='1' width='100%'>"_s;
    for (const Fact &fact : facts) {
        if (fact.heading)
            html += u"<tr><td colspan='2' style='padding-top:5px'><b>%1</b></td></tr>"_s.arg(
                fact.what.toHtmlEscaped());
        else
            html +=
                u"<tr><td style='color:%1; padding-right:10px'>%2</td><td align='right'>%3</td></tr>"_s.arg(
                    muted, fact.what.toHtmlEscaped(), fact.value.toHtmlEscaped());
    }
    return html + u"</table>"_s;
}

// Where the second column begins: the heading nearest to the middle.
qsizetype halfOf(const QList<Fact> &facts)
{
    qsizetype best = facts.size();
    for (qsizetype i = 1; i < facts.size(); ++i) {
        if (facts.at(i).heading && std::abs(2 * i - facts.size()) < std::abs(2 * best - facts.size()))
            best = i;
    }
    return best;
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
    show();
}

void StatisticsPane::show()
{
    m_title->setFullText(m_about);
    m_wide = wide();
    QString html;
    if (!m_span.isEmpty())
        html +=
            u"<p style='margin:0 0 6px 0'>%1</p>"_s.arg(m_span.toHtmlEscaped().replace('\n'_L1, u"<br>"_s));
    const QString muted = tones(palette()).muted.name();
    const qsizetype half = m_wide ? halfOf(m_facts) : m_facts.size();
    html += u"<table cellspacing='0' cellpadding='0' width='100%'><tr><td>%1</td>"_s.arg(
        tableOf(m_facts.first(half), muted));
    if (half < m_facts.size())
        html += u"<td style='padding-left:16px'>%1</td>"_s.arg(tableOf(m_facts.sliced(half), muted));
    html += u"</tr></table>"_s;
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
        show();
}

} // namespace lockkeeper::ui
