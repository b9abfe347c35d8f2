// What a search is narrowed to: communities, sources, origin, language, status, time. In as many lines as it
// needs. GUI thread.
#pragma once

#include "inspect/search/Search.h"

#include <QList>
#include <QWidget>

class QComboBox;
class QSettings;

namespace lockkeeper::ui {

class DayField;
class ManyButton;

class SearchFilterBar final : public QWidget
{
    Q_OBJECT

public:
    explicit SearchFilterBar(QWidget *parent = nullptr);

    void setPlaces(const QList<inspect::Place> &places);
    void setOrigins(const QStringList &origins);        // that are there; others can be typed
    [[nodiscard]] QList<inspect::Place> places() const; // those chosen
    [[nodiscard]] inspect::SearchFilters filters() const;
    [[nodiscard]] int active() const; // how many are not “all”
    void clear();
    void restore(const QSettings &state);
    void save(QSettings &state) const;

Q_SIGNALS:
    void changed();

private:
    void tell();
    void takeOrigin();
    [[nodiscard]] QComboBox *addCombo(const QString &name, const QString &accessibleName,
                                      const QList<QPair<QString, QString>> &values);

    QList<inspect::Place> m_places;
    bool m_quiet = false; // several change at once
    ManyButton *m_communities;
    ManyButton *m_sources;
    QComboBox *m_origin;
    QString m_takenOrigin; // the last one that was typed whole
    QComboBox *m_language;
    QComboBox *m_status;
    DayField *m_since;
    DayField *m_until;
};

} // namespace lockkeeper::ui
