#include "inspect/tables/TableFilter.h"

#include "store/SqlNames.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace lockkeeper::inspect {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::inspect)
};

constexpr qsizetype longestPattern = 4000; // SQLite refuses one of 50,000 bytes

QString likePattern(QString text)
{
    text.truncate(longestPattern);
    return text.replace('\\'_L1, "\\\\"_L1).replace('%'_L1, "\\%"_L1).replace('_'_L1, "\\_"_L1);
}

std::optional<QVariant> typedNumber(const QString &text)
{
    bool good = false;
    const QString bare = text.trimmed();
    if (const qint64 whole = bare.toLongLong(&good); good)
        return QVariant(whole);
    if (const double real = bare.toDouble(&good); good)
        return QVariant(real);
    return std::nullopt;
}

Result<Question> comparison(const TableColumn &column, const ColumnFilter &filter)
{
    const QString name = store::quotedName(column.name);
    const QString sign = filter.condition == FilterCondition::Greater ? u">"_s : u"<"_s;
    if (!column.number) // times in ISO 8601 are in order as texts, too
        return Question{.sql = "coalesce(CAST(%1 AS TEXT) %2 ?, 0)"_L1.arg(name, sign),
                        .values = {filter.value}};
    const std::optional<QVariant> number = typedNumber(filter.value);
    if (!number)
        return Error{.kind = ErrorKind::Config,
                     .text = Tr::tr("“%1” is no number.").arg(filter.value),
                     .hint = Tr::tr("The column %1 has numbers: type one, such as 2022.").arg(column.name),
                     .url = {}};
    return Question{.sql = "(typeof(%1) IN ('integer', 'real') AND %1 %2 ?)"_L1.arg(name, sign),
                    .values = {*number}};
}

Result<Question> expression(const TableColumn &column, const ColumnFilter &filter)
{
    const QString name = store::quotedName(column.name);
    const auto like = [&name](const QString &pattern) {
        return Question{.sql = "coalesce(%1 LIKE ? ESCAPE '\\', 0)"_L1.arg(name), .values = {pattern}};
    };
    switch (filter.condition) {
    case FilterCondition::Contains:
        return like('%'_L1 + likePattern(filter.value) + '%'_L1);
    case FilterCondition::StartsWith:
        return like(likePattern(filter.value) + '%'_L1);
    case FilterCondition::Equals:
        if (const std::optional<QVariant> number = typedNumber(filter.value); number && column.number)
            return Question{.sql = "coalesce(%1 = ?, 0)"_L1.arg(name), .values = {*number}};
        return Question{.sql = "coalesce(CAST(%1 AS TEXT) = ?, 0)"_L1.arg(name), .values = {filter.value}};
    case FilterCondition::Empty:
        return Question{.sql = "(%1 IS NULL OR %1 = '')"_L1.arg(name), .values = {}};
    case FilterCondition::NotEmpty:
        return Question{.sql = "(%1 IS NOT NULL AND %1 != '')"_L1.arg(name), .values = {}};
    case FilterCondition::Greater:
    case FilterCondition::Less:
        return comparison(column, filter);
    }
    return Question{.sql = u"1"_s, .values = {}};
}
} // namespace

bool narrows(const ColumnFilter &filter)
{
    return filter.condition == FilterCondition::Empty || filter.condition == FilterCondition::NotEmpty ||
           !filter.value.isEmpty();
}

Result<Question> filterExpression(const TableInfo &table, const QList<ColumnFilter> &filters)
{
    QStringList terms;
    Question whole;
    for (const ColumnFilter &filter : filters) {
        if (!narrows(filter))
            continue;
        const int at = table.columnAt(filter.column);
        if (at < 0)
            return Error{.kind = ErrorKind::Config,
                         .text = Tr::tr("The table %1 has no column %2.").arg(table.name, filter.column),
                         .hint = {},
                         .url = {}};
        const Result<Question> term = expression(table.columns.at(at), filter);
        if (!term)
            return term.error();
        terms.append(term->sql);
        whole.values += term->values;
    }
    whole.sql = terms.isEmpty() ? u"1"_s : u'(' + terms.join(") AND ("_L1) + u')';
    return whole;
}

} // namespace lockkeeper::inspect
