// What communities are called where a maintainer reads of them; their ids stand in files and on the command
// line. Plain values.
#pragma once

#include <QHash>
#include <QString>

namespace lockkeeper::sync {
struct Catalog;
}

namespace lockkeeper::ui {

class CommunityNames final
{
public:
    CommunityNames() = default; // ids only
    explicit CommunityNames(const sync::Catalog &catalog);

    // Its name; with its id where others are called the same; the id of one that is not known.
    [[nodiscard]] QString of(const QString &id) const;

    friend bool operator==(const CommunityNames &, const CommunityNames &) = default;

private:
    QHash<QString, QString> m_names; // by id
};

} // namespace lockkeeper::ui
