#include "ui/inspector/search/SearchFilterBar.h"

#include "ui/common/FlowLayout.h"
#include "ui/common/Spoken.h"
#include "ui/inspector/ManyButton.h"
#include "ui/inspector/search/DayField.h"
#include "ui/inspector/search/HitWords.h"

#include <QComboBox>
#include <QCompleter>
#include <QLineEdit>
#include <QScopedValueRollback>
#include <QSettings>
#include <QSignalBlocker>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
constexpr QLatin1StringView communitiesKey = "inspector/search/communities"_L1;
constexpr QLatin1StringView sourcesKey = "inspector/search/sources"_L1;
constexpr QLatin1StringView originKey = "inspector/search/origin"_L1;
constexpr QLatin1StringView languageKey = "inspector/search/language"_L1;
constexpr QLatin1StringView statusKey = "inspector/search/status"_L1;
constexpr QLatin1StringView sinceKey = "inspector/search/since"_L1;
constexpr QLatin1StringView untilKey = "inspector/search/until"_L1;

QList<ManyButton::Choice> sourceChoices()
{
    QList<ManyButton::Choice> choices;
    for (const inspect::ContentTable &table : inspect::contentTables())
        choices.append({.value = table.source, .title = sourceTitle(table.source)});
    return choices;
}
} // namespace

SearchFilterBar::SearchFilterBar(QWidget *parent)
    : QWidget(parent)
    , m_communities(new ManyButton(tr("Communities"), this))
    , m_sources(new ManyButton(tr("Sources"), this))
    , m_origin(addCombo(u"searchOrigin"_s, tr("Repository, forum, list or provider"), {}))
    , m_language(addCombo(u"searchLanguage"_s, tr("Language"),
                          {{tr("Any language"), {}}, {u"Python"_s, u"python"_s}, {u"MATLAB"_s, u"matlab"_s}}))
    , m_status(addCombo(u"searchStatus"_s, tr("Status"),
                        {{tr("Any status"), {}},
                         {tr("open"), u"open"_s},
                         {tr("closed"), u"closed"_s},
                         {tr("published"), u"published"_s},
                         {tr("proposed"), u"proposed"_s},
                         {tr("draft"), u"draft"_s}}))
    , m_since(new DayField(DayField::Edge::First, this))
    , m_until(new DayField(DayField::Edge::Last, this))
{
    setObjectName(u"searchFilters"_s);
    m_communities->setObjectName(u"searchCommunities"_s);
    m_sources->setObjectName(u"searchSources"_s);
    m_sources->setChoices(sourceChoices());
    m_origin->setInsertPolicy(QComboBox::NoInsert);
    m_origin->setMinimumContentsLength(15);
    m_origin->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_origin->lineEdit()->setPlaceholderText(tr("Any repository, forum…"));
    m_origin->lineEdit()->setClearButtonEnabled(true);
    m_origin->setToolTip(tr("Only items of this repository, forum, mailing list or provider of papers"));
    m_origin->completer()->setFilterMode(Qt::MatchContains);
    m_origin->completer()->setCompletionMode(QCompleter::PopupCompletion);
    m_since->setObjectName(u"searchSince"_s);
    m_since->setAccessibleName(tr("From: year, month or day"));
    m_until->setObjectName(u"searchUntil"_s);
    m_until->setAccessibleName(tr("To: year, month or day"));

    auto *layout = new FlowLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    for (QWidget *part :
         QList<QWidget *>{m_communities, m_sources, m_origin, m_language, m_status, m_since, m_until})
        layout->addWidget(part);
    setTabOrder(m_communities, m_sources);
    setTabOrder(m_sources, m_origin);

    connect(m_communities, &ManyButton::choiceChanged, this, &SearchFilterBar::tell);
    connect(m_sources, &ManyButton::choiceChanged, this, &SearchFilterBar::tell);
    connect(m_origin, &QComboBox::activated, this, &SearchFilterBar::takeOrigin);
    connect(m_origin->lineEdit(), &QLineEdit::editingFinished, this, &SearchFilterBar::takeOrigin);
    connect(m_origin, &QComboBox::editTextChanged, this, [this](const QString &text) {
        if (text.isEmpty()) // by its clear button
            takeOrigin();
    });
    connect(m_language, &QComboBox::currentIndexChanged, this, &SearchFilterBar::tell);
    connect(m_status, &QComboBox::currentIndexChanged, this, &SearchFilterBar::tell);
    connect(m_since, &DayField::dayChanged, this, &SearchFilterBar::tell);
    connect(m_until, &DayField::dayChanged, this, &SearchFilterBar::tell);
}

