#include "community/Excerpt.h"
#include "community/Rules.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace lockkeeper::community {

using namespace Qt::StringLiterals;

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::Configuration)
};

constexpr qsizetype maxUrlLength = 2048;

bool isLoopback(const QString &host)
{
    static const QRegularExpression ipv4(u"\\A127(?:\\.[0-9]{1,3}){3}\\z"_s);
    return host == "localhost"_L1 || host.endsWith(".localhost"_L1) || host == "::1"_L1 ||
           ipv4.match(host).hasMatch();
}
} // namespace

Result<QUrl> checkedUrl(const QString &text)
{
    const QString address = text.trimmed();
    const QString example = Tr::tr("Write a full address such as https://example.org.");
    if (address.contains(u'@') && !QUrl(address, QUrl::TolerantMode).userInfo().isEmpty()) {
        return refused(
            Tr::tr("An address here must not hold a user name or password."),
            Tr::tr("Remove what stands before the '@'; it belongs in the keyring, not in a file."));
    }
    const QString shown = quoted(address);
    if (address.size() > maxUrlLength)
        return refused(Tr::tr("%1 is too long for a web address.").arg(shown), example);

    const QUrl url(address, QUrl::StrictMode);
    if (!url.isValid() || url.isRelative() || address.isEmpty())
        return refused(Tr::tr("%1 is not a web address.").arg(shown), example);
    if (url.scheme() != "http"_L1 && url.scheme() != "https"_L1)
        return refused(Tr::tr("%1 does not begin with http:// or https://.").arg(shown), example);
    if (url.host().isEmpty())
        return refused(Tr::tr("%1 names no host.").arg(shown), example);
    return url;
}

Result<QUrl> checkedBaseUrl(const QString &text)
{
    Result<QUrl> checked = checkedUrl(text);
    if (!checked)
        return checked;
    QUrl url = *checked;
    if (url.hasQuery() || url.hasFragment()) {
        return refused(Tr::tr("The address has a '?' or '#'; requests cannot be built upon it."),
                       Tr::tr("Write only the address of the site or archive itself."));
    }
    QString path = url.path(QUrl::FullyEncoded);
    while (path.endsWith(u'/'))
        path.chop(1);
    url.setPath(path, QUrl::StrictMode);
    return url;
}

bool isUnencrypted(const QUrl &url)
{
    return url.scheme() == "http"_L1 && !isLoopback(url.host());
}

} // namespace lockkeeper::community
