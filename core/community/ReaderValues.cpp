#include "community/Excerpt.h"
#include "community/Reader.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

namespace lockkeeper::community {

using namespace Qt::StringLiterals;

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::Configuration)
};

QString kindName(YamlNode::Kind kind)
{
    switch (kind) {
    case YamlNode::Kind::List:
        return Tr::tr("a list");
    case YamlNode::Kind::Map:
        return Tr::tr("a map of keys and values");
    case YamlNode::Kind::Text:
        return Tr::tr("a text");
    case YamlNode::Kind::Null:
        break;
    }
    return Tr::tr("nothing");
}

QString hintFor(YamlNode::Kind expected)
{
    switch (expected) {
    case YamlNode::Kind::List:
        return Tr::tr("Write one item a line, each beginning with '- '.");
    case YamlNode::Kind::Map:
        return Tr::tr("Write one 'key: value' a line, indented below this key.");
    default:
        return Tr::tr("Write a single text; put it in quotes if it contains ': ' or begins with '[' or '{'.");
    }
}

// What YAML 1.1 readers such as Python's make a number, a date or a truth value of.
bool isReadAsOtherType(const YamlNode &node)
{
    static const QRegularExpression other(
        u"\\A(?:[-+]?[0-9][0-9_]*(?:\\.[0-9_]*)?(?:[eE][-+][0-9]+)?|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|true|false|yes|no|on|off)\\z"_s,
        QRegularExpression::CaseInsensitiveOption);
    return node.plain && node.text.size() <= 40 && other.match(node.text).hasMatch();
}
} // namespace

std::optional<QString> Reader::text(const Value &value)
{
    if (value.node->kind == YamlNode::Kind::Null)
        return std::nullopt;
    if (value.node->kind != YamlNode::Kind::Text) {
        wrongType(value, YamlNode::Kind::Text);
        return std::nullopt;
    }
    if (isReadAsOtherType(*value.node)) {
        warning(value,
                Tr::tr("Other programs read %1 as a number, a date or a truth value.")
                    .arg(quoted(value.node->text)),
                Tr::tr("Put it in quotes."));
    }
    return value.node->text.trimmed();
}

std::optional<int> Reader::number(const Value &value, int least, int most)
{
    const QString range = Tr::tr("Write a whole number from %1 to %2.").arg(least).arg(most);
    if (value.node->kind != YamlNode::Kind::Text) {
        error(value, Tr::tr("Expected a number, but here is %1.").arg(kindName(value.node->kind)), range);
        return std::nullopt;
    }
    const QString text = value.node->text.trimmed();
    const bool digits = !text.isEmpty() &&
                        std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    bool ok = false;
    const int result = digits && text.size() < 12 ? text.toInt(&ok) : 0;
    if (!digits)
        error(value, Tr::tr("%1 is not a whole number.").arg(quoted(text)), range);
    else if (!ok || result < least || result > most)
        error(value,
              Tr::tr("%1 is outside the range from %2 to %3.")
                  .arg(quoted(text), QString::number(least), QString::number(most)),
              range);
    else
        return result;
    return std::nullopt;
}

QString Reader::text(const Fields &fields, QLatin1StringView name)
{
    const Value *value = fields.find(name);
    return value ? text(*value).value_or(QString()) : QString();
}

const Value *Reader::required(const Fields &fields, QLatin1StringView name, const QString &example)
{
    const QString hint = Tr::tr("Add it, for example: %1").arg(example);
    const Value *value = fields.find(name);
    if (!value) {
        Value missing = fields.map;
        missing.key = subKey(fields.map.key, name);
        error(missing, Tr::tr("%1 is missing.").arg(quoted(name)), hint);
        return nullptr;
    }
    const bool isEmpty = value->node->kind == YamlNode::Kind::Null ||
                         (value->node->kind == YamlNode::Kind::Text && value->node->text.trimmed().isEmpty());
    if (isEmpty) {
        error(*value, Tr::tr("%1 is empty.").arg(quoted(name)), hint);
        return nullptr;
    }
    return value;
}

std::optional<Reader::RequiredText> Reader::requiredText(const Fields &fields, QLatin1StringView name,
                                                         const QString &example)
{
    const Value *value = required(fields, name, example);
    const auto found = value ? text(*value) : std::nullopt;
    if (!found)
        return std::nullopt;
    return RequiredText{.value = *value, .text = *found};
}

void Reader::wrongType(const Value &value, YamlNode::Kind expected)
{
    error(value, Tr::tr("Expected %1, but here is %2.").arg(kindName(expected), kindName(value.node->kind)),
          hintFor(expected));
}

} // namespace lockkeeper::community
