#include "ui/onboarding/ReviewPage.h"

#include "community/CommunityCheck.h"
#include "community/ConfigEdit.h"
#include "community/ConfigText.h"
#include "onboarding/Estimate.h"
#include "ui/common/Palettes.h"
#include "ui/common/Remotes.h"
#include "ui/onboarding/FindingLine.h"
#include "ui/onboarding/LineDiff.h"

#include <QCheckBox>
#include <QEvent>
#include <QFontDatabase>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSplitter>
#include <QTextBlock>
#include <QTextBrowser>
#include <QTextCursor>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
QString paragraph(const QString &text)
{
    return u"<p>%1</p>"_s.arg(text.toHtmlEscaped());
}

QString diffText(const QList<DiffLine> &lines)
{
    QStringList texts;
    for (const DiffLine &line : lines) {
        switch (line.kind) {
        case DiffLine::Kind::Same:
            texts.append("  "_L1 + line.text);
            break;
        case DiffLine::Kind::Removed:
            texts.append("- "_L1 + line.text);
            break;
        case DiffLine::Kind::Added:
            texts.append("+ "_L1 + line.text);
            break;
        case DiffLine::Kind::Skipped:
            texts.append(u"  ⋮"_s);
            break;
        }
    }
    return texts.join(u'\n');
}

QColor lineColour(DiffLine::Kind kind, const QPalette &palette)
{
    switch (kind) {
    case DiffLine::Kind::Removed:
        return tones(palette).failed;
    case DiffLine::Kind::Added:
        return tones(palette).done;
    case DiffLine::Kind::Skipped:
        return tones(palette).muted;
    case DiffLine::Kind::Same:
        break;
    }
    return {};
}
} // namespace

ReviewPage::ReviewPage(OnboardingForm &form, LiveChecks &checks, QWidget *parent)
    : OnboardingPage(Step::Review, form, checks, parent)
{
    setWords(stepTitle(Step::Review), tr("What will be written, and what syncing all of it will cost."));
    makeState();
    makeTexts();
    m_start = new QCheckBox(tr("Start the &first sync"), this);
    m_start->setObjectName(u"onboardingStart"_s);
    column().addWidget(m_start);
    connect(m_start, &QCheckBox::toggled, this, [this](bool on) { this->form().setStartSync(on); });
    const auto refreshSeen = [this] {
        if (isVisible())
            refresh();
    };
    connect(&form, &OnboardingForm::changed, this, refreshSeen);
    connect(&checks, &LiveChecks::changed, this, refreshSeen);
}

void ReviewPage::makeState()
{
    m_state = new FindingLine(1, this);
    m_state->setObjectName(u"reviewState"_s);
    m_jump = new QPushButton(tr("&Go there"), this);
    m_jump->setObjectName(u"reviewJump"_s);
    m_jump->setAutoDefault(false);
    auto *row = new QHBoxLayout;
    row->addWidget(m_state, 1);
    row->addWidget(m_jump, 0, Qt::AlignTop);
    column().addLayout(row);
    connect(m_jump, &QPushButton::clicked, this, [this] {
        if (!m_issues.isEmpty())
            Q_EMIT jumpWanted(m_issues.constFirst());
    });
}

