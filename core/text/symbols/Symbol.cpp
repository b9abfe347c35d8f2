#include "text/symbols/Symbol.h"

#include "base/Text.h"

#include <QHash>

namespace lockkeeper::text {

QString qualifiedName(const QString &outer, const QString &name)
{
    return cutTo(outer.isEmpty() ? name : outer + u'.' + name, longestName);
}

void numberRepeats(std::vector<Symbol> &symbols)
{
    QHash<QString, int> seen;
    for (Symbol &symbol : symbols) {
        const int count = ++seen[symbol.name];
        if (count > 1)
            symbol.name += u'#' + QString::number(count);
    }
}

} // namespace lockkeeper::text