QComboBox *SearchFilterBar::addCombo(const QString &name, const QString &accessibleName,
                                     const QList<QPair<QString, QString>> &values)
{
    auto *combo = new QComboBox(this);
    combo->setObjectName(name);
    combo->setEditable(values.isEmpty()); // at once: made later, its field comes last for Shift+Tab
    nameBox(combo, accessibleName);
    for (const auto &[title, value] : values)
        combo->addItem(title, value);
    return combo;
}

void SearchFilterBar::setPlaces(const QList<inspect::Place> &places)
{
    m_places = places;
    QList<ManyButton::Choice> choices;
    for (const inspect::Place &place : places)
        choices.append({.value = place.community, .title = place.name});
    m_communities->setChoices(choices);
    m_communities->setVisible(places.size() > 1);
}

void SearchFilterBar::setOrigins(const QStringList &origins)
{
    const QSignalBlocker quiet(m_origin);
    const QString typed = m_origin->currentText();
    const QSignalBlocker quietText(m_origin->lineEdit());
    m_origin->clear();
    m_origin->addItems(origins);
    m_origin->setEditText(typed);
}

// Once it is typed whole: a part of a name is no repository's, unless there is only one with it.
void SearchFilterBar::takeOrigin()
{
    QString origin = m_origin->currentText().trimmed();
    if (!origin.isEmpty() && m_origin->findText(origin, Qt::MatchFixedString | Qt::MatchCaseSensitive) < 0) {
        QStringList fitting;
        for (int i = 0; i < m_origin->count(); ++i) {
            if (m_origin->itemText(i).contains(origin, Qt::CaseInsensitive))
                fitting.append(m_origin->itemText(i));
        }
        if (fitting.size() == 1)
            origin = fitting.constFirst();
    }
    if (origin == m_takenOrigin)
        return;
    m_takenOrigin = origin;
    if (origin != m_origin->currentText())
        m_origin->setEditText(origin);
    tell();
}

QList<inspect::Place> SearchFilterBar::places() const
{
    const QStringList chosen = m_communities->chosen();
    if (chosen.isEmpty())
        return m_places;
    QList<inspect::Place> places;
    for (const inspect::Place &place : m_places) {
        if (chosen.contains(place.community))
            places.append(place);
    }
    return places;
}

inspect::SearchFilters SearchFilterBar::filters() const
{
    return {.sources = m_sources->chosen(),
            .origin = m_takenOrigin,
            .language = m_language->currentData().toString(),
            .status = m_status->currentData().toString(),
            .type = {},
            .since = m_since->day(),
            .until = m_until->day()};
}

int SearchFilterBar::active() const
{
    const inspect::SearchFilters now = filters();
    int count = 0;
    for (const bool on :
         {!m_communities->chosen().isEmpty(), !now.sources.isEmpty(), !now.origin.isEmpty(),
          !now.language.isEmpty(), !now.status.isEmpty(), now.since.isValid(), now.until.isValid()})
        count += on ? 1 : 0;
    return count;
}

void SearchFilterBar::clear()
{
    {
        const QScopedValueRollback quiet(m_quiet, true);
        m_communities->choose({});
        m_sources->choose({});
        m_origin->clearEditText();
        m_language->setCurrentIndex(0);
        m_status->setCurrentIndex(0);
        m_since->clear();
        m_until->clear();
    }
    tell();
}

void SearchFilterBar::restore(const QSettings &state)
{
    const QScopedValueRollback quiet(m_quiet, true);
    m_communities->choose(state.value(communitiesKey).toStringList());
    m_sources->choose(state.value(sourcesKey).toStringList());
    m_takenOrigin = state.value(originKey).toString();
    m_origin->setEditText(m_takenOrigin);
    m_language->setCurrentIndex(std::max(0, m_language->findData(state.value(languageKey).toString())));
    m_status->setCurrentIndex(std::max(0, m_status->findData(state.value(statusKey).toString())));
    m_since->setText(state.value(sinceKey).toString());
    m_until->setText(state.value(untilKey).toString());
}

void SearchFilterBar::save(QSettings &state) const
{
    const inspect::SearchFilters now = filters();
    state.setValue(communitiesKey, m_communities->chosen());
    state.setValue(sourcesKey, now.sources);
    state.setValue(originKey, now.origin);
    state.setValue(languageKey, now.language);
    state.setValue(statusKey, now.status);
    state.setValue(sinceKey, m_since->text());
    state.setValue(untilKey, m_until->text());
}

void SearchFilterBar::tell()
{
    if (!m_quiet)
        Q_EMIT changed();
}

} // namespace lockkeeper::ui