void ReviewPage::makeTexts()
{
    m_yaml = new QPlainTextEdit(this);
    m_yaml->setObjectName(u"reviewYaml"_s);
    m_yaml->setAccessibleName(tr("The configuration that will be written"));
    m_yaml->setReadOnly(true);
    m_yaml->setTabChangesFocus(true);
    m_yaml->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_yaml->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_cost = new QTextBrowser(this);
    m_cost->setObjectName(u"reviewCost"_s);
    m_cost->setAccessibleName(tr("What the first sync will cost"));
    m_cost->setOpenLinks(false);
    m_cost->setTabChangesFocus(true);
    m_cost->document()->setDocumentMargin(10);
    m_cost->document()->setDefaultStyleSheet(
        u"h3 { margin: 0 0 4px 0; } p { margin: 0 0 4px 0; } td { padding: 1px 10px 1px 0; }"_s);
    m_whole = new QCheckBox(tr("Show the &whole file"), this);
    m_whole->setObjectName(u"reviewWhole"_s);
    m_whole->setToolTip(tr("Rather than the lines that change, with some around them"));
    m_whole->hide();
    connect(m_whole, &QCheckBox::toggled, this, &ReviewPage::refresh);
    auto *left = new QWidget(this);
    auto *file = new QVBoxLayout(left);
    file->setContentsMargins(0, 0, 0, 0);
    file->addWidget(m_yaml, 1);
    file->addWidget(m_whole);
    auto *parts = new QSplitter(Qt::Horizontal, this);
    parts->setChildrenCollapsible(false);
    parts->addWidget(left);
    parts->addWidget(m_cost);
    parts->setSizes({300, 300});
    column().addWidget(parts, 1);
    connect(m_cost, &QTextBrowser::anchorClicked, this, [this](const QUrl &link) {
        const qsizetype at = link.path().toInt();
        if (at < m_issues.size())
            Q_EMIT jumpWanted(m_issues.at(at));
    });
}

void ReviewPage::load()
{
    m_start->setChecked(form().draft().startSync);
    refresh();
}

void ReviewPage::focusFirst()
{
    if (m_ready && m_loaded)
        m_yaml->setFocus();
    else if (m_ready)
        m_start->setFocus();
    else
        m_jump->setFocus();
}

void ReviewPage::setLoaded(const std::optional<QByteArray> &text)
{
    m_loaded = text;
    m_start->setVisible(!text);
    m_whole->setVisible(text.has_value());
    m_whole->setChecked(false);
}

Result<QByteArray> ReviewPage::text()
{
    m_kept.clear();
    if (m_loaded) {
        const Result<community::EditedConfig> edited = community::editConfig(*m_loaded, form().community());
        if (!edited)
            return edited.error();
        for (const community::KeptComment &one : edited->keptComments)
            m_kept.append(u"%1: #%2"_s.arg(one.key, one.comment));
        return edited->text;
    }
    const Result<community::Community> checked = community::checkedCommunity(form().community());
    if (!checked)
        return checked.error();
    return community::newConfig(*checked);
}

void ReviewPage::refresh()
{
    m_issues = formIssues(form(), checks());
    std::ranges::stable_sort(m_issues, {}, [](const FormIssue &issue) { return !issue.isError; });
    const Result<QByteArray> written = text();
    m_ready = written && std::ranges::none_of(m_issues, &FormIssue::isError);
    m_differs = written && m_loaded && !m_whole->isChecked();
    m_yaml->setLineWrapMode(written ? QPlainTextEdit::NoWrap : QPlainTextEdit::WidgetWidth); // sentences
    showText(written ? QString::fromUtf8(*written) : written.error().text + '\n'_L1 + written.error().hint);
    showState();
    const QString html = costHtml();
    if (html == m_html)
        return; // what somebody has selected in it stays
    m_html = html;
    const int position = m_cost->verticalScrollBar()->value();
    m_cost->setHtml(html);
    m_cost->verticalScrollBar()->setValue(position);
}

// Of a file that is there, what changes: signs and tints at the lines that go and come.
void ReviewPage::showText(const QString &written)
{
    const QList<DiffLine> lines =
        m_differs ? lineDiff(QString::fromUtf8(*m_loaded), written) : QList<DiffLine>();
    QString text = written;
    if (m_differs)
        text = lines.isEmpty() ? tr("Nothing is changed.") : diffText(lines);
    if (m_yaml->toPlainText() != text)
        m_yaml->setPlainText(text);
    QList<QTextEdit::ExtraSelection> tints;
    for (qsizetype line = 0; line < lines.size(); ++line) {
        const QColor colour = lineColour(lines.at(line).kind, palette());
        if (!colour.isValid())
            continue;
        QTextEdit::ExtraSelection tint;
        tint.cursor = QTextCursor(m_yaml->document()->findBlockByNumber(static_cast<int>(line)));
        tint.format.setForeground(colour);
        tint.format.setProperty(QTextFormat::FullWidthSelection, true);
        tint.cursor.movePosition(QTextCursor::EndOfBlock, QTextCursor::KeepAnchor);
        tints.append(tint);
    }
    m_yaml->setExtraSelections(tints);
}

