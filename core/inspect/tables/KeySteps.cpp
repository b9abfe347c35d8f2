#include "inspect/tables/KeySteps.h"

#include "store/SqlNames.h"

using namespace Qt::StringLiterals;

namespace lockkeeper::inspect {

namespace {
QString collated(const KeyColumn &column)
{
    return store::quotedName(column.name) + " COLLATE "_L1 + store::quotedName(column.collation);
}

QString indexClause(const KeyOrder &order)
{
    return order.index.isEmpty() ? u" NOT INDEXED"_s : " INDEXED BY "_L1 + store::quotedName(order.index);
}

QString keyNames(const KeyOrder &order)
{
    QStringList names;
    for (const KeyColumn &column : order.columns)
        names.append(store::quotedName(column.name));
    return names.join(", "_L1);
}

QString head(const KeyStep &step)
{
    return "SELECT "_L1 + (QStringList(keyNames(step.order)) + step.columns).join(", "_L1) + " FROM "_L1 +
           store::quotedName(step.table) + indexClause(step.order);
}

QString tail(const KeyStep &step)
{
    QStringList terms;
    for (const KeyColumn &column : step.order.columns)
        terms.append(collated(column) + (step.descending ? " DESC"_L1 : " ASC"_L1));
    return " ORDER BY "_L1 + terms.join(", "_L1) + " LIMIT "_L1 + QString::number(step.limit);
}

// Everything that is not NULL, in a form that an index is searched by: "IS NOT NULL" is none.
QString notNull(const KeyColumn &column)
{
    return collated(column) + (column.text ? " >= ''"_L1 : " >= -9e999"_L1);
}

class KeyConditions final
{
public:
    KeyConditions(const KeyOrder &order, const Key &key)
        : m_order(order)
        , m_key(key)
    {
    }

    void equal(qsizetype columns)
    {
        for (qsizetype i = 0; i < columns; ++i) {
            const KeyColumn &column = m_order.columns.at(i);
            if (m_key.at(i).isValid())
                add(collated(column) + " = ?"_L1, m_key.at(i));
            else
                add(store::quotedName(column.name) + " IS NULL"_L1);
        }
    }
    void add(const QString &condition) { m_terms.append(condition); }
    void add(const QString &condition, const QVariant &value)
    {
        m_terms.append(condition);
        m_values.append(value);
    }
    [[nodiscard]] Question question(const KeyStep &step) const
    {
        const QString where = m_terms.isEmpty() ? QString() : " WHERE "_L1 + m_terms.join(" AND "_L1);
        return {.sql = head(step) + where + tail(step), .values = m_values};
    }

private:
    const KeyOrder &m_order;
    const Key &m_key;
    QStringList m_terms;
    QVariantList m_values;
};

// Of the rows that are alike in the columns before `at`: those that come after the key's value there.
QList<Question> beyond(const KeyStep &step, const Key &key, qsizetype at, bool orEqual)
{
    const KeyColumn &column = step.order.columns.at(at);
    const QVariant &value = key.at(at);
    const auto with = [&](auto add) {
        KeyConditions conditions(step.order, key);
        conditions.equal(at);
        add(conditions);
        return conditions.question(step);
    };
    QList<Question> questions;
    if (!value.isValid() && orEqual)
        questions.append(
            with([&](KeyConditions &all) { all.add(store::quotedName(column.name) + " IS NULL"_L1); }));
    if (!value.isValid()) {
        if (!step.descending) // NULLs come first
            questions.append(with([&](KeyConditions &all) { all.add(notNull(column)); }));
        return questions;
    }
    const QString sign = QLatin1StringView(step.descending ? " <" : " >") + (orEqual ? "= ?"_L1 : " ?"_L1);
    questions.append(with([&](KeyConditions &all) { all.add(collated(column) + sign, value); }));
    if (step.descending && !column.notNull)
        questions.append(
            with([&](KeyConditions &all) { all.add(store::quotedName(column.name) + " IS NULL"_L1); }));
    return questions;
}
} // namespace

QList<Question> stepsFrom(const KeyStep &step, const std::optional<Key> &key, From from)
{
    if (!key)
        return {KeyConditions(step.order, {}).question(step)};
    QList<Question> questions;
    const qsizetype last = step.order.columns.size() - 1;
    for (qsizetype at = last; at >= 0; --at)
        questions.append(beyond(step, *key, at, from == From::At && at == last));
    return questions;
}

Question rowsWithKeys(const KeyStep &step, const QList<Key> &keys)
{
    Question question;
    QStringList marks;
    for (const Key &key : keys) {
        QStringList row;
        row.fill(u"?"_s, key.size());
        marks.append(key.size() == 1 ? row.first() : u'(' + row.join(u',') + u')');
        question.values += key;
    }
    const bool one = step.order.columns.size() == 1;
    question.sql = head(step) + " WHERE "_L1 +
                   (one ? keyNames(step.order) : u'(' + keyNames(step.order) + u')') + " IN ("_L1 +
                   (one ? QString() : u"VALUES "_s) + marks.join(u',') + u')';
    return question;
}

} // namespace lockkeeper::inspect
