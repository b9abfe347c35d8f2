// The rows of one statement as a table. GUI thread.
#pragma once

#include "inspect/console/Console.h"
#include "inspect/item/ItemRef.h"

#include <QAbstractTableModel>
#include <QItemSelection>
#include <QStringList>
#include <QVariantList>

#include <memory>
#include <optional>
#include <vector>

namespace lockkeeper::ui {

using SharedAnswer = std::shared_ptr<const inspect::ConsoleAnswer>;

// A cell in one line of a bounded length: "NULL", "a blob of 12 bytes".
[[nodiscard]] QString cellText(const QVariant &cell);

class ConsoleResultModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    static constexpr qsizetype mostCopied = 50'000; // cells; more would hold up the window
    using QAbstractTableModel::QAbstractTableModel;

    void show(const SharedAnswer &answer, qsizetype result); // null: nothing
    // Whole values, tabs between cells and a line a row; one cell alone as it is.
    [[nodiscard]] QString copied(const QModelIndexList &cells) const;
    // The item that the cell is of: of the cell's own column, or of the only one in the row that is told for
    // certain.
    [[nodiscard]] std::optional<inspect::ItemRef> itemAt(const QModelIndex &cell,
                                                         const inspect::Place &place) const;
    [[nodiscard]] QStringList columns() const;
    [[nodiscard]] QVariantList values(int row) const; // whole

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override; // -1: as they came

private:
    [[nodiscard]] const QVariant &cell(const QModelIndex &index) const;

    SharedAnswer m_answer;
    const inspect::ConsoleResult *m_result = nullptr; // in m_answer
    std::vector<int> m_order;
};

} // namespace lockkeeper::ui
