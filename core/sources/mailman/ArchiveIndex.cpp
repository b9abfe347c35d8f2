#include "sources/mailman/ArchiveIndex.h"

#include "sources/mailman/HtmlTokens.h"

#include <QHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::sources::mailman {

namespace {
constexpr qsizetype mostPeriods = 20'000; // a daily archive of fifty years

// "2024-January/thread.html" of a link that leads below the page's folder; empty for any other.
QString below(const QUrl &page, const QString &href)
{
    const QUrl folder = page.adjusted(QUrl::RemoveFilename | QUrl::RemoveQuery | QUrl::RemoveFragment);
    const QUrl target = folder.resolved(QUrl(href, QUrl::TolerantMode));
    if (!target.isValid() || target.host() != folder.host() || target.port() != folder.port() ||
        !target.path().startsWith(folder.path()))
        return {};
    return target.path().mid(folder.path().size());
}

bool isListing(const QString &file)
{
    return file.isEmpty() || file == "thread.html"_L1 || file == "date.html"_L1 ||
           file == "subject.html"_L1 || file == "author.html"_L1 || file == "index.html"_L1;
}
} // namespace

ArchiveIndex readIndex(const QString &html, const QUrl &page)
{
    ArchiveIndex index;
    QHash<QString, qsizetype> places;
    const auto periodAt = [&](const QString &name) -> Period * {
        if (const auto known = places.constFind(name); known != places.cend())
            return &index.periods[*known];
        const std::optional<Period> period = periodNamed(name);
        if (!period || index.periods.size() >= mostPeriods)
            return nullptr;
        places.insert(name, index.periods.size());
        index.periods.append(*period);
        return &index.periods.last();
    };
    HtmlTokens tokens(html);
    HtmlToken token;
    while (tokens.next(token)) {
        if (token.kind == HtmlToken::Kind::Text && token.text.contains("no archives"_L1, Qt::CaseInsensitive))
            index.isEmpty = true;
        if (token.kind != HtmlToken::Kind::Open || token.name != "a"_L1)
            continue;
        const QString path = below(page, attribute(token, "href"_L1));
        if (path.contains(u'/')) {
            if (isListing(path.section(u'/', 1)))
                periodAt(path.section(u'/', 0, 0));
            continue;
        }
        for (const QLatin1StringView ending : {".txt.gz"_L1, ".txt"_L1}) {
            if (!path.endsWith(ending))
                continue;
            Period *const period = periodAt(path.chopped(ending.size()));
            if (period != nullptr && period->archive.isEmpty())
                period->archive = path;
            break;
        }
    }
    std::reverse(index.periods.begin(), index.periods.end()); // the newest stands first
    sortPeriods(index.periods);
    return index;
}

} // namespace lockkeeper::sources::mailman
