// What a search has found, best first. While more comes in, what is shown keeps its order; only the end falls
// off. GUI thread.
#pragma once

#include "inspect/search/Search.h"

#include <QAbstractListModel>
#include <QList>

namespace lockkeeper::ui {

class HitModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override; // what a reader says

    void setHits(const QList<inspect::Hit> &hits, int limit); // of a new search
    // More of the same search, each where it ranks. The row `kept` stays, wherever it ends.
    void add(const QList<inspect::Hit> &hits, const QPersistentModelIndex &kept);
    [[nodiscard]] const inspect::Hit &hit(int row) const { return m_hits.at(row); }
    [[nodiscard]] int rowOf(const inspect::ItemRef &ref) const; // -1: not among them

private:
    QList<inspect::Hit> m_hits;
    int m_limit = 0;
};

} // namespace lockkeeper::ui
