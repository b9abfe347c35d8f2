#include "http/Endpoints.h"

#include <QCoreApplication>

namespace lockkeeper::http {

using namespace Qt::StringLiterals;

namespace {

constexpr double maxPace = 10'000;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::http::Endpoints)
};

Error configError(const QString &text, const QString &hint)
{
    return {.kind = ErrorKind::Config, .text = text, .hint = hint, .url = {}};
}

struct Assignment
{
    QString name;
    QString value;
};

Result<Assignment> split(const QString &assignment, const QString &example)
{
    const qsizetype equals = assignment.indexOf(u'=');
    if (equals <= 0)
        return configError(Tr::tr("An endpoint's name and a value are expected."),
                           Tr::tr("For example: %1").arg(example));
    return Assignment{assignment.left(equals).trimmed(), assignment.mid(equals + 1).trimmed()};
}

} // namespace

Endpoints::Endpoints()
    : m_entries{
          {u"github"_s, {QUrl(u"https://api.github.com"_s), 10}},
          {u"github-raw"_s, {QUrl(u"https://raw.githubusercontent.com"_s), 10}},
          {u"openalex"_s, {QUrl(u"https://api.openalex.org"_s), 8}},
          {u"semanticscholar"_s, {QUrl(u"https://api.semanticscholar.org"_s), 1}},
          {u"pubmed"_s, {QUrl(u"https://eutils.ncbi.nlm.nih.gov/entrez/eutils"_s), 3, 10}},
          {u"discourse"_s, {{}, 3}},
          {u"mailman"_s, {{}, 3}},
      }
{
}

Result<void> Endpoints::setUrl(const QString &name, const QString &text)
{
    const auto entry = m_entries.find(name);
    if (entry == m_entries.end())
        return unknownName(name);
    if (name == "discourse"_L1 || name == "mailman"_L1)
        return configError(Tr::tr("The endpoint %1 has no address of its own.").arg(name),
                           Tr::tr("Its addresses stand in the communities' configurations."));

    QUrl url(text.trimmed(), QUrl::StrictMode);
    const QString scheme = url.scheme();
    if (!url.isValid() || url.host().isEmpty() || (scheme != "http"_L1 && scheme != "https"_L1))
        return configError(Tr::tr("The address for the endpoint %1 is not an http or https URL.").arg(name),
                           Tr::tr("For example: https://api.github.com"));
    // The text itself is not repeated: what stands in these parts is usually a password.
    if (!url.userInfo().isEmpty() || url.hasQuery() || url.hasFragment())
        return configError(
            Tr::tr("The address for the endpoint %1 carries a user name, a query or a fragment.").arg(name),
            Tr::tr("Give the plain address; tokens belong in the settings or the environment."));

    QString path = url.path(QUrl::FullyEncoded);
    while (path.endsWith(u'/'))
        path.chop(1);
    url.setPath(path, QUrl::TolerantMode);
    entry->url = url;
    return {};
}

Result<void> Endpoints::setPace(const QString &name, double perSecond)
{
    const auto entry = m_entries.find(name);
    if (entry == m_entries.end())
        return unknownName(name);
    if (!(perSecond > 0 && perSecond <= maxPace)) // also false for not-a-number
        return configError(
            Tr::tr("The pace of the endpoint %1 must be above 0 and up to 10000 requests a second.")
                .arg(name),
            Tr::tr("For example: %1=5").arg(name));
    entry->perSecond = perSecond;
    entry->withKey = 0;
    return {};
}

Result<void> Endpoints::parseUrl(const QString &assignment)
{
    const auto parts = split(assignment, u"github=https://api.github.com"_s);
    if (!parts)
        return parts.error();
    return setUrl(parts->name, parts->value);
}

Result<void> Endpoints::parsePace(const QString &assignment)
{
    const auto parts = split(assignment, u"github=5"_s);
    if (!parts)
        return parts.error();
    bool isNumber = false;
    const double perSecond = parts->value.toDouble(&isNumber);
    return setPace(parts->name, isNumber ? perSecond : 0);
}

Error Endpoints::unknownName(const QString &name) const
{
    return configError(Tr::tr("There is no endpoint %1.").arg(name),
                       Tr::tr("The endpoints are: %1").arg(names().join(", "_L1)));
}

QUrl Endpoints::url(const QString &name) const
{
    return m_entries.value(name).url;
}

double Endpoints::pace(const QString &name, bool withKey) const
{
    const Entry entry = m_entries.value(name);
    return withKey && entry.withKey > 0 ? entry.withKey : entry.perSecond;
}

QStringList Endpoints::names() const
{
    return m_entries.keys();
}

} // namespace lockkeeper::http
