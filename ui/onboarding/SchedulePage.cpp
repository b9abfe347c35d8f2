#include "ui/onboarding/SchedulePage.h"

#include "community/Cron.h"
#include "community/CronWords.h"
#include "ui/common/Format.h"
#include "ui/onboarding/FindingLine.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
constexpr int nextRunsShown = 3;
constexpr int labelWidth = 110;

struct Preset
{
    QString title;
    QString line;
};

// At an hour of the source's own, so that no two of a community begin together. The last one is the line as
// it is written.
QList<Preset> presets(const QString &source)
{
    const auto hour = 2 + OnboardingForm::sources().indexOf(source);
    return {{SchedulePage::tr("every day"), u"0 %1 * * *"_s.arg(hour)},
            {SchedulePage::tr("every 6 hours"), u"0 */6 * * *"_s},
            {SchedulePage::tr("every Monday"), u"0 %1 * * 1"_s.arg(hour)},
            {SchedulePage::tr("once a month"), u"0 %1 1 * *"_s.arg(hour)},
            {SchedulePage::tr("not by itself"), QString()},
            {SchedulePage::tr("as written here"), QString()}};
}

QString sourceTitle(const QString &source)
{
    if (source == "github"_L1)
        return SchedulePage::tr("&Repositories");
    if (source == "docstrings"_L1)
        return SchedulePage::tr("&Docstrings");
    if (source == "discourse"_L1)
        return SchedulePage::tr("&Forum");
    if (source == "papers"_L1)
        return SchedulePage::tr("&Papers");
    return SchedulePage::tr("&Mailing lists");
}

Outcome wordsOf(const QString &line)
{
    Outcome outcome{.state = CheckState::Fine, .text = {}, .hint = {}, .newName = {}};
    if (line.isEmpty()) {
        outcome.state = CheckState::NotChecked;
        outcome.text = SchedulePage::tr("Only when somebody starts it.");
        return outcome;
    }
    const Result<QString> words = community::cronWords(line);
    if (!words) {
        outcome.state = CheckState::Error;
        outcome.text = words.error().text;
        outcome.hint = words.error().hint;
        return outcome;
    }
    QStringList next;
    for (const QDateTime &run : community::nextRuns(line, QDateTime::currentDateTimeUtc(), nextRunsShown))
        next.append(formatWhen(run.toLocalTime()));
    outcome.text = next.isEmpty()
                       ? SchedulePage::tr("%1; there is no such time.").arg(*words)
                       : SchedulePage::tr("%1; next: %2 in your clock.").arg(*words, next.join(u", "_s));
    outcome.text[0] = outcome.text.at(0).toUpper();
    return outcome;
}
} // namespace

SchedulePage::SchedulePage(OnboardingForm &form, LiveChecks &checks, QWidget *parent)
    : OnboardingPage(Step::Schedule, form, checks, parent)
    , m_none(new QLabel(tr("There are no sources yet, so nothing to schedule."), this))
{
    setWords(stepTitle(Step::Schedule),
             tr("When the assistant’s server syncs each source by itself, in UTC. Lockkeeper shows it and "
                "syncs whenever you want."));
    m_none->setObjectName(u"scheduleNone"_s);
    column().addWidget(m_none);
    for (const QString &source : OnboardingForm::sources())
        addRow(source);
    column().addStretch();
    connect(&form, &OnboardingForm::changed, this, &SchedulePage::showAll);
}

void SchedulePage::addRow(const QString &source)
{
    Row row{.source = source,
            .box = new QWidget(this),
            .choice = new QComboBox(this),
            .line = new QLineEdit(this),
            .words = new FindingLine(1, this)};
    const QString title = QString(sourceTitle(source)).remove('&'_L1);
    auto *label = new QLabel(sourceTitle(source), row.box);
    label->setBuddy(row.choice);
    label->setMinimumWidth(labelWidth);
    row.choice->setObjectName(source + u"Choice"_s);
    row.choice->setAccessibleName(tr("%1: when").arg(title));
    for (const Preset &preset : presets(source))
        row.choice->addItem(preset.title);
    row.line->setObjectName(source + u"Line"_s);
    row.line->setAccessibleName(tr("%1: cron line").arg(title));
    row.line->setPlaceholderText(tr("minute hour day month weekday"));
    row.line->setToolTip(tr("A cron line of five fields, in UTC"));
    row.words->setObjectName(source + u"Words"_s);
    auto *fields = new QHBoxLayout;
    fields->addWidget(label);
    fields->addWidget(row.choice);
    fields->addWidget(row.line, 1);
    auto *layout = new QVBoxLayout(row.box);
    layout->setContentsMargins(0, 0, 0, 4);
    layout->addLayout(fields);
    layout->addWidget(row.words);
    column().addWidget(row.box);
    m_rows.append(row);
    connect(row.choice, &QComboBox::activated, this, [this, row](int index) { choose(row, index); });
    connect(row.line, &QLineEdit::textEdited, this,
            [this, source](const QString &text) { form().setCron(source, text); });
}

void SchedulePage::choose(const Row &row, int index)
{
    if (index == row.choice->count() - 1) {
        row.line->setFocus();
        row.line->selectAll();
        return;
    }
    form().setCron(row.source, presets(row.source).at(index).line);
}

void SchedulePage::showAll()
{
    bool any = false;
    for (const Row &row : std::as_const(m_rows)) {
        const bool has = form().hasSource(row.source) || !form().cron(row.source).isEmpty();
        any = any || has;
        row.box->setVisible(has);
        if (has)
            showRow(row);
    }
    m_none->setVisible(!any);
}

void SchedulePage::showRow(const Row &row)
{
    const QString line = form().cron(row.source);
    if (row.line->text().simplified() != line)
        row.line->setText(line);
    const QList<Preset> known = presets(row.source);
    const auto preset = std::ranges::find(known, line, &Preset::line);
    row.choice->setCurrentIndex(
        static_cast<int>(preset == known.end() ? known.size() - 1 : std::distance(known.begin(), preset)));
    row.words->show(wordsOf(line));
}

void SchedulePage::focusFirst()
{
    for (const Row &row : std::as_const(m_rows)) {
        if (form().hasSource(row.source)) {
            row.choice->setFocus();
            return;
        }
    }
}

void SchedulePage::jump(const FormIssue &issue)
{
    for (const Row &row : std::as_const(m_rows)) {
        if (row.source == issue.source)
            row.line->setFocus();
    }
}

} // namespace lockkeeper::ui
