#include "sources/discourse/CategoryNames.h"

#include "base/Text.h"
#include "sources/discourse/ForumRequests.h"

#include <QCoreApplication>

#include <array>

using namespace Qt::StringLiterals;

namespace lockkeeper::sources::discourse {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::sources::discourse)
};

constexpr int deepest = 4; // subcategories within each other; Discourse allows three levels
} // namespace

CategoryNames::CategoryNames(const QUrl &forum, JobContext &context)
    : m_forum(forum)
    , m_context(context)
{
}

Result<QString> CategoryNames::nameOf(qint64 category)
{
    // The whole list; then the one of pages, for forums that load their categories bit by bit.
    static const std::array places{u"/site.json"_s, u"/categories.json"_s};
    if (category <= 0)
        return QString();
    while (!m_names.contains(category) && m_asked < places.size()) {
        if (Result<void> asked = ask(places.at(m_asked)); !asked)
            return asked.error();
        ++m_asked;
    }
    if (!m_names.contains(category) && m_parents.contains(category)) {
        if (Result<void> asked = ask(places.back(), m_parents.take(category)); !asked)
            return asked.error();
    }
    if (m_names.isEmpty())
        m_context.progress.addNotice(
            Tr::tr("%1 doesn't tell the names of its categories.").arg(m_forum.host()));
    return m_names.value(category);
}

Result<void> CategoryNames::ask(const QString &path, qint64 parent)
{
    const Result<QJsonArray> list = listAt(path, parent);
    if (!list)
        return list.error();
    take(*list);
    return {};
}

Result<QJsonArray> CategoryNames::listAt(const QString &path, qint64 parent)
{
    QUrlQuery query;
    if (path == "/categories.json"_L1)
        query.addQueryItem(u"show_subcategory_list"_s, u"true"_s);
    if (parent > 0)
        query.addQueryItem(u"parent_category_id"_s, QString::number(parent));
    const Result<http::Response> response = m_context.fetch(requestFor(m_forum, path, query));
    if (!response) {
        if (isGone(response.error()) || isPrivate(response.error()))
            return QJsonArray();
        return response.error();
    }
    const Result<QJsonObject> object = answerOf(*response);
    if (!object)
        return object.error();
    if (object->contains("category_list"_L1))
        return object->value("category_list"_L1).toObject().value("categories"_L1).toArray();
    return object->value("categories"_L1).toArray(); // missing where they are loaded bit by bit
}

void CategoryNames::take(const QJsonArray &categories)
{
    QList<QPair<QJsonArray, int>> waiting{{categories, 1}};
    while (!waiting.isEmpty()) {
        const auto [list, depth] = waiting.takeLast();
        for (const QJsonValue value : list) {
            const QJsonObject category = value.toObject();
            const qint64 id = category.value("id"_L1).toInteger();
            const QString name = cleaned(category.value("name"_L1).toString());
            if (id > 0 && !name.isEmpty())
                m_names.insert(id, name);
            for (const QJsonValue child : category.value("subcategory_ids"_L1).toArray())
                m_parents.insert(child.toInteger(), id);
            if (depth < deepest)
                waiting.append({category.value("subcategory_list"_L1).toArray(), depth + 1});
        }
    }
}

} // namespace lockkeeper::sources::discourse
