#include "ui/onboarding/OnboardingForm.h"

#include "community/CommunityIds.h"
#include "ui/onboarding/DraftJson.h"

#include <QUrl>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
// At night in Europe and America, an hour apart, so that no two of them begin together.
QString usualCron(const QString &source)
{
    static const QMap<QString, QString> lines{{u"github"_s, u"0 2 * * *"_s},
                                              {u"discourse"_s, u"0 4 * * *"_s},
                                              {u"docstrings"_s, u"0 3 * * 1"_s},
                                              {u"papers"_s, u"0 5 * * 1"_s},
                                              {u"mailman"_s, u"0 6 * * 1"_s}};
    return lines.value(source);
}

// As two people may write the same page: without its scheme, "www." and a slash at the end.
QString plainAddress(const QString &address)
{
    const QUrl url(address.trimmed());
    QString host = url.host().toLower();
    if (host.startsWith("www."_L1))
        host.remove(0, 4);
    QString path = url.path();
    while (path.endsWith(u'/'))
        path.chop(1);
    return host.isEmpty() ? QString() : host + path;
}
} // namespace

Step stepOf(EntryKind kind)
{
    switch (kind) {
    case EntryKind::Repository:
        return Step::Repositories;
    case EntryKind::Docstrings:
        return Step::Docstrings;
    case EntryKind::Forum:
        return Step::Forum;
    case EntryKind::List:
        return Step::Lists;
    case EntryKind::Query:
    case EntryKind::Doi:
        break;
    }
    return Step::Papers;
}

OnboardingForm::OnboardingForm(QObject *parent)
    : QObject(parent)
{
}

bool OnboardingForm::isEmpty() const
{
    return m_draft.community == community::Community() && m_draft.ownSchedules.isEmpty() && !hasPending() &&
           m_draft.pasted.trimmed().isEmpty();
}

void OnboardingForm::clear()
{
    m_draft = {};
    m_before.reset();
    Q_EMIT changed();
}

void OnboardingForm::edit(const community::Community &community)
{
    const QStringList all = sources();
    m_draft = {};
    m_draft.community = community;
    m_draft.idIsOwn = true;
    m_draft.ownSchedules = QSet<QString>(all.cbegin(), all.cend());
    m_draft.startSync = false;
    m_before = community;
    Q_EMIT changed();
}

bool OnboardingForm::hasChanges() const
{
    return m_before && (community() != *m_before || hasPending());
}

QStringList OnboardingForm::removed() const
{
    QStringList titles;
    for (const EntryKind kind : entryKinds) {
        for (const Entry &entry : m_before ? entriesOf(*m_before, kind) : QList<Entry>()) {
            if (!contains(entry))
                titles.append(entryTitle(entry));
        }
    }
    return titles;
}

bool OnboardingForm::hasPending() const
{
    return std::ranges::any_of(m_draft.pending,
                               [](const QString &text) { return !text.trimmed().isEmpty(); });
}

void OnboardingForm::setTaken(const QStringList &ids)
{
    m_taken = ids;
    community::Community &c = m_draft.community;
    if (!m_draft.idIsOwn && ids.contains(c.id))
        c.id = community::freeId(c.name, ids);
    Q_EMIT changed();
}

void OnboardingForm::setCommunities(const QMap<QString, QString> &homepages)
{
    m_homepages = homepages;
    Q_EMIT changed();
}

QString OnboardingForm::isThere() const
{
    const community::Community &c = m_draft.community;
    if (isEdit())
        return {};
    if (m_homepages.contains(c.id))
        return c.id;
    const QString usual = c.name.trimmed().isEmpty() ? QString() : community::idFromName(c.name);
    if (!m_draft.idIsOwn && m_homepages.contains(usual))
        return usual;
    const QString homepage = plainAddress(c.links.value(u"homepage"_s));
    if (homepage.isEmpty())
        return {};
    for (auto one = m_homepages.cbegin(); one != m_homepages.cend(); ++one) {
        if (plainAddress(one.value()) == homepage)
            return one.key();
    }
    return {};
}

void OnboardingForm::setName(const QString &name)
{
    if (name == m_draft.community.name)
        return;
    m_draft.community.name = name;
    if (!m_draft.idIsOwn)
        m_draft.community.id = name.trimmed().isEmpty() ? QString() : community::freeId(name, m_taken);
    Q_EMIT changed();
}

void OnboardingForm::setId(const QString &id)
{
    m_draft.idIsOwn = !id.isEmpty();
    m_draft.community.id = id;
    Q_EMIT changed();
}