void ReviewPage::showState()
{
    const auto errors = std::ranges::count_if(m_issues, &FormIssue::isError);
    Outcome outcome{
        .state = CheckState::Fine, .text = tr("Everything can be saved."), .hint = {}, .newName = {}};
    if (!m_issues.isEmpty()) {
        const FormIssue &first = m_issues.constFirst();
        const bool error = errors > 0;
        outcome.state = error ? CheckState::Error : CheckState::Warning;
        const int count = static_cast<int>(error ? errors : m_issues.size());
        outcome.text =
            error ? tr("%Ln errors hold saving back: %1", nullptr, count).arg(first.text)
                  : tr("%Ln warnings; it can be saved all the same: %1", nullptr, count).arg(first.text);
        outcome.hint = first.hint;
    } else if (checks().isChecking()) {
        outcome = {.state = CheckState::Checking,
                   .text = tr("Some checks are under way; saving need not wait for them."),
                   .hint = {},
                   .newName = {}};
    }
    m_state->show(outcome);
    m_jump->setVisible(!m_issues.isEmpty());
}

void ReviewPage::showProblem(const Error &error)
{
    m_state->show({.state = CheckState::Error, .text = error.text, .hint = error.hint, .newName = {}});
}

QString ReviewPage::costHtml() const
{
    const onboarding::Terms terms = checks().checks() ? checks().checks()->terms() : onboarding::Terms();
    const onboarding::Estimate sum = onboarding::estimate(form().community(), checks().findings(), terms);
    QString html = u"<h3>%1</h3>"_s.arg(
                       (m_loaded ? tr("A sync from the beginning") : tr("The first sync")).toHtmlEscaped()) +
                   paragraph(sum.text);
    if (!sum.lines.isEmpty())
        html += u"<table>"_s;
    for (const onboarding::EstimateLine &line : sum.lines)
        html += u"<tr><td>%1</td><td>%2</td></tr>"_s.arg(remoteTitle(line.what).toHtmlEscaped(),
                                                         line.text.toHtmlEscaped());
    if (!sum.lines.isEmpty())
        html += u"</table>"_s;
    if (!sum.limits.isEmpty())
        html += u"<h3>%1</h3>"_s.arg(tr("Limits in force").toHtmlEscaped());
    for (const onboarding::LimitLine &line : sum.limits)
        html += paragraph(line.hint.isEmpty() ? line.text : line.text + ' '_L1 + line.hint);
    const QStringList gone = form().removed();
    if (!gone.isEmpty())
        html += u"<h3>%1</h3>"_s.arg(tr("No longer synced").toHtmlEscaped()) + paragraph(gone.join(u", "_s)) +
                paragraph(tr(
                    "What came from there stays in the database, unless you say otherwise: saving counts it "
                    "and asks."));
    if (!m_kept.isEmpty())
        html += u"<h3>%1</h3>"_s.arg(tr("Comments that stay, and may be wrong now").toHtmlEscaped());
    for (const QString &comment : m_kept)
        html += paragraph(comment);
    if (!m_issues.isEmpty())
        html += u"<h3>%1</h3>"_s.arg(tr("Errors and warnings").toHtmlEscaped());
    const QString colour = palette().color(QPalette::Link).name();
    for (qsizetype at = 0; at < m_issues.size(); ++at) {
        const FormIssue &issue = m_issues.at(at);
        html += u"<p>%1 <a style=\"color: %2\" href=\"issue:%3\">%4</a></p>"_s.arg(
            (issue.isError ? tr("Error:") : tr("Warning:")).toHtmlEscaped(), colour, QString::number(at),
            (stepTitle(issue.step) + u" – "_s + issue.text).toHtmlEscaped());
    }
    return html;
}

void ReviewPage::changeEvent(QEvent *event)
{
    OnboardingPage::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_cost)
        refresh();
}

void ReviewPage::showEvent(QShowEvent *event)
{
    OnboardingPage::showEvent(event);
    refresh();
}

} // namespace lockkeeper::ui
