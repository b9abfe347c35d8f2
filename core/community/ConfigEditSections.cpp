// The sections that hold texts: identity, schedule, repositories, papers.
#include "community/ConfigEditSections.h"

#include "community/Excerpt.h"
#include "community/ListEdit.h"
#include "community/Rules.h"

#include <QCoreApplication>

namespace lockkeeper::community {

using namespace Qt::StringLiterals;

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::Configuration)
};

YamlPath pathOf(const QStringList &keys)
{
    YamlPath path;
    for (const QString &key : keys)
        path.append({.key = key, .index = -1});
    return path;
}

Result<void> editText(YamlEditor &editor, const QString &key, const QString &text)
{
    const Result<std::optional<YamlPlace>> there = editor.source().find(pathOf({key}));
    if (!there)
        return there.error();
    return *there ? editor.setText(pathOf({key}), text)
                  : editor.addKey({}, key, YamlPiece::ofText(text), topOrder());
}

// A section that has lost its last key goes as well.
Result<void> removeFrom(YamlEditor &editor, const QString &section, const QString &key)
{
    const Result<std::optional<YamlPlace>> map = editor.source().find(pathOf({section}));
    if (!map)
        return map.error();
    const bool only = *map && editor.source().count(**map) == 1 && !editor.source().at(**map).flow;
    return only ? editor.removeKey({}, section) : editor.removeKey(pathOf({section}), key);
}

Result<void> editLinks(YamlEditor &editor, const Community &before, const Community &after)
{
    Result<void> done;
    for (auto link = before.links.begin(); done && link != before.links.end(); ++link) {
        if (!after.links.contains(link.key()))
            done = removeFrom(editor, u"links"_s, link.key());
    }
    for (auto link = after.links.begin(); done && link != after.links.end(); ++link) {
        if (before.links.value(link.key()) == link.value())
            continue;
        const YamlPath path = pathOf({u"links"_s, link.key()});
        const Result<std::optional<YamlPlace>> there = editor.source().find(path);
        if (!there)
            return there.error();
        done = *there ? editor.setText(path, link.value())
                      : editor.addKey(pathOf({u"links"_s}), link.key(), YamlPiece::ofText(link.value()), {});
    }
    return done;
}

// An assistant that merges papers' versions wants each of them among the DOIs.
Result<void> checkAliases(const YamlEditor &editor, const QStringList &before, const QStringList &after)
{
    const YamlSource &source = editor.source();
    const Result<std::optional<YamlPlace>> aliases = source.find(pathOf({u"citations"_s, u"aliases"_s}));
    if (!aliases || !*aliases || source.at(**aliases).kind != YamlNode::Kind::Map)
        return {};
    const YamlNode &map = source.at(**aliases);
    for (std::size_t i = 0; i + 1 < map.children.size(); i += 2) {
        const Result<QString> doi = checkedDoi(source.tree().at(map.children[i]).text);
        if (doi && before.contains(*doi) && !after.contains(*doi))
            return refused(Tr::tr("%1 cannot be removed: line %2 names other versions of that paper.")
                               .arg(*doi, QString::number(map.marks[i].line + 1)),
                           Tr::tr("Remove it from citations.aliases in a text editor first."));
    }
    return {};
}
} // namespace

const QStringList &topOrder()
{
    static const QStringList order{u"id"_s,        u"name"_s,        u"description"_s, u"status"_s,
                                   u"links"_s,     u"maintainers"_s, u"sync"_s,        u"github"_s,
                                   u"citations"_s, u"discourse"_s,   u"docstrings"_s,  u"mailman"_s};
    return order;
}

Result<void> editIdentity(YamlEditor &editor, const Community &before, const Community &after)
{
    Result<void> done;
    if (before.name != after.name)
        done = editText(editor, u"name"_s, after.name);
    if (done && before.description != after.description)
        done = editText(editor, u"description"_s, after.description);
    if (done && before.status != after.status)
        done = after.status.isEmpty() ? editor.removeKey({}, u"status"_s)
                                      : editText(editor, u"status"_s, after.status);
    if (done)
        done = editLinks(editor, before, after);
    if (!done)
        return done;
    return editTexts(editor, {.map = {}, .key = u"maintainers"_s, .order = topOrder()}, before.maintainers,
                     after.maintainers);
}