void OnboardingForm::setDescription(const QString &text)
{
    m_draft.community.description = text;
    Q_EMIT changed();
}

void OnboardingForm::setHomepage(const QString &address)
{
    if (address.trimmed().isEmpty())
        m_draft.community.links.remove(u"homepage"_s);
    else
        m_draft.community.links.insert(u"homepage"_s, address.trimmed());
    Q_EMIT changed();
}

void OnboardingForm::setPasted(const QString &text)
{
    m_draft.pasted = text;
    Q_EMIT changed();
}

void OnboardingForm::setStep(Step step)
{
    m_draft.step = static_cast<int>(step);
    Q_EMIT changed();
}

void OnboardingForm::setStartSync(bool start)
{
    m_draft.startSync = start;
    Q_EMIT changed();
}

void OnboardingForm::setPending(EntryKind kind, const QString &text)
{
    if (m_draft.pending.value(static_cast<int>(kind)) == text)
        return;
    if (text.isEmpty())
        m_draft.pending.remove(static_cast<int>(kind));
    else
        m_draft.pending.insert(static_cast<int>(kind), text);
    Q_EMIT changed();
}

QList<Entry> OnboardingForm::entries(EntryKind kind) const
{
    return entriesOf(m_draft.community, kind);
}

bool OnboardingForm::contains(const Entry &entry) const
{
    const QString key = entryKey(entry);
    return std::ranges::any_of(entries(entry.kind),
                               [&key](const Entry &one) { return entryKey(one) == key; });
}

Result<Entry> OnboardingForm::add(const Entry &given)
{
    Result<Entry> entry = checkedEntry(given);
    if (!entry)
        return entry;
    if (contains(*entry))
        return Error{.kind = ErrorKind::Config,
                     .text = tr("%1 is in the list already.").arg(entryTitle(*entry)),
                     .hint = {},
                     .url = {}};
    put(entry->kind, entries(entry->kind) << *entry);
    return entry;
}

void OnboardingForm::replace(EntryKind kind, int row, const Entry &entry)
{
    QList<Entry> all = entries(kind);
    if (row < 0 || row >= all.size() || all.at(row) == entry)
        return;
    const bool twice = entryKey(all.at(row)) != entryKey(entry) && contains(entry);
    if (twice)
        all.removeAt(row);
    else
        all[row] = entry;
    put(kind, all);
}

void OnboardingForm::remove(EntryKind kind, int row)
{
    QList<Entry> all = entries(kind);
    if (row < 0 || row >= all.size())
        return;
    all.removeAt(row);
    put(kind, all);
}

void OnboardingForm::put(EntryKind kind, const QList<Entry> &all)
{
    setEntries(m_draft.community, kind, all);
    Q_EMIT changed();
}

QStringList OnboardingForm::sources()
{
    return {u"github"_s, u"docstrings"_s, u"discourse"_s, u"papers"_s, u"mailman"_s};
}

bool OnboardingForm::hasSource(const QString &source) const
{
    return std::ranges::any_of(entryKinds, [&](EntryKind kind) {
        return sourceOf(kind) == source && !entriesOf(m_draft.community, kind).isEmpty();
    });
}

QString OnboardingForm::cron(const QString &source) const
{
    if (m_draft.ownSchedules.contains(source))
        return m_draft.community.sync.value(source);
    return hasSource(source) ? usualCron(source) : QString();
}

void OnboardingForm::setCron(const QString &source, const QString &line)
{
    m_draft.ownSchedules.insert(source);
    if (line.trimmed().isEmpty())
        m_draft.community.sync.remove(source);
    else
        m_draft.community.sync.insert(source, line.simplified());
    Q_EMIT changed();
}

community::Community OnboardingForm::community() const
{
    community::Community result = m_draft.community;
    for (const QString &source : sources()) {
        const QString line = hasSource(source) || isEdit() ? cron(source) : QString();
        if (line.isEmpty())
            result.sync.remove(source);
        else
            result.sync.insert(source, line);
    }
    return result;
}

QByteArray OnboardingForm::toJson() const
{
    return draftJson(m_draft);
}

bool OnboardingForm::restore(const QByteArray &json)
{
    std::optional<Draft> draft = draftFromJson(json);
    if (!draft)
        return false;
    m_draft = std::move(*draft);
    m_before.reset();
    Q_EMIT changed();
    return true;
}

} // namespace lockkeeper::ui
