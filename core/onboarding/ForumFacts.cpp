#include "onboarding/ForumFacts.h"

#include "community/Rules.h"
#include "onboarding/RepositoryFacts.h"

#include <QHash>
#include <QJsonArray>
#include <QSet>

#include <algorithm>
#include <initializer_list>

using namespace Qt::StringLiterals;

namespace lockkeeper::onboarding {

namespace {
constexpr qsizetype mostCategories = 2000;
constexpr qsizetype mostTags = 5000;
constexpr qsizetype longestTag = 100; // Discourse's max_tag_length is at most that
constexpr int highestCategory = 1'000'000'000;

qint64 firstNumber(const QJsonObject &object, std::initializer_list<QLatin1StringView> names)
{
    for (const QLatin1StringView name : names) {
        if (const QJsonValue value = object.value(name); value.isDouble() && value.toInteger(-1) >= 0)
            return value.toInteger();
    }
    return -1;
}

struct NamedCategory
{
    ForumCategory category;
    qint64 parent = 0;
};

void addTag(QList<ForumTag> &tags, QSet<QString> &known, const QJsonValue &value)
{
    const QJsonObject object = value.toObject();
    const QString name = value.isString() ? value.toString()
                         : object.value("name"_L1).isString()
                             ? object.value("name"_L1).toString()
                             : object.value("id"_L1).toString(); // older ones: the id is the name
    if (name.isEmpty() || name.size() > longestTag || tags.size() >= mostTags || known.contains(name))
        return;
    known.insert(name);
    tags.append({.name = name, .topics = firstNumber(object, {"count"_L1, "topic_count"_L1})});
}
} // namespace

std::optional<QList<ForumCategory>> readCategories(const QJsonObject &site)
{
    const QJsonValue list = site.value("categories"_L1);
    // Forums that load their categories bit by bit leave them out here.
    if (!list.isArray() && !site.contains("archetypes"_L1) && !site.contains("post_action_types"_L1))
        return {};
    QList<NamedCategory> all;
    QHash<qint64, qsizetype> places;
    for (const QJsonValue value : list.toArray()) {
        const QJsonObject object = value.toObject();
        const qint64 id = object.value("id"_L1).toInteger();
        const Result<QString> slug = community::checkedCategorySlug(object.value("slug"_L1).toString());
        if (id < 1 || id > highestCategory || !slug || all.size() >= mostCategories || places.contains(id))
            continue;
        places.insert(id, all.size());
        all.append({.category = {.id = static_cast<int>(id),
                                 .slug = *slug,
                                 .name = oneLine(object.value("name"_L1).toString()),
                                 .topics = firstNumber(object, {"topic_count"_L1})},
                    .parent = object.value("parent_category_id"_L1).toInteger()});
    }
    QList<ForumCategory> categories;
    for (const NamedCategory &own : std::as_const(all)) {
        ForumCategory category = own.category;
        for (const NamedCategory &other : std::as_const(all)) {
            if (other.parent == category.id && other.category.topics > 0)
                category.topics = std::max<qint64>(0, category.topics) + other.category.topics;
        }
        if (const auto parent = places.constFind(own.parent); parent != places.cend())
            category.name = all.at(*parent).category.name + " / "_L1 + category.name;
        categories.append(category);
    }
    return categories;
}

std::optional<QList<ForumTag>> readTopTags(const QJsonObject &site)
{
    const QJsonValue list = site.value("top_tags"_L1);
    if (!list.isArray())
        return {};
    QList<ForumTag> tags;
    QSet<QString> known;
    for (const QJsonValue tag : list.toArray())
        addTag(tags, known, tag);
    return tags;
}

QList<ForumTag> readTags(const QJsonObject &object)
{
    QList<ForumTag> tags;
    QSet<QString> known;
    const auto take = [&](const QJsonValue &list) {
        for (const QJsonValue tag : list.toArray())
            addTag(tags, known, tag);
    };
    take(object.value("tags"_L1));
    const QJsonObject extras = object.value("extras"_L1).toObject();
    for (const QLatin1StringView kind : {"categories"_L1, "tag_groups"_L1}) {
        for (const QJsonValue group : extras.value(kind).toArray())
            take(group.toObject().value("tags"_L1));
    }
    std::stable_sort(tags.begin(), tags.end(),
                     [](const ForumTag &a, const ForumTag &b) { return a.topics > b.topics; });
    return tags;
}

void readAbout(const QJsonObject &object, ForumFinding &finding)
{
    const QJsonObject about = object.value("about"_L1).toObject();
    finding.title = oneLine(about.value("title"_L1).toString());
    finding.description = oneLine(about.value("description"_L1).toString());
    const QJsonObject stats = about.value("stats"_L1).toObject(); // renamed in 2023
    finding.topics = firstNumber(stats, {"topics_count"_L1, "topic_count"_L1});
    finding.posts = firstNumber(stats, {"posts_count"_L1, "post_count"_L1});
}

} // namespace lockkeeper::onboarding
