#include "community/Rules.h"

#include "community/Community.h"
#include "community/Excerpt.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

namespace lockkeeper::community {

using namespace Qt::StringLiterals;

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::Configuration)
};

// Longer than any real value; keeps the patterns below from being run over a megabyte.
constexpr qsizetype longestValue = 2048;

bool matches(const QString &text, QStringView pattern)
{
    return text.size() <= longestValue &&
           QRegularExpression(QRegularExpression::anchoredPattern(pattern)).match(text).hasMatch();
}
} // namespace

Result<QString> checkedRepository(const QString &text)
{
    const QString name = text.trimmed();
    if (isRepositoryName(name))
        return name;
    return refused(Tr::tr("%1 is not a repository's name.").arg(quoted(name)),
                   Tr::tr("Write owner/name, for example mne-tools/mne-python."));
}

Result<QString> checkedDoi(const QString &text)
{
    static const QRegularExpression prefix(u"\\A(?:https?://)?(?:(?:dx|www)\\.)?doi\\.org/"_s,
                                           QRegularExpression::CaseInsensitiveOption);
    QString doi = text.trimmed();
    if (const auto match = prefix.match(doi); match.hasMatch())
        doi = QUrl::fromPercentEncoding(doi.mid(match.capturedEnd()).toUtf8());
    else if (doi.startsWith("doi:"_L1, Qt::CaseInsensitive))
        doi = doi.mid(4).trimmed();

    if (matches(doi, u"10\\.[0-9]{4,9}(?:\\.[0-9]+)*/[^\\s\\p{C}]+"))
        return doi;
    return refused(Tr::tr("%1 is not a DOI.").arg(quoted(text)),
                   Tr::tr("Write it as 10.NNNN/…, for example 10.1038/sdata.2016.44."));
}

Result<QString> checkedLanguage(const QString &text)
{
    const QString language = text.trimmed();
    if (language == "matlab"_L1 || language == "python"_L1)
        return language;
    return refused(Tr::tr("%1 is not a language whose docstrings can be read.").arg(quoted(language)),
                   Tr::tr("Write matlab or python, in small letters."));
}

Result<QString> checkedCategorySlug(const QString &text)
{
    const QString slug = text.trimmed();
    if (matches(slug, u"[a-z0-9-]+"))
        return slug;
    return refused(
        Tr::tr("%1 is not a category's slug.").arg(quoted(slug)),
        Tr::tr("Take it from the category's address on the forum, /c/slug/id: small letters, digits "
               "and hyphens."));
}

Result<QString> checkedBranch(const QString &text)
{
    const QString branch = text.trimmed();
    const bool allowed = matches(branch, u"[^\\s\\p{C}~^:?*\\[\\\\]+") && !branch.contains(".."_L1) &&
                         !branch.contains("//"_L1) && !branch.startsWith(u'/') && !branch.endsWith(u'/') &&
                         !branch.startsWith(u'-') && !branch.endsWith(u'.');
    if (allowed)
        return branch;
    return refused(Tr::tr("%1 is not a branch's name.").arg(quoted(branch)),
                   Tr::tr("Write it as `git branch` shows it, for example main."));
}

Result<QString> checkedListName(const QString &text)
{
    const QString name = text.trimmed();
    if (matches(name, u"[^\\s\\p{C}/?#]+"))
        return name;
    return refused(Tr::tr("%1 is not a mailing list's name.").arg(quoted(name)),
                   Tr::tr("Write it as it stands in the archive's address, without spaces and slashes."));
}

bool isGithubUser(const QString &text)
{
    return text.size() <= 39 && matches(text, u"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*");
}

} // namespace lockkeeper::community
