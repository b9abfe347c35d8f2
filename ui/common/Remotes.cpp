#include "ui/common/Remotes.h"

#include <QCoreApplication>
#include <QUrl>

#include <array>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::Remotes)
};
} // namespace

QString remoteTitle(const QString &name)
{
    static const std::array<std::pair<QLatin1StringView, QString>, 3> prefixes{{
        {"openalex:"_L1, u"OpenAlex: %1"_s},
        {"semanticscholar:"_L1, u"Semantic Scholar: %1"_s},
        {"pubmed:"_L1, u"PubMed: %1"_s},
    }};
    for (const auto &[prefix, title] : prefixes) {
        if (name.startsWith(prefix))
            return title.arg(name.sliced(prefix.size()));
    }
    constexpr auto citing = "citing_"_L1;
    if (name.startsWith(citing))
        return Tr::tr("Citing %1").arg(name.sliced(citing.size()));
    const QUrl url(name);
    if (url.scheme() != "https"_L1 && url.scheme() != "http"_L1)
        return name;
    const QString path = url.path();
    return url.authority() + (path == "/"_L1 ? QString() : path);
}

} // namespace lockkeeper::ui
