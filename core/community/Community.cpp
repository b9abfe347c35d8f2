#include "community/Community.h"

#include <algorithm>

namespace lockkeeper::community {

using namespace Qt::StringLiterals;

namespace {
// File systems allow 255 bytes for a name; the database's name is the id with more behind it.
constexpr qsizetype maxIdLength = 100;
constexpr qsizetype maxRepositoryLength = 200; // GitHub: 39 for the owner, 100 for the name

bool isSmallLetterOrDigit(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9');
}

bool isRepositoryPart(QStringView part)
{
    // Both are made part of a request's path, where dots alone would climb.
    if (part.isEmpty() || part == "."_L1 || part == ".."_L1)
        return false;
    return std::all_of(part.begin(), part.end(), [](QChar c) {
        return isSmallLetterOrDigit(c) || (c >= u'A' && c <= u'Z') || c == u'_' || c == u'.' || c == u'-';
    });
}
} // namespace

bool isCommunityId(const QString &id)
{
    if (id.isEmpty() || id.size() > maxIdLength || id.startsWith(u'-') || id.endsWith(u'-') ||
        id.contains("--"_L1))
        return false;
    return std::all_of(id.begin(), id.end(), [](QChar c) { return isSmallLetterOrDigit(c) || c == u'-'; });
}

bool isRepositoryName(const QString &name)
{
    if (name.size() > maxRepositoryLength || name.count(u'/') != 1)
        return false;
    const qsizetype slash = name.indexOf(u'/');
    const QStringView view(name);
    return isRepositoryPart(view.first(slash)) && isRepositoryPart(view.sliced(slash + 1));
}

} // namespace lockkeeper::community
