#include "community/SectionTools.h"

#include "community/Excerpt.h"
#include "community/Rules.h"

#include <QCoreApplication>

namespace lockkeeper::community {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::Configuration)
};
} // namespace

bool Repeats::isFirst(const Value &value, const QString &text)
{
    const QString folded = text.toCaseFolded();
    if (m_seen.contains(folded)) {
        m_reader.warning(value, Tr::tr("%1 stands here already; this one is left out.").arg(quoted(text)),
                         Tr::tr("Remove one of them."));
        return false;
    }
    m_seen.insert(folded);
    return true;
}

QStringList checkedTexts(Reader &reader, const QList<Value> &items, Result<QString> (*check)(const QString &))
{
    QStringList result;
    Repeats repeats(reader);
    for (const Value &item : items) {
        const bool isNull = item.node->kind == YamlNode::Kind::Null;
        const auto text = isNull ? QString() : reader.text(item);
        if (!text)
            continue;
        const auto checked = reader.accepted(item, check(*text));
        if (checked && repeats.isFirst(item, *checked))
            result.append(*checked);
    }
    return result;
}

QStringList plainTexts(Reader &reader, const QList<Value> &items)
{
    QStringList result;
    Repeats repeats(reader);
    for (const Value &item : items) {
        const bool isNull = item.node->kind == YamlNode::Kind::Null;
        const auto text = isNull ? QString() : reader.text(item);
        if (!text)
            continue;
        if (text->isEmpty())
            reader.warning(item, Tr::tr("This item is empty and left out."),
                           Tr::tr("Fill it in or remove it."));
        else if (repeats.isFirst(item, *text))
            result.append(*text);
    }
    return result;
}

void warnIfUnencrypted(Reader &reader, const Value &value, const QUrl &url)
{
    if (isUnencrypted(url)) {
        reader.warning(
            value,
            Tr::tr("The address begins with http://: what comes from it can be read and changed on the way."),
            Tr::tr("Use https:// if the site offers it."));
    }
}

} // namespace lockkeeper::community
