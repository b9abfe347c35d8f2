#include "base/Text.h"

#include <algorithm>

namespace lockkeeper {

namespace {
bool isPairAt(const QString &text, qsizetype index)
{
    return text.at(index).isHighSurrogate() && index + 1 < text.size() && text.at(index + 1).isLowSurrogate();
}
} // namespace

QString cleaned(const QString &text)
{
    const bool clean =
        std::none_of(text.cbegin(), text.cend(), [](QChar c) { return c.isNull() || c.isSurrogate(); });
    if (clean)
        return text;

    QString result;
    result.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (isPairAt(text, i)) {
            result.append(text.at(i)).append(text.at(i + 1));
            ++i;
        } else if (!text.at(i).isNull() && !text.at(i).isSurrogate()) {
            result.append(text.at(i));
        }
    }
    return result;
}

QString cutTo(const QString &text, qsizetype limit)
{
    if (text.size() <= limit) // UTF-16 units are never fewer than characters
        return text;
    qsizetype end = 0;
    for (qsizetype characters = 0; end < text.size() && characters < limit; ++characters)
        end += isPairAt(text, end) ? 2 : 1;
    return text.left(end);
}

} // namespace lockkeeper