Result<void> editSchedule(YamlEditor &editor, const Community &before, const Community &after)
{
    Result<void> done;
    for (auto line = before.sync.begin(); done && line != before.sync.end(); ++line) {
        if (!after.sync.contains(line.key()))
            done = removeFrom(editor, u"sync"_s, line.key());
    }
    for (auto line = after.sync.begin(); done && line != after.sync.end(); ++line) {
        if (before.sync.value(line.key()) == line.value())
            continue;
        const YamlPath path = pathOf({u"sync"_s, line.key()});
        const YamlPath cron = pathOf({u"sync"_s, line.key(), u"cron"_s});
        const Result<std::optional<YamlPlace>> there = editor.source().find(cron);
        if (!there)
            return there.error();
        static const QStringList kinds{u"github"_s,     u"discourse"_s, u"papers"_s,
                                       u"docstrings"_s, u"mailman"_s,   u"beps"_s};
        const YamlPiece piece = YamlPiece::ofText(line.value(), Quote::Double);
        if (*there)
            done = editor.setText(cron, line.value(), Quote::Double);
        else if (const auto sync = editor.source().find(pathOf({u"sync"_s})); sync && *sync)
            done = editor.addKey(pathOf({u"sync"_s}), line.key(), YamlPiece::ofFields({{u"cron"_s, piece}}),
                                 kinds);
        else
            done = editor.addKey(
                {}, u"sync"_s, YamlPiece::ofFields({{line.key(), YamlPiece::ofFields({{u"cron"_s, piece}})}}),
                topOrder());
    }
    return done;
}

Result<void> editTexts(YamlEditor &editor, const TextListPlace &place, const QStringList &before,
                       const QStringList &after)
{
    if (before == after)
        return {};
    Quote quote = place.quote;
    ListEdit edit;
    edit.map = place.map;
    edit.key = place.key;
    edit.order = place.order;
    edit.nameOf = [rule = place.rule](const YamlSource &source,
                                      const YamlPlace &item) -> std::optional<QString> {
        const YamlNode &node = source.at(item);
        const QString text = node.text.trimmed();
        if (node.kind != YamlNode::Kind::Text || text.isEmpty())
            return std::nullopt;
        if (!rule)
            return text;
        const Result<QString> checked = rule(text);
        return checked ? std::optional<QString>(*checked) : std::nullopt;
    };
    edit.piece = [&](qsizetype number, bool /*flow*/) {
        return YamlPiece::ofText(after.at(number), quote);
    };
    edit.fresh = [&](const QList<YamlPiece> &items) {
        YamlPiece list = YamlPiece::ofItems(items);
        list.flow = place.flow;
        return list;
    };
    // In the quotes of the items that are there.
    const Result<std::optional<YamlPlace>> list = editor.source().find(edit.path());
    if (!list)
        return list.error();
    if (*list && editor.source().count(**list) > 0) {
        const Result<YamlPlace> last = editor.source().child(**list, editor.source().count(**list) - 1);
        if (!last)
            return last.error();
        const char first = editor.source().text().at(last->value);
        quote = first == '"' ? Quote::Double : first == '\'' ? Quote::Single : Quote::Plain;
    }
    Result<void> done = alignList(editor, edit, after);
    // What differs in capitals only is the same item, written otherwise.
    for (const QString &text : after) {
        if (!done || before.contains(text) || !before.contains(text, Qt::CaseInsensitive))
            continue;
        const Result<int> number = itemNumber(editor, edit, text);
        done = number ? editor.setText(edit.path() + YamlPath{{.key = {}, .index = *number}}, text)
                      : Result<void>(number.error());
    }
    return done;
}

Result<void> editTextLists(YamlEditor &editor, const Community &before, const Community &after)
{
    Result<void> done = checkAliases(editor, before.citationDois, after.citationDois);
    const QStringList papers{u"queries"_s, u"dois"_s};
    const auto edit = [&](const TextListPlace &place, const QStringList &from, const QStringList &to) {
        if (done)
            done = editTexts(editor, place, from, to);
    };
    edit({.map = pathOf({u"github"_s}), .key = u"repos"_s, .order = topOrder(), .rule = checkedRepository},
         before.githubRepositories, after.githubRepositories);
    edit({.map = pathOf({u"citations"_s}), .key = u"queries"_s, .order = topOrder()}, before.citationQueries,
         after.citationQueries);
    edit({.map = pathOf({u"citations"_s}),
          .key = u"dois"_s,
          .order = topOrder() + papers,
          .quote = Quote::Double,
          .rule = checkedDoi},
         before.citationDois, after.citationDois);
    return done;
}

} // namespace lockkeeper::community
