#include "community/Excerpt.h"
#include "community/Rules.h"
#include "community/SectionTools.h"
#include "community/Sections.h"

#include <QCoreApplication>

namespace lockkeeper::community {

using namespace Qt::StringLiterals;

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::Configuration)
};

void readId(Reader &reader, const Fields &top, const QString &folder, Community &community)
{
    const auto id =
        reader.requiredText(top, "id"_L1, "id: "_L1 + (isCommunityId(folder) ? folder : u"mne"_s));
    if (!id)
        return;
    if (!isCommunityId(id->text)) {
        reader.error(
            id->value, Tr::tr("%1 cannot be a community's id.").arg(quoted(id->text)),
            Tr::tr("Write small letters and digits, words joined by single hyphens, for example my-lab."));
        return;
    }
    if (id->text != folder) {
        reader.error(
            id->value,
            Tr::tr("The id is %1, but the folder is called %2.").arg(quoted(id->text), quoted(folder)),
            Tr::tr("Give both the same name."));
    }
    community.id = id->text;
}

void readLinks(Reader &reader, const Fields &top, Community &community)
{
    const auto links = reader.map(top, "links"_L1);
    if (!links)
        return;
    for (const auto &[name, value, mark] : links->all) {
        const auto text = reader.text(value);
        if (!text || text->isEmpty())
            continue; // a link that is not there yet
        const auto url = reader.accepted(value, checkedUrl(*text));
        if (!url)
            continue;
        warnIfUnencrypted(reader, value, *url);
        community.links.insert(name, *text);
    }
}

void readMaintainers(Reader &reader, const Fields &top, Community &community)
{
    const QList<Value> items = reader.list(top, "maintainers"_L1);
    community.maintainers = plainTexts(reader, items);
    for (const Value &item : items) {
        const YamlNode &node = *item.node;
        if (node.kind == YamlNode::Kind::Text && !node.text.trimmed().isEmpty() &&
            !isGithubUser(node.text.trimmed())) {
            reader.warning(item, Tr::tr("%1 is not a GitHub user name.").arg(quoted(node.text)),
                           Tr::tr("Write it without '@', as it stands in the profile's address."));
        }
    }
}
} // namespace

void readIdentity(Reader &reader, const Fields &top, const QString &folder, Community &community)
{
    readId(reader, top, folder, community);
    community.name = reader.text(top, "name"_L1);
    if (community.name.isEmpty())
        community.name = community.id;
    community.description = reader.text(top, "description"_L1);
    community.status = reader.text(top, "status"_L1);
    readLinks(reader, top, community);
    readMaintainers(reader, top, community);
}

} // namespace lockkeeper::community
