#include "ui/onboarding/Entry.h"

#include "community/Rules.h"
#include "onboarding/Discovery.h"
#include "ui/common/Remotes.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::Onboarding)
};

Result<QString> repositoryIn(const QString &text)
{
    const onboarding::Pasted pasted = onboarding::recognised(text);
    if (pasted.kind == onboarding::Pasted::Kind::Repository)
        return pasted.repository;
    return community::checkedRepository(text);
}

// Nobody types "https://" any more.
QString withScheme(const QString &text)
{
    const QString address = text.trimmed();
    return address.isEmpty() || address.contains("://"_L1) ? address : "https://"_L1 + address;
}

Result<Entry> checkedDocstrings(Entry entry)
{
    const Result<QString> repository = repositoryIn(entry.text);
    if (!repository)
        return repository.error();
    entry.text = *repository;
    entry.branch = entry.branch.trimmed();
    if (!entry.branch.isEmpty()) {
        if (const Result<QString> branch = community::checkedBranch(entry.branch); !branch)
            return branch.error();
    }
    if (entry.languages.isEmpty()) // a file that names none has nothing read
        entry.languages = {u"matlab"_s, u"python"_s};
    return entry;
}

Result<Entry> checkedMailingList(Entry entry)
{
    const Result<QUrl> url = community::checkedBaseUrl(withScheme(entry.text));
    if (!url)
        return url.error();
    entry.text = url->toString() + u'/';
    if (entry.name.trimmed().isEmpty()) // an archive's address ends with it
        entry.name = url->path().section(u'/', -1);
    const Result<QString> name = community::checkedListName(entry.name);
    if (!name)
        return name.error();
    entry.name = *name;
    return entry;
}
} // namespace

QString entryKey(const Entry &entry)
{
    const QString kind = QString::number(static_cast<int>(entry.kind)) + u' ';
    return entry.kind == EntryKind::Docstrings ? kind + entry.text + u'@' + entry.branch : kind + entry.text;
}

QString entryTitle(const Entry &entry)
{
    switch (entry.kind) {
    case EntryKind::Docstrings: {
        QStringList parts{entry.text};
        if (!entry.branch.isEmpty())
            parts.append(Tr::tr("branch %1").arg(entry.branch));
        if (entry.languages.size() == 1) // both are the rule
            parts.append(entry.languages.constFirst() == "matlab"_L1 ? u"MATLAB"_s : u"Python"_s);
        return parts.join(u", "_s);
    }
    case EntryKind::Forum:
        return remoteTitle(entry.text);
    case EntryKind::List:
        return entry.startYear > 0 ? Tr::tr("%1, from %2 on").arg(entry.name).arg(entry.startYear)
                                   : entry.name;
    case EntryKind::Repository:
    case EntryKind::Query:
    case EntryKind::Doi:
        break;
    }
    return entry.text;
}

Result<Entry> checkedEntry(const Entry &given)
{
    Entry entry = given;
    const auto take = [&entry](const Result<QString> &text) -> Result<Entry> {
        if (!text)
            return text.error();
        entry.text = *text;
        return entry;
    };
    switch (entry.kind) {
    case EntryKind::Repository:
        return take(repositoryIn(entry.text));
    case EntryKind::Docstrings:
        return checkedDocstrings(entry);
    case EntryKind::Doi:
        return take(community::checkedDoi(entry.text));
    case EntryKind::List:
        return checkedMailingList(entry);
    case EntryKind::Forum: {
        const Result<QUrl> url = community::checkedBaseUrl(withScheme(entry.text));
        return url ? take(url->toString()) : url.error();
    }
    case EntryKind::Query:
        break;
    }
    entry.text = entry.text.simplified();
    if (entry.text.isEmpty())
        return Error{.kind = ErrorKind::Config,
                     .text = Tr::tr("There is nothing to look for."),
                     .hint = Tr::tr("Write the words that a paper would have, such as the toolbox’s name."),
                     .url = {}};
    return entry;
}

QString sourceOf(EntryKind kind)
{
    switch (kind) {
    case EntryKind::Repository:
        return u"github"_s;
    case EntryKind::Docstrings:
        return u"docstrings"_s;
    case EntryKind::Forum:
        return u"discourse"_s;
    case EntryKind::List:
        return u"mailman"_s;
    case EntryKind::Query:
    case EntryKind::Doi:
        break;
    }
    return u"papers"_s;
}

QList<Entry> entriesOf(const community::Community &community, EntryKind kind)
{
    QList<Entry> entries;
    const auto add = [&entries, kind](const QString &text) -> Entry & {
        Entry entry;
        entry.kind = kind;
        entry.text = text;
        entries.append(entry);
        return entries.last();
    };
    switch (kind) {
    case EntryKind::Repository:
        for (const QString &name : community.githubRepositories)
            add(name);
        break;
    case EntryKind::Docstrings:
        for (const community::DocstringRepository &one : community.docstrings) {
            Entry &entry = add(one.repository);
            entry.branch = one.branch;
            entry.languages = one.languages;
        }
        break;
    case EntryKind::Forum:
        for (const community::Forum &one : community.forums) {
            Entry &entry = add(one.url.toString());
            entry.tags = one.tags;
            entry.categories = one.categories;
        }
        break;
    case EntryKind::Query:
        for (const QString &query : community.citationQueries)
            add(query);
        break;
    case EntryKind::Doi:
        for (const QString &doi : community.citationDois)
            add(doi);
        break;
    case EntryKind::List:
        for (const community::MailingList &one : community.mailingLists) {
            Entry &entry = add(one.baseUrl.toString());
            entry.name = one.name;
            entry.startYear = one.startYear;
        }
        break;
    }
    return entries;
}

void setEntries(community::Community &community, EntryKind kind, const QList<Entry> &entries)
{
    const auto texts = [&entries] {
        QStringList all;
        for (const Entry &entry : entries)
            all.append(entry.text);
        return all;
    };
    switch (kind) {
    case EntryKind::Repository:
        community.githubRepositories = texts();
        break;
    case EntryKind::Query:
        community.citationQueries = texts();
        break;
    case EntryKind::Doi:
        community.citationDois = texts();
        break;
    case EntryKind::Docstrings:
        community.docstrings.clear();
        for (const Entry &entry : entries)
            community.docstrings.append(
                {.repository = entry.text, .branch = entry.branch, .languages = entry.languages});
        break;
    case EntryKind::Forum:
        community.forums.clear();
        for (const Entry &entry : entries)
            community.forums.append(
                {.url = QUrl(entry.text), .tags = entry.tags, .categories = entry.categories});
        break;
    case EntryKind::List: {
        // What the form does not show stays with its list.
        const QList<community::MailingList> before = std::exchange(community.mailingLists, {});
        for (const Entry &entry : entries) {
            community::MailingList list{.name = entry.name,
                                        .baseUrl = QUrl(entry.text),
                                        .displayName = {},
                                        .startYear = entry.startYear};
            for (const community::MailingList &old : before) {
                if (old.baseUrl == list.baseUrl && old.displayName != old.name)
                    list.displayName = old.displayName;
            }
            community.mailingLists.append(list);
        }
        break;
    }
    }
}

} // namespace lockkeeper::ui
