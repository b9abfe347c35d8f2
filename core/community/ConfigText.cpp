#include "community/ConfigText.h"

#include "community/YamlScalar.h"

namespace lockkeeper::community {

using namespace Qt::StringLiterals;

namespace {
QByteArray flowList(const QStringList &texts)
{
    QByteArray result;
    for (const QString &text : texts)
        result += (result.isEmpty() ? QByteArray() : QByteArray(", ")) + yamlScalar(text);
    return '[' + result + ']';
}

void addTexts(QByteArray &text, const char *key, const QStringList &values, Quote quote = Quote::Plain)
{
    if (values.isEmpty())
        return;
    text += key;
    text += '\n';
    for (const QString &value : values)
        text += "    - " + yamlScalar(value, quote) + '\n';
}

void addIdentity(QByteArray &text, const Community &c)
{
    text += "id: " + yamlScalar(c.id) + '\n';
    text += "name: " + yamlScalar(c.name) + '\n';
    // The assistant wants one, even if nothing is in it.
    text +=
        "description: " +
        (c.description.contains(u'\n') ? yamlBlock(c.description, "  ", "\n") : yamlScalar(c.description)) +
        '\n';
    if (!c.status.isEmpty())
        text += "status: " + yamlScalar(c.status) + '\n';
    if (!c.links.isEmpty())
        text += "\n# Where people find the community\nlinks:\n";
    for (auto link = c.links.begin(); link != c.links.end(); ++link)
        text += "  " + yamlScalar(link.key()) + ": " + yamlScalar(link.value()) + '\n';
    if (!c.maintainers.isEmpty())
        text += "\n# GitHub user names\nmaintainers:\n";
    for (const QString &name : c.maintainers)
        text += "  - " + yamlScalar(name) + '\n';
}

void addSchedule(QByteArray &text, const Community &c)
{
    if (c.sync.isEmpty())
        return;
    text += "\n# When each source is synced: minute, hour, day of month, month, day of week; in UTC\nsync:\n";
    QStringList kinds{u"github"_s,  u"discourse"_s, u"papers"_s, u"docstrings"_s,
                      u"mailman"_s, u"beps"_s,      u"faq"_s}; // the usual order; then whatever else there is
    for (auto line = c.sync.begin(); line != c.sync.end(); ++line) {
        if (!kinds.contains(line.key()))
            kinds.append(line.key());
    }
    for (const QString &kind : kinds) {
        if (c.sync.contains(kind))
            text += "  " + yamlScalar(kind) +
                    ":\n    cron: " + yamlScalar(c.sync.value(kind), Quote::Double) + '\n';
    }
}

void addForums(QByteArray &text, const Community &c)
{
    if (!c.forums.isEmpty())
        text += "\n# Discourse forums; without tags and categories, all of a forum is read\ndiscourse:\n";
    for (const Forum &forum : c.forums) {
        text += "  - url: " + yamlScalar(forum.url.toString(QUrl::FullyEncoded)) + '\n';
        if (!forum.tags.isEmpty())
            text += "    tags: " + flowList(forum.tags) + '\n';
        if (!forum.categories.isEmpty())
            text += "    categories:\n";
        for (const Category &category : forum.categories)
            text += "      - slug: " + yamlScalar(category.slug) +
                    "\n        id: " + QByteArray::number(category.id) + '\n';
    }
}

void addLists(QByteArray &text, const Community &c)
{
    if (!c.mailingLists.isEmpty())
        text += "\n# Mailing lists with a public archive\nmailman:\n";
    for (const MailingList &list : c.mailingLists) {
        text += "  - list_name: " + yamlScalar(list.name) + '\n';
        text += "    base_url: " + yamlScalar(list.baseUrl.toString(QUrl::FullyEncoded)) + '\n';
        if (list.displayName != list.name)
            text += "    display_name: " + yamlScalar(list.displayName) + '\n';
        if (list.startYear > 0)
            text += "    start_year: " + QByteArray::number(list.startYear) + '\n';
    }
}

void addDocstrings(QByteArray &text, const Community &c)
{
    if (!c.docstrings.isEmpty())
        text += "\n# Repositories whose functions' documentation is read\ndocstrings:\n  repos:\n";
    for (const DocstringRepository &one : c.docstrings) {
        text += "    - repo: " + yamlScalar(one.repository) + '\n';
        text += "      branch: " + yamlScalar(one.branch) + '\n';
        text += "      languages: " + flowList(one.languages) + '\n';
    }
}
} // namespace

QByteArray newConfig(const Community &community)
{
    QByteArray text = "# The community " + community.id.toUtf8() +
                      ": what its assistant knows, and where that is synced from\n\n";
    addIdentity(text, community);
    addSchedule(text, community);
    if (!community.githubRepositories.isEmpty())
        text += "\n# Repositories whose issues and pull requests are read\ngithub:\n";
    addTexts(text, "  repos:", community.githubRepositories);
    if (!community.citationQueries.isEmpty() || !community.citationDois.isEmpty())
        text += "\n# Papers: what is searched for, and papers whose citations are followed\ncitations:\n";
    addTexts(text, "  queries:", community.citationQueries);
    addTexts(text, "  dois:", community.citationDois, Quote::Double);
    addForums(text, community);
    addDocstrings(text, community);
    addLists(text, community);
    return text;
}

} // namespace lockkeeper::community
