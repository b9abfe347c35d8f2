#include "community/Excerpt.h"
#include "community/KnownKeys.h"
#include "community/Rules.h"
#include "community/SectionTools.h"
#include "community/Sections.h"

#include <QCoreApplication>
#include <QDate>
#include <QDateTime>

#include <limits>

namespace lockkeeper::community {

using namespace Qt::StringLiterals;

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::Configuration)
};

QList<Category> readCategories(Reader &reader, const Fields &forum)
{
    QList<Category> result;
    Repeats repeats(reader);
    const QList<Value> items = reader.list(forum, "categories"_L1);
    for (const Value &item : items) {
        const auto fields = reader.map(item);
        if (!fields)
            continue;
        warnOfUnknownKeys(reader, *fields, categoryKeys());
        const auto slugText = reader.requiredText(*fields, "slug"_L1, u"slug: support"_s);
        const auto slug = slugText ? reader.accepted(slugText->value, checkedCategorySlug(slugText->text))
                                   : std::optional<QString>();
        const Value *number = reader.required(*fields, "id"_L1, u"id: 4"_s);
        const auto id =
            number ? reader.number(*number, 1, std::numeric_limits<int>::max()) : std::optional<int>();
        if (slug && id && repeats.isFirst(*number, QString::number(*id)))
            result.append({.slug = *slug, .id = *id});
    }
    return result;
}

// The address in `name`, which must be there.
std::optional<QUrl> readBaseUrl(Reader &reader, const Fields &fields, QLatin1StringView name,
                                const QString &example)
{
    const auto text = reader.requiredText(fields, name, example);
    if (!text)
        return std::nullopt;
    const auto url = reader.accepted(text->value, checkedBaseUrl(text->text));
    if (url)
        warnIfUnencrypted(reader, text->value, *url);
    return url;
}
} // namespace

void readForums(Reader &reader, const Fields &top, Community &community)
{
    Repeats repeats(reader);
    const QList<Value> items = reader.list(top, "discourse"_L1);
    for (const Value &item : items) {
        const auto fields = reader.map(item);
        if (!fields)
            continue;
        warnOfUnknownKeys(reader, *fields, forumKeys());
        const auto url = readBaseUrl(reader, *fields, "url"_L1, u"url: https://forum.example.org"_s);
        const QStringList tags = plainTexts(reader, reader.list(*fields, "tags"_L1));
        const QList<Category> categories = readCategories(reader, *fields);
        if (url && repeats.isFirst(*fields->find("url"_L1), url->toString()))
            community.forums.append({.url = *url, .tags = tags, .categories = categories});
    }
}

void readMailingLists(Reader &reader, const Fields &top, Community &community)
{
    Repeats repeats(reader);
    const int thisYear = QDateTime::currentDateTimeUtc().date().year();
    const QList<Value> items = reader.list(top, "mailman"_L1);
    for (const Value &item : items) {
        const auto fields = reader.map(item);
        if (!fields)
            continue;
        warnOfUnknownKeys(reader, *fields, mailingListKeys());
        const auto nameText = reader.requiredText(*fields, "list_name"_L1, u"list_name: eeglablist"_s);
        const auto name = nameText ? reader.accepted(nameText->value, checkedListName(nameText->text))
                                   : std::optional<QString>();
        auto url = readBaseUrl(reader, *fields, "base_url"_L1,
                               u"base_url: https://lists.example.org/pipermail/eeglablist/"_s);
        const QString displayName = reader.text(*fields, "display_name"_L1);
        std::optional<int> startYear = 0;
        if (const Value *year = fields->find("start_year"_L1);
            year && year->node->kind != YamlNode::Kind::Null)
            startYear = reader.number(*year, firstListYear, thisYear);
        if (!name || !url || !startYear || !repeats.isFirst(nameText->value, *name))
            continue;
        url->setPath(url->path(QUrl::FullyEncoded) + u'/', QUrl::StrictMode);
        community.mailingLists.append({.name = *name,
                                       .baseUrl = *url,
                                       .displayName = displayName.isEmpty() ? *name : displayName,
                                       .startYear = *startYear});
    }
}

} // namespace lockkeeper::community
