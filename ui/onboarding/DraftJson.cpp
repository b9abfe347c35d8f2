#include "ui/onboarding/DraftJson.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
constexpr int draftVersion = 1;

QJsonObject jsonOf(const Entry &entry)
{
    QJsonArray categories;
    for (const community::Category &category : entry.categories)
        categories.append(QJsonObject{{u"id"_s, category.id}, {u"slug"_s, category.slug}});
    return {{u"kind"_s, static_cast<int>(entry.kind)},
            {u"text"_s, entry.text},
            {u"branch"_s, entry.branch},
            {u"languages"_s, QJsonArray::fromStringList(entry.languages)},
            {u"tags"_s, QJsonArray::fromStringList(entry.tags)},
            {u"categories"_s, categories},
            {u"name"_s, entry.name},
            {u"startYear"_s, entry.startYear}};
}

QStringList textsIn(const QJsonValue &value)
{
    QStringList texts;
    for (const QJsonValue one : value.toArray())
        texts.append(one.toString());
    return texts;
}

Entry entryIn(EntryKind kind, const QJsonObject &object)
{
    Entry entry;
    entry.kind = kind;
    entry.text = object["text"_L1].toString();
    entry.branch = object["branch"_L1].toString();
    entry.languages = textsIn(object["languages"_L1]);
    entry.tags = textsIn(object["tags"_L1]);
    for (const QJsonValue value : object["categories"_L1].toArray())
        entry.categories.append(
            {.slug = value.toObject()["slug"_L1].toString(), .id = value.toObject()["id"_L1].toInt()});
    entry.name = object["name"_L1].toString();
    entry.startYear = object["startYear"_L1].toInt();
    return entry;
}

QJsonObject mapOf(const QMap<QString, QString> &texts)
{
    QJsonObject object;
    for (auto one = texts.cbegin(); one != texts.cend(); ++one)
        object.insert(one.key(), one.value());
    return object;
}

QMap<QString, QString> mapIn(const QJsonValue &value)
{
    QMap<QString, QString> texts;
    const QJsonObject object = value.toObject();
    for (auto one = object.constBegin(); one != object.constEnd(); ++one)
        texts.insert(one.key(), one.value().toString());
    return texts;
}
} // namespace

QByteArray draftJson(const Draft &draft)
{
    const community::Community &c = draft.community;
    QJsonArray entries;
    for (const EntryKind kind : entryKinds) {
        for (const Entry &entry : entriesOf(c, kind))
            entries.append(jsonOf(entry));
    }
    QJsonObject pending;
    for (auto one = draft.pending.cbegin(); one != draft.pending.cend(); ++one)
        pending.insert(QString::number(one.key()), one.value());
    QStringList schedules(draft.ownSchedules.cbegin(), draft.ownSchedules.cend());
    schedules.sort();
    const QJsonObject object{{u"version"_s, draftVersion},
                             {u"name"_s, c.name},
                             {u"id"_s, c.id},
                             {u"idIsOwn"_s, draft.idIsOwn},
                             {u"description"_s, c.description},
                             {u"links"_s, mapOf(c.links)},
                             {u"schedules"_s, mapOf(c.sync)},
                             {u"ownSchedules"_s, QJsonArray::fromStringList(schedules)},
                             {u"entries"_s, entries},
                             {u"pending"_s, pending},
                             {u"pasted"_s, draft.pasted},
                             {u"step"_s, draft.step},
                             {u"startSync"_s, draft.startSync}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

std::optional<Draft> draftFromJson(const QByteArray &json)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    if (object["version"_L1].toInt() != draftVersion)
        return std::nullopt;
    Draft draft;
    community::Community &c = draft.community;
    c.name = object["name"_L1].toString();
    c.id = object["id"_L1].toString();
    draft.idIsOwn = object["idIsOwn"_L1].toBool();
    c.description = object["description"_L1].toString();
    c.links = mapIn(object["links"_L1]);
    c.sync = mapIn(object["schedules"_L1]);
    const QStringList schedules = textsIn(object["ownSchedules"_L1]);
    draft.ownSchedules = QSet<QString>(schedules.cbegin(), schedules.cend());
    for (const EntryKind kind : entryKinds) {
        QList<Entry> entries;
        for (const QJsonValue value : object["entries"_L1].toArray()) {
            if (value.toObject()["kind"_L1].toInt(-1) == static_cast<int>(kind))
                entries.append(entryIn(kind, value.toObject()));
        }
        setEntries(c, kind, entries);
    }
    const QMap<QString, QString> pending = mapIn(object["pending"_L1]);
    for (auto one = pending.cbegin(); one != pending.cend(); ++one)
        draft.pending.insert(one.key().toInt(), one.value());
    draft.pasted = object["pasted"_L1].toString();
    draft.step = std::clamp(object["step"_L1].toInt(), 0, stepCount - 1);
    draft.startSync = object["startSync"_L1].toBool(true);
    return draft;
}

} // namespace lockkeeper::ui
