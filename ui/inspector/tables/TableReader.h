// Reads a table for who shows it, on threads of its own: pages as they are looked at, and beside that which
// row stands where. A newer question drops the older one's answers. Lives on the GUI's thread.
#pragma once

#include "inspect/tables/TableRows.h"
#include "ui/inspector/QuestionThread.h"

#include <QList>
#include <QObject>

#include <memory>

namespace lockkeeper::ui {

class TableReader final : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    void open(const inspect::TableQuestion &question); // and looks through it where its order isn't ready
    void stopFinding();                                // what was found so far stays
    void close();
    void
    readPages(const QList<qint64> &pages); // the first first; what was asked before is not wanted any more
    // The row that begins with a text in the column that is sorted by, or the first one after it. Only when
    // places are known.
    void find(const QString &beginning);

    [[nodiscard]] const inspect::TableQuestion &question() const { return m_question; }
    [[nodiscard]] const inspect::SharedPlaces &places() const { return m_places; }
    [[nodiscard]] bool finding() const { return m_isFinding; }

Q_SIGNALS:
    void aboutKnown(qint64 rows);
    void pageRead(const lockkeeper::inspect::TablePage &page);
    void progressed(const lockkeeper::inspect::PlacesProgress &progress); // `sofar` is places(), too
    void placesFound();
    void found(qint64 row);
    void busy(const lockkeeper::Error &error); // locked for longer than a question waits: ask again
    void failed(const lockkeeper::Error &error);

private:
    void findPlaces();
    void findLater();

    inspect::TableQuestion m_question;
    inspect::SharedPlaces m_places;
    std::shared_ptr<inspect::TablePages> m_pages; // of the page thread
    qint64 m_about = 0;
    bool m_isFinding = false;
    quint64 m_findings = 0; // begun or stopped
    QuestionThread m_pageThread;
    QuestionThread m_aboutThread;
    QuestionThread m_placeThread;
    QuestionThread m_findThread;
};

} // namespace lockkeeper::ui
