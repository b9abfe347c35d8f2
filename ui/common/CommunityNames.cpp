#include "ui/common/CommunityNames.h"

#include "sync/Catalog.h"

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

CommunityNames::CommunityNames(const sync::Catalog &catalog)
{
    QHash<QString, int> called;
    for (const sync::CatalogEntry &entry : catalog.entries) {
        const QString name = entry.loaded.community ? entry.loaded.community->name : QString();
        if (name.isEmpty())
            continue;
        m_names.insert(entry.loaded.id, name);
        ++called[name];
    }
    for (auto known = m_names.begin(); known != m_names.end(); ++known) {
        if (called.value(known.value()) > 1)
            known.value() = u"%1 (%2)"_s.arg(known.value(), known.key());
    }
}

QString CommunityNames::of(const QString &id) const
{
    return m_names.value(id, id);
}

} // namespace lockkeeper::ui
