#include "ui/inspector/tables/TableReader.h"

#include "inspect/tables/PlaceSearch.h"

#include <QTimer>

#include <chrono>

namespace lockkeeper::ui {

namespace {
constexpr auto lockedPause = std::chrono::seconds(1);
}

using inspect::PlacesProgress;
using inspect::SharedPlaces;
using inspect::TablePage;

void TableReader::open(const inspect::TableQuestion &question)
{
    close();
    m_question = question;
    m_pages = std::make_shared<inspect::TablePages>(question);
    if (question.ready() != nullptr)
        m_aboutThread.ask([this, question](const QuestionThread::Asked &asked) {
            const Result<qint64> about = inspect::askAbout(question, asked.stop);
            asked.tell([this, about] {
                if (about) {
                    m_about = *about;
                    Q_EMIT aboutKnown(*about);
                } else if (!about.error().isCancelled() && about.error().kind != ErrorKind::Locked) {
                    Q_EMIT failed(about.error());
                }
            });
        });
    findPlaces();
}

void TableReader::findPlaces()
{
    m_isFinding = true;
    ++m_findings;
    m_placeThread.ask([this, question = m_question](const QuestionThread::Asked &asked) {
        const auto told = [this, &asked](const PlacesProgress &progress) {
            asked.tell([this, progress] {
                if (progress.sofar)
                    m_places = progress.sofar;
                Q_EMIT progressed(progress);
            });
        };
        const Result<SharedPlaces> places = inspect::findPlaces(question, told, asked.stop);
        asked.tell([this, places] {
            m_isFinding = false;
            if (places) {
                m_places = *places;
                Q_EMIT placesFound();
            } else if (places.error().kind == ErrorKind::Locked) {
                findLater();
            } else if (!places.error().isCancelled()) {
                Q_EMIT failed(places.error());
            }
        });
    });
}

void TableReader::findLater()
{
    QTimer::singleShot(lockedPause, this, [this, finding = m_findings] {
        if (finding == m_findings)
            findPlaces();
    });
}

void TableReader::stopFinding()
{
    ++m_findings;
    m_placeThread.cancel();
    m_isFinding = false;
}

void TableReader::close()
{
    stopFinding();
    m_pageThread.cancel();
    m_aboutThread.cancel();
    m_findThread.cancel();
    m_places.reset();
    m_pages.reset();
    m_about = 0;
}

void TableReader::readPages(const QList<qint64> &pages)
{
    if (!m_pages || (m_question.ready() == nullptr && !m_places))
        return;
    m_pageThread.ask([this, pages, reader = m_pages, places = m_places,
                      about = m_about](const QuestionThread::Asked &asked) {
        reader->setPlaces(places);
        reader->setAbout(about);
        for (const qint64 number : pages) {
            const Result<TablePage> page = reader->page(number, asked.stop);
            if (!page && page.error().isCancelled())
                return;
            asked.tell([this, page] {
                if (page)
                    Q_EMIT pageRead(*page);
                else if (page.error().kind == ErrorKind::Locked)
                    Q_EMIT busy(page.error());
                else
                    Q_EMIT failed(page.error());
            });
            if (!page)
                return;
        }
    });
}

void TableReader::find(const QString &beginning)
{
    if (!m_places || m_isFinding)
        return;
    m_findThread.ask(
        [this, beginning, question = m_question, places = m_places](const QuestionThread::Asked &asked) {
            const Result<qint64> row = inspect::placeOf(question, places, beginning, asked.stop);
            asked.tell([this, row] {
                if (row)
                    Q_EMIT found(*row);
                else if (!row.error().isCancelled())
                    Q_EMIT failed(row.error());
            });
        });
}

} // namespace lockkeeper::ui
