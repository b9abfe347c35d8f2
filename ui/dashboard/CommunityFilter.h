// Sorts and filters the tree. A row is shown if it fits, or something under it does. GUI thread.
#pragma once

#include <QSortFilterProxyModel>
#include <QString>

namespace lockkeeper::ui {

class CommunityModel;

enum class StateFilter { All, Running, Failed };

class CommunityFilter final : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit CommunityFilter(CommunityModel &model, QObject *parent = nullptr);

    void
    setText(const QString &text); // every word must occur in the names from community to job, in any order
    void setState(StateFilter state);
    [[nodiscard]] StateFilter state() const { return m_state; }

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;
    [[nodiscard]] bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    CommunityModel &m_model;
    QStringList m_words;
    StateFilter m_state = StateFilter::All;
};

} // namespace lockkeeper::ui
