// The sections whose items are maps: forums, docstrings, mailing lists.
#include "community/ConfigEditSections.h"

#include "community/ListEdit.h"
#include "community/Rules.h"

namespace lockkeeper::community {

using namespace Qt::StringLiterals;

namespace {
using NewFields = QList<std::pair<QString, YamlPiece>>;

YamlPath keyBelow(const YamlPath &path, const QString &key)
{
    return path + YamlPath{{.key = key, .index = -1}};
}

YamlPath itemBelow(const YamlPath &path, int number)
{
    return path + YamlPath{{.key = {}, .index = number}};
}

// One field of an item: changed where it stands, added where it doesn't.
Result<void> editField(YamlEditor &editor, const YamlPath &item, const QString &key, const QString &text,
                       const QStringList &order, Quote quote = Quote::Plain)
{
    const YamlPath path = keyBelow(item, key);
    const Result<std::optional<YamlPlace>> there = editor.source().find(path);
    if (!there)
        return there.error();
    return *there ? editor.setText(path, text, quote)
                  : editor.addKey(item, key, YamlPiece::ofText(text, quote), order);
}

// `before` and `after` are names by which items are known. One that another has taken the place of is renamed
// in its item, so that what else stands there stays.
template <typename Rename>
Result<void> renameItems(YamlEditor &editor, const ListEdit &edit, const QStringList &before,
                         const QStringList &after, Rename rename)
{
    Result<void> done;
    for (qsizetype i = 0; done && before.size() == after.size() && i < before.size(); ++i) {
        const bool sameItem = before.at(i).compare(after.at(i), Qt::CaseInsensitive) == 0;
        const bool replaced = !after.contains(before.at(i), Qt::CaseInsensitive) &&
                              !before.contains(after.at(i), Qt::CaseInsensitive);
        if (before.at(i) == after.at(i) || (!sameItem && !replaced))
            continue;
        const Result<int> number = itemNumber(editor, edit, before.at(i));
        if (!number)
            return number.error();
        done = rename(itemBelow(edit.path(), *number), i);
    }
    return done;
}

template <typename Item, typename Name>
QStringList names(const QList<Item> &items, Name name)
{
    QStringList result;
    for (const Item &item : items)
        result.append(name(item));
    return result;
}

// A section's items: renamed, removed, moved and added, then each that was there before is changed.
template <typename Item, typename Name, typename Rename, typename Change>
Result<void> editItems(YamlEditor &editor, const ListEdit &edit, const QList<Item> &before,
                       const QList<Item> &after, Name name, Rename rename, Change change)
{
    if (before == after)
        return {};
    const QStringList oldNames = names(before, name);
    const QStringList newNames = names(after, name);
    QList<Item> known = before; // by the names they have now
    Result<void> done = renameItems(editor, edit, oldNames, newNames, [&](const YamlPath &item, qsizetype i) {
        known[i] = before.at(i);
        return rename(item, after.at(i));
    });
    if (done)
        done = alignList(editor, edit, newNames);
    for (qsizetype i = 0; done && i < after.size(); ++i) {
        qsizetype old = -1;
        for (qsizetype k = 0; k < known.size(); ++k) {
            const QString was = name(known.at(k));
            const bool renamed = known.size() == after.size() && k == i &&
                                 !newNames.contains(was, Qt::CaseInsensitive) &&
                                 !oldNames.contains(newNames.at(i), Qt::CaseInsensitive);
            if (was.compare(newNames.at(i), Qt::CaseInsensitive) == 0 || renamed)
                old = k;
        }
        if (old < 0)
            continue; // it was added as it shall be
        const Result<int> number = itemNumber(editor, edit, newNames.at(i));
        if (!number)
            return number.error();
        done = change(itemBelow(edit.path(), *number), known.at(old), after.at(i));
    }
    return done;
}

std::optional<QString> accepted(const Result<QString> &checked)
{
    return checked ? std::optional<QString>(*checked) : std::nullopt;
}

const QStringList &forumOrder()
{
    static const QStringList order{u"url"_s, u"tags"_s, u"categories"_s};
    return order;
}

const QStringList &listOrder()
{
    static const QStringList order{u"list_name"_s, u"base_url"_s, u"display_name"_s, u"start_year"_s};
    return order;
}

const QStringList &docstringOrder()
{
    static const QStringList order{u"repo"_s, u"branch"_s, u"languages"_s};
    return order;
}

QString addressOf(const QUrl &url)
{
    return url.toString(QUrl::FullyEncoded);
}

YamlPiece categoryPiece(const Category &category, bool flow)
{
    return YamlPiece::ofFields({{u"slug"_s, YamlPiece::ofText(category.slug)},
                                {u"id"_s, YamlPiece::ofText(QString::number(category.id), Quote::Number)}},
                               flow);
}

YamlPiece forumPiece(const Forum &forum, bool flow)
{
    NewFields fields{{u"url"_s, YamlPiece::ofText(addressOf(forum.url))}};
    if (!forum.tags.isEmpty())
        fields.append({u"tags"_s, YamlPiece::ofTexts(forum.tags, true)});
    QList<YamlPiece> categories;
    for (const Category &category : forum.categories)
        categories.append(categoryPiece(category, false));
    if (!categories.isEmpty())
        fields.append({u"categories"_s, YamlPiece::ofItems(categories)});
    return YamlPiece::ofFields(fields, flow);
}

YamlPiece listPiece(const MailingList &list, bool flow)
{
    NewFields fields{{u"list_name"_s, YamlPiece::ofText(list.name)},
                     {u"base_url"_s, YamlPiece::ofText(addressOf(list.baseUrl))}};
    if (list.displayName != list.name)
        fields.append({u"display_name"_s, YamlPiece::ofText(list.displayName)});
    if (list.startYear > 0)
        fields.append({u"start_year"_s, YamlPiece::ofText(QString::number(list.startYear), Quote::Number)});
    return YamlPiece::ofFields(fields, flow);
}

Result<void> editCategories(YamlEditor &editor, const YamlPath &forum, const QList<Category> &before,
                            const QList<Category> &after)
{
    ListEdit edit;
    edit.map = forum;
    edit.key = u"categories"_s;
    edit.order = forumOrder();
    edit.nameOf = [](const YamlSource &source, const YamlPlace &item) {
        return fieldText(source, item, u"id"_s);
    };
    edit.piece = [&](qsizetype number, bool flow) {
        return categoryPiece(after.at(number), flow);
    };
    edit.fresh = YamlPiece::ofItems;
    const auto change = [&](const YamlPath &item, const Category &from, const Category &to) {
        Result<void> done;
        if (from.slug != to.slug)
            done = editor.setText(keyBelow(item, u"slug"_s), to.slug);
        return done;
    };
    return editItems(
        editor, edit, before, after, [](const Category &one) { return QString::number(one.id); },
        [&](const YamlPath &item, const Category &to) {
            return editor.setText(keyBelow(item, u"id"_s), QString::number(to.id), Quote::Number);
        },
        change);
}
} // namespace

std::optional<QString> fieldText(const YamlSource &source, const YamlPlace &map, const QString &key)
{
    const int number = source.indexOf(map, key);
    const Result<YamlPlace> field =
        number >= 0 ? source.child(map, number) : Result<YamlPlace>(source.notEditable(map.value));
    if (!field || source.at(*field).kind != YamlNode::Kind::Text)
        return std::nullopt;
    return source.at(*field).text.trimmed();
}

Result<void> editForums(YamlEditor &editor, const Community &before, const Community &after)
{
    ListEdit edit;
    edit.key = u"discourse"_s;
    edit.order = topOrder();
    edit.nameOf = [](const YamlSource &source, const YamlPlace &item) -> std::optional<QString> {
        const auto text = fieldText(source, item, u"url"_s);
        const Result<QUrl> url = checkedBaseUrl(text.value_or(QString()));
        return url ? std::optional<QString>(url->toString()) : std::nullopt;
    };
    edit.piece = [&](qsizetype number, bool flow) {
        return forumPiece(after.forums.at(number), flow);
    };
    edit.fresh = YamlPiece::ofItems;
    const auto change = [&](const YamlPath &item, const Forum &from, const Forum &to) {
        const Result<void> done = editTexts(
            editor, {.map = item, .key = u"tags"_s, .order = forumOrder(), .flow = true}, from.tags, to.tags);
        return done && from.categories != to.categories
                   ? editCategories(editor, item, from.categories, to.categories)
                   : done;
    };
    return editItems(
        editor, edit, before.forums, after.forums, [](const Forum &one) { return one.url.toString(); },
        [&](const YamlPath &item, const Forum &to) {
            return editor.setText(keyBelow(item, u"url"_s), addressOf(to.url));
        },
        change);
}

Result<void> editMailingLists(YamlEditor &editor, const Community &before, const Community &after)
{
    ListEdit edit;
    edit.key = u"mailman"_s;
    edit.order = topOrder();
    edit.nameOf = [](const YamlSource &source, const YamlPlace &item) {
        return fieldText(source, item, u"list_name"_s);
    };
    edit.piece = [&](qsizetype number, bool flow) {
        return listPiece(after.mailingLists.at(number), flow);
    };
    edit.fresh = YamlPiece::ofItems;
    const auto change = [&](const YamlPath &item, const MailingList &from, const MailingList &to) {
        Result<void> done;
        if (from.baseUrl != to.baseUrl)
            done = editor.setText(keyBelow(item, u"base_url"_s), addressOf(to.baseUrl));
        // Without a key of its own, the name shown is the list's, which may have just changed.
        const Result<std::optional<YamlPlace>> shown =
            editor.source().find(keyBelow(item, u"display_name"_s));
        if (done && !shown)
            return Result<void>(shown.error());
        if (done && (from.displayName != to.displayName || (!*shown && to.displayName != to.name)))
            done = editField(editor, item, u"display_name"_s, to.displayName, listOrder());
        if (!done || from.startYear == to.startYear)
            return done;
        if (to.startYear == 0)
            return editor.removeKey(item, u"start_year"_s);
        return editField(editor, item, u"start_year"_s, QString::number(to.startYear), listOrder(),
                         Quote::Number);
    };
    return editItems(
        editor, edit, before.mailingLists, after.mailingLists,
        [](const MailingList &one) { return one.name; },
        [&](const YamlPath &item, const MailingList &to) {
            return editor.setText(keyBelow(item, u"list_name"_s), to.name);
        },
        change);
}

Result<void> editDocstrings(YamlEditor &editor, const Community &before, const Community &after)
{
    ListEdit edit;
    edit.map = YamlPath{{.key = u"docstrings"_s, .index = -1}};
    edit.key = u"repos"_s;
    edit.order = topOrder();
    edit.nameOf = [](const YamlSource &source, const YamlPlace &item) -> std::optional<QString> {
        return accepted(checkedRepository(fieldText(source, item, u"repo"_s).value_or(QString())));
    };
    edit.piece = [&](qsizetype number, bool flow) {
        const DocstringRepository &one = after.docstrings.at(number);
        return YamlPiece::ofFields({{u"repo"_s, YamlPiece::ofText(one.repository)},
                                    {u"branch"_s, YamlPiece::ofText(one.branch)},
                                    {u"languages"_s, YamlPiece::ofTexts(one.languages, true)}},
                                   flow);
    };
    edit.fresh = YamlPiece::ofItems;
    const auto change = [&](const YamlPath &item, const DocstringRepository &from,
                            const DocstringRepository &to) {
        Result<void> done;
        if (from.branch != to.branch)
            done = editField(editor, item, u"branch"_s, to.branch, docstringOrder());
        if (!done || from.languages == to.languages)
            return done;
        const YamlPath path = keyBelow(item, u"languages"_s);
        const Result<std::optional<YamlPlace>> there = editor.source().find(path);
        if (!there)
            return Result<void>(there.error());
        const bool unsaid = !*there || editor.source().at(**there).kind == YamlNode::Kind::Null;
        return unsaid ? editor.addKey(item, u"languages"_s, YamlPiece::ofTexts(to.languages, true),
                                      docstringOrder())
                      : editTexts(editor,
                                  {.map = item,
                                   .key = u"languages"_s,
                                   .order = docstringOrder(),
                                   .flow = true,
                                   .rule = checkedLanguage},
                                  from.languages, to.languages);
    };
    return editItems(
        editor, edit, before.docstrings, after.docstrings,
        [](const DocstringRepository &one) { return one.repository; },
        [&](const YamlPath &item, const DocstringRepository &to) {
            return editor.setText(keyBelow(item, u"repo"_s), to.repository);
        },
        change);
}

} // namespace lockkeeper::community
