#include "community/CommunityCheck.h"

#include "base/Text.h"
#include "community/Cron.h"
#include "community/Excerpt.h"
#include "community/Rules.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QSet>

#include <algorithm>

namespace lockkeeper::community {

using namespace Qt::StringLiterals;

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::Configuration)
};

// Where one rule after the other is asked; the first complaint stays.
class Checking final
{
public:
    template <typename T>
    [[nodiscard]] T accepted(const Result<T> &checked)
    {
        if (checked)
            return *checked;
        complain(checked.error());
        return {};
    }
    void complain(const Error &error)
    {
        if (!m_error)
            m_error = error;
    }
    [[nodiscard]] const std::optional<Error> &error() const { return m_error; }

private:
    std::optional<Error> m_error;
};

QString clean(const QString &text)
{
    return cleaned(text).replace("\r\n"_L1, "\n"_L1).replace(u'\r', u'\n').trimmed();
}

// Where text stands twice, the first counts; nothing counts for none.
template <typename Value, typename Name>
QList<Value> withoutRepeats(const QList<Value> &values, Name name)
{
    QList<Value> result;
    QSet<QString> seen;
    for (const Value &value : values) {
        const QString folded = QString(name(value)).toCaseFolded();
        if (folded.isEmpty() || seen.contains(folded))
            continue;
        seen.insert(folded);
        result.append(value);
    }
    return result;
}

QStringList texts(Checking &checking, const QStringList &given, Result<QString> (*check)(const QString &))
{
    QStringList result;
    for (const QString &text : given) {
        if (const QString one = clean(text); !one.isEmpty())
            result.append(check ? checking.accepted(check(one)) : one);
    }
    return withoutRepeats(result, [](const QString &text) { return text; });
}

void checkSites(Checking &checking, Community &c)
{
    for (Forum &forum : c.forums) {
        forum.url = checking.accepted(checkedBaseUrl(clean(forum.url.toString(QUrl::FullyEncoded))));
        forum.tags = texts(checking, forum.tags, nullptr);
        for (Category &category : forum.categories) {
            category.slug = checking.accepted(checkedCategorySlug(category.slug));
            if (category.id < 1)
                checking.complain(
                    refused(Tr::tr("The category %1 needs a number.").arg(quoted(category.slug)),
                            Tr::tr("Take it from the category's address on the forum, /c/slug/id.")));
        }
        forum.categories =
            withoutRepeats(forum.categories, [](const Category &one) { return QString::number(one.id); });
    }
    c.forums = withoutRepeats(c.forums, [](const Forum &one) { return one.url.toString(); });

    const int thisYear = QDateTime::currentDateTimeUtc().date().year();
    for (MailingList &list : c.mailingLists) {
        list.name = checking.accepted(checkedListName(list.name));
        list.baseUrl = checking.accepted(checkedBaseUrl(clean(list.baseUrl.toString(QUrl::FullyEncoded))));
        list.baseUrl.setPath(list.baseUrl.path(QUrl::FullyEncoded) + u'/', QUrl::StrictMode);
        list.displayName = clean(list.displayName);
        if (list.displayName.isEmpty())
            list.displayName = list.name;
        if (list.startYear != 0 && (list.startYear < firstListYear || list.startYear > thisYear))
            checking.complain(
                refused(Tr::tr("%1 is no year that a list's archive can begin in.").arg(list.startYear),
                        Tr::tr("Write a year from %1 to %2, or none.").arg(firstListYear).arg(thisYear)));
    }
    c.mailingLists = withoutRepeats(c.mailingLists, [](const MailingList &one) { return one.name; });
}

void checkDocstrings(Checking &checking, Community &c)
{
    for (DocstringRepository &one : c.docstrings) {
        one.repository = checking.accepted(checkedRepository(one.repository));
        one.branch = clean(one.branch);
        one.branch = one.branch.isEmpty() ? u"main"_s : checking.accepted(checkedBranch(one.branch));
        one.languages = texts(checking, one.languages, checkedLanguage);
    }
    c.docstrings =
        withoutRepeats(c.docstrings, [](const DocstringRepository &one) { return one.repository; });
}

void checkSchedule(Checking &checking, Community &c)
{
    for (auto line = c.sync.begin(); line != c.sync.end();) {
        line.value() = clean(line.value());
        if (line.value().isEmpty()) {
            line = c.sync.erase(line);
            continue;
        }
        if (const auto cron = Cron::parse(line.value()); !cron)
            checking.complain(cron.error());
        ++line;
    }
}

void checkLinks(Checking &checking, Community &c)
{
    for (auto link = c.links.begin(); link != c.links.end();) {
        link.value() = clean(link.value());
        if (link.value().isEmpty()) {
            link = c.links.erase(link);
            continue;
        }
        if (const auto url = checkedUrl(link.value()); !url)
            checking.complain(url.error());
        ++link;
    }
}
} // namespace

Result<Community> checkedCommunity(const Community &community)
{
    Checking checking;
    Community c = community;
    if (!isCommunityId(c.id))
        return refused(
            Tr::tr("%1 cannot be a community's id.").arg(quoted(c.id)),
            Tr::tr("Write small letters and digits, words joined by single hyphens, for example my-lab."));
    c.name = clean(c.name);
    if (c.name.isEmpty())
        c.name = c.id;
    c.description = clean(c.description);
    c.status = clean(c.status);
    checkLinks(checking, c);
    c.maintainers = texts(checking, c.maintainers, nullptr);
    checkSchedule(checking, c);
    c.githubRepositories = texts(checking, c.githubRepositories, checkedRepository);
    c.citationQueries = texts(checking, c.citationQueries, nullptr);
    c.citationDois = texts(checking, c.citationDois, checkedDoi);
    checkSites(checking, c);
    checkDocstrings(checking, c);
    if (checking.error())
        return *checking.error();
    return c;
}

} // namespace lockkeeper::community
