#include "text/symbols/Symbol.h"

#include <QHash>

namespace lockkeeper::text {

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
