// The rows of one table, as GitHub's Markdown has tables: a header row, one line a row, cells of inline text.
#pragma once

#include <QString>
#include <QStringList>

#include <vector>

namespace lockkeeper::text {

class TableRows final
{
public:
    enum class Align { None, Left, Center, Right };

    void openRow();
    // `markdown` escapes '|' and holds no line break. A cell without a row opens one.
    void addCell(const QString &markdown, Align align);

    [[nodiscard]] bool isEmpty() const;
    [[nodiscard]] QStringList lines() const; // the first row becomes the header

private:
    std::vector<QStringList> m_rows;
    std::vector<Align> m_aligns; // of the first row
};

} // namespace lockkeeper::text
