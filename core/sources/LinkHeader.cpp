#include "sources/LinkHeader.h"

#include <QString>
#include <QUrl>
#include <QUrlQuery>

using namespace Qt::StringLiterals;

namespace lockkeeper::sources {

PageLinks parseLinks(const QByteArray &header)
{
    PageLinks links;
    qsizetype at = 0;
    while (true) { // a comma may stand within <…>, so the brackets lead
        const qsizetype open = header.indexOf('<', at);
        const qsizetype close = open < 0 ? -1 : header.indexOf('>', open);
        if (close < 0)
            return links;
        const qsizetype next = header.indexOf('<', close);
        const QByteArray parameters = header.mid(close + 1, next < 0 ? -1 : next - close - 1);
        if (parameters.contains("rel=\"next\"")) {
            links.hasNext = true;
        } else if (parameters.contains("rel=\"last\"")) {
            const QUrl url(QString::fromLatin1(header.mid(open + 1, close - open - 1)));
            bool isNumber = false;
            const int page = QUrlQuery(url).queryItemValue(u"page"_s).toInt(&isNumber);
            if (isNumber && page > 0)
                links.lastPage = page;
        }
        at = close + 1;
    }
}

bool hasNextPage(const http::Response &response, qsizetype count, int perPage)
{
    const QByteArray links = response.header("link");
    return count > 0 && (links.isEmpty() ? count >= perPage : parseLinks(links).hasNext);
}

} // namespace lockkeeper::sources
