#include "community/ListEdit.h"

#include <QSet>

namespace lockkeeper::community {

namespace {
struct NamedItem
{
    QString name;
    int number = 0; // in the file, where repeats and empty items count
};

Result<QList<NamedItem>> namedItems(const YamlEditor &editor, const ListEdit &edit)
{
    QList<NamedItem> items;
    const YamlSource &source = editor.source();
    const Result<std::optional<YamlPlace>> list = source.find(edit.path());
    if (!list)
        return list.error();
    if (!*list || source.at(**list).kind != YamlNode::Kind::List)
        return items;
    for (int i = 0; i < source.count(**list); ++i) {
        const Result<YamlPlace> item = source.child(**list, i);
        if (!item)
            return item.error();
        if (const auto name = edit.nameOf(source, *item))
            items.append({.name = *name, .number = i});
    }
    return items;
}

QList<NamedItem> withoutRepeats(const QList<NamedItem> &items)
{
    QList<NamedItem> result;
    QSet<QString> seen;
    for (const NamedItem &item : items) {
        const QString folded = item.name.toCaseFolded();
        if (!seen.contains(folded))
            result.append(item);
        seen.insert(folded);
    }
    return result;
}

bool isSame(const QString &a, const QString &b)
{
    return a.toCaseFolded() == b.toCaseFolded();
}

Result<void> removeOthers(YamlEditor &editor, const ListEdit &edit, const QStringList &after)
{
    const Result<QList<NamedItem>> items = namedItems(editor, edit);
    if (!items)
        return items.error();
    for (auto item = items->crbegin(); item != items->crend(); ++item) {
        if (after.contains(item->name, Qt::CaseInsensitive))
            continue;
        if (Result<void> done = editor.removeItem(edit.path(), item->number); !done)
            return done;
    }
    return {};
}

Result<void> addOrMove(YamlEditor &editor, const ListEdit &edit, const QStringList &after, qsizetype number)
{
    const Result<QList<NamedItem>> all = namedItems(editor, edit);
    if (!all)
        return all.error();
    const QList<NamedItem> items = withoutRepeats(*all);
    if (number < items.size() && isSame(items.at(number).name, after.at(number)))
        return {};
    const int behind = number > 0 ? items.at(number - 1).number : -1;
    for (const NamedItem &item : items) {
        if (isSame(item.name, after.at(number)))
            return editor.moveItem(edit.path(), item.number, behind);
    }
    const Result<std::optional<YamlPlace>> list = editor.source().find(edit.path());
    if (!list)
        return list.error();
    if (!*list || editor.source().at(**list).kind == YamlNode::Kind::Null)
        return editor.addKey(edit.map, edit.key, edit.fresh({edit.piece(number, false)}), edit.order);
    // As its neighbour is written, in lines or in braces.
    const int like = behind >= 0 ? behind : 0;
    bool flow = editor.source().at(**list).flow;
    if (!flow && like < editor.source().count(**list)) {
        const Result<YamlPlace> item = editor.source().child(**list, like);
        flow = item && editor.source().at(*item).flow;
    }
    return editor.addItem(edit.path(), behind, edit.piece(number, flow));
}
} // namespace

Result<int> itemNumber(const YamlEditor &editor, const ListEdit &edit, const QString &name)
{
    const Result<QList<NamedItem>> items = namedItems(editor, edit);
    if (!items)
        return items.error();
    for (const NamedItem &item : *items) {
        if (isSame(item.name, name))
            return item.number;
    }
    return -1;
}

Result<void> alignList(YamlEditor &editor, const ListEdit &edit, const QStringList &after)
{
    Result<void> done = removeOthers(editor, edit, after);
    for (qsizetype number = 0; done && number < after.size(); ++number)
        done = addOrMove(editor, edit, after, number);
    return done;
}

} // namespace lockkeeper::community
