#include "inspect/item/Item.h"

#include <QLatin1StringView>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace lockkeeper::inspect {

namespace {

// What would end a link's text or begin something else in it.
QString markdownEscaped(const QString &text)
{
    QString result;
    for (const QChar character : text.simplified()) {
        if (QStringView(u"\\[]*_`<>#").contains(character))
            result += u'\\';
        result += character;
    }
    return result;
}

// Spaces and brackets in an address end it.
QString linkTarget(const QString &url)
{
    QString target = url;
    return target.replace(u' ', "%20"_L1)
        .replace(u'(', "%28"_L1)
        .replace(u')', "%29"_L1)
        .replace(u'<', "%3C"_L1)
        .replace(u'>', "%3E"_L1);
}

QString fieldText(const Item &item, QLatin1StringView column)
{
    for (const ItemField &field : item.fields) {
        if (field.column == column)
            return field.value.toString();
    }
    return {};
}

QString linked(const QString &text, const QString &url)
{
    return url.isEmpty() ? text : u"[%1](%2)"_s.arg(text, linkTarget(url));
}

} // namespace

QString itemName(const Item &item)
{
    const QString &table = item.ref.table;
    if (table == "github_items"_L1)
        return u"%1#%2"_s.arg(item.origin).arg(item.number);
    if (table == "bep_items"_L1)
        return "BEP "_L1 + fieldText(item, "bep_number"_L1);
    if (table == "papers"_L1)
        return u"%1: %2"_s.arg(item.origin, fieldText(item, "external_id"_L1));
    if (table == "docstrings"_L1)
        return u"%1: %2"_s.arg(fieldText(item, "file_path"_L1), item.title);
    if (table == "discourse_topics"_L1)
        return u"%1/t/%2"_s.arg(item.origin).arg(item.number);
    if (table == "mailing_list_messages"_L1)
        return u"%1: %2"_s.arg(item.origin, fieldText(item, "message_id"_L1));
    return u"%1: %2"_s.arg(item.origin, fieldText(item, "thread_id"_L1));
}

QString markdownLink(const Item &item)
{
    const QString name = itemName(item);
    const QString text = name.endsWith(item.title) ? name : u"%1: %2"_s.arg(name, item.title);
    return linked(markdownEscaped(text), item.url);
}

QString markdownForm(const Item &item)
{
    QStringList facts{markdownEscaped(itemName(item))};
    for (const QString &fact : {item.type, item.time}) {
        if (!fact.isEmpty())
            facts.append(markdownEscaped(fact));
    }
    QString form = "# "_L1 + markdownEscaped(item.title) + "\n\n"_L1 + facts.join(u", "_s) + u'\n';
    if (!item.url.isEmpty())
        form += u"\n<%1>\n"_s.arg(linkTarget(item.url));
    for (const ItemText &text : item.texts) {
        if (item.texts.size() > 1)
            form += "\n## "_L1 + markdownEscaped(text.column) + u'\n';
        form += u'\n' + text.text.trimmed() + u'\n';
    }
    return form;
}

} // namespace lockkeeper::inspect
