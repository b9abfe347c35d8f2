// Asks a YamlTree for values of a type, and notes where it holds another. Every value knows its dotted key
// and its place, so a complaint never has to be told either.
#pragma once

#include "base/Result.h"
#include "community/YamlTree.h"

#include <QList>
#include <QString>

#include <optional>

namespace lockkeeper::community {

class ProblemList;

struct Value
{
    const YamlNode *node = nullptr; // lives as long as the tree
    QString key;                    // "github.repos[2]"
    Mark mark;                      // of the value; of its key where there is none
};

struct Field
{
    QString name;
    Value value;
    Mark keyMark;
};

// The keys of one map.
struct Fields
{
    Value map;
    QList<Field> all;

    [[nodiscard]] const Value *find(QLatin1StringView name) const;
};

class Reader final
{
public:
    Reader(const YamlTree &tree, ProblemList &problems);

    [[nodiscard]] Value root() const;

    // No value where nothing stands (null) or something of another type, which is an error.
    [[nodiscard]] std::optional<Fields> map(const Value &value);
    [[nodiscard]] QList<Value> list(const Value &value);
    // Without spaces around it.
    [[nodiscard]] std::optional<QString> text(const Value &value);
    [[nodiscard]] std::optional<int> number(const Value &value, int least, int most);

    // The same for one key of a map; a missing key is no error.
    [[nodiscard]] std::optional<Fields> map(const Fields &fields, QLatin1StringView name);
    [[nodiscard]] QList<Value> list(const Fields &fields, QLatin1StringView name);
    [[nodiscard]] QString text(const Fields &fields, QLatin1StringView name);

    // The value of a key that must be there: null, and an error, where it isn't or nothing stands behind it.
    // `example` shows it in the hint.
    [[nodiscard]] const Value *required(const Fields &fields, QLatin1StringView name, const QString &example);
    // The same for a text, which must not be empty.
    struct RequiredText
    {
        Value value;
        QString text;
    };
    [[nodiscard]] std::optional<RequiredText> requiredText(const Fields &fields, QLatin1StringView name,
                                                           const QString &example);

    // What a rule said of a value.
    template <typename T>
    [[nodiscard]] std::optional<T> accepted(const Value &value, const Result<T> &checked)
    {
        if (checked)
            return *checked;
        error(value, checked.error().text, checked.error().hint);
        return std::nullopt;
    }

    void error(const Value &value, const QString &text, const QString &hint = {});
    void warning(const Value &value, const QString &text, const QString &hint = {});

private:
    void collect(const YamlNode &map, Fields &fields);
    void wrongType(const Value &value, YamlNode::Kind expected);
    // Aliases let a small file mean an endless one: reading stops when the budget is used up.
    [[nodiscard]] bool spend(const Value &value);

    const YamlTree &m_tree;
    ProblemList &m_problems;
    int m_budget;
};

} // namespace lockkeeper::community
