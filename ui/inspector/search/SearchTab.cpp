#include "ui/inspector/search/SearchTab.h"

#include "inspect/search/Origins.h"
#include "ui/common/ElidedLabel.h"
#include "ui/common/Spoken.h"
#include "ui/inspector/item/ItemView.h"
#include "ui/inspector/search/HitList.h"
#include "ui/inspector/search/SearchField.h"
#include "ui/inspector/search/SearchFilterBar.h"

#include <QFocusEvent>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>

#include <algorithm>
#include <utility>

namespace lockkeeper::ui {

namespace {
constexpr int firstLimit = 50;
constexpr int mostHits = 3200;
constexpr int widerBy = 4; // times
} // namespace

void SearchTab::setPlaces(const QList<inspect::Place> &places)
{
    m_originsStale = true; // a sync may have brought some
    if (places != m_places) {
        m_places = places;
        m_bar->setPlaces(places);
        m_askStale = true;
    }
    if (!isVisible())
        return;
    readOrigins();
    if (m_askStale)
        ask();
}

void SearchTab::goToField()
{
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
}

// No hit is chosen then: it would be taken for the one that is shown.
void SearchTab::showItem(const inspect::ItemRef &ref)
{
    m_ofOther = true;
    m_list->chooseNone();
    readItem(ref);
}

void SearchTab::readItem(const inspect::ItemRef &ref)
{
    m_item->showItem(ref);
    m_item->goToText();
}

void SearchTab::focusInEvent(QFocusEvent *event)
{
    m_field->setFocus(event->reason());
}

void SearchTab::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    readOrigins();
    if (m_askStale)
        ask();
}

void SearchTab::readOrigins()
{
    if (!m_originsStale)
        return;
    m_originsStale = false;
    m_originReader.ask([this, places = m_places](const QuestionThread::Asked &asked) {
        QStringList origins;
        for (const inspect::Place &place : places) {
            // Without those of one that cannot be read: a search says so.
            if (const Result<QStringList> its = inspect::originsIn(place, asked.stop))
                origins += *its;
        }
        origins.sort(Qt::CaseInsensitive);
        origins.removeDuplicates();
        asked.tell([this, origins] { m_bar->setOrigins(origins); });
    });
}

void SearchTab::ask()
{
    m_typing.stop();
    m_hold.stop();
    m_askStale = false;
    m_ofOther = m_ofOther && m_field->text() == m_asked;
    if (m_field->text() != m_asked)
        m_limit = firstLimit;
    m_asked = m_field->text();
    m_held.clear();
    m_fresh = true;
    const inspect::SearchQuestion question{.places = m_bar->places(),
                                           .text =
                                               inspect::parseSearchText(m_asked, inspect::LastWord::Begun),
                                           .filters = m_bar->filters(),
                                           .limit = m_limit};
    m_search = {.text = question.text,
                .places = static_cast<int>(question.places.size()),
                .filters = m_bar->active(),
                .limit = m_limit,
                .problems = {}};
    m_search.searching =
        question.text.kind == inspect::SearchText::Kind::Question && !question.places.isEmpty();
    if (!m_search.searching) {
        m_searcher.cancel();
        flush();
        return;
    }
    m_hold.start();
    m_searcher.ask([this, question](const QuestionThread::Asked &asked) {
        const Result<void> searched = inspect::search(
            question,
            [this, &asked](const inspect::SearchPart &part) { asked.tell([this, part] { take(part); }); },
            asked.stop);
        if (!searched)
            return; // cancelled: something newer is asked
        asked.tell([this] {
            m_search.searching = false;
            flush();
        });
    });
}

void SearchTab::widen()
{
    m_limit = std::min(m_limit * widerBy, mostHits);
    m_list->setFocus(Qt::OtherFocusReason); // the button may go
    ask();
}

void SearchTab::take(const inspect::SearchPart &part)
{
    m_held += part.hits;
    m_search.more = m_search.more || part.more;
    if (part.error) {
        m_search.problems.append(problemText(part));
        m_search.unread += part.table.isEmpty() ? 1 : 0;
    }
    if (!m_hold.isActive())
        m_hold.start();
}

void SearchTab::flush()
{
    m_hold.stop();
    const QList<inspect::Hit> hits = std::exchange(m_held, {});
    m_search.more = m_search.more || (m_fresh ? 0 : m_list->hits()) + hits.size() > m_limit;
    if (std::exchange(m_fresh, false))
        m_list->setHits(hits, m_limit);
    else if (!hits.isEmpty())
        m_list->addHits(hits);
    m_search.hits = m_list->hits();
    showState();
}

void SearchTab::showState()
{
    const QString line = searchLine(m_search);
    m_line->setFullText(line);
    const QString problem = problemLine(m_search);
    m_problem->setFullText(problem);
    m_warning->setVisible(!problem.isEmpty() && m_search.hits > 0); // else the message says it
    m_more->setVisible(m_search.more && !m_search.searching && m_limit < mostHits);
    const QString message = emptyText(m_search);
    m_message->setText(message);
    m_without->setVisible(m_search.filters > 0 && !m_search.searching &&
                          m_search.text.kind == inspect::SearchText::Kind::Question);
    m_hits->setCurrentIndex(message.isEmpty() ? 0 : 1);
    if (line.isEmpty() && m_search.text.kind != inspect::SearchText::Kind::Empty)
        announce(m_message, message);
}

void SearchTab::goToHits()
{
    if (m_list->hits() == 0)
        return;
    m_list->setFocus(Qt::OtherFocusReason);
    if (!m_list->chosen())
        m_list->choose(0);
    else
        openChosen(false);
}

void SearchTab::goBack()
{
    if (std::exchange(m_ofOther, false))
        Q_EMIT itemLeft();
    else if (m_list->hits() > 0)
        m_list->setFocus(Qt::OtherFocusReason);
    else
        m_field->setFocus(Qt::OtherFocusReason);
}

void SearchTab::openChosen(bool read)
{
    const std::optional<inspect::Hit> hit = m_list->chosen();
    if (!hit)
        return;
    m_ofOther = false;
    m_item->showItem(hit->ref);
    if (read)
        m_item->goToText();
}

} // namespace lockkeeper::ui
