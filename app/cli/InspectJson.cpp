#include "cli/InspectOutput.h"

#include "base/Time.h"
#include "cli/JsonOutput.h"

using namespace Qt::StringLiterals;

namespace lockkeeper::cli {

namespace {

QList<JsonText> markList(const QList<inspect::TextMark> &marks)
{
    QList<JsonText> list;
    for (const inspect::TextMark &mark : marks)
        list += JsonText().number("start", mark.start).number("length", mark.length);
    return list;
}

JsonText refObject(const inspect::ItemRef &ref)
{
    return JsonText().text("community", ref.place.community).text("table", ref.table).number("id", ref.id);
}

void addNumber(JsonText &object, const char *name, qint64 number)
{
    if (number != 0)
        object.number(name, number);
    else
        object.null(name);
}

JsonText hitObject(const inspect::Hit &hit)
{
    JsonText object = refObject(hit.ref);
    object.text("source", hit.source).textOrNull("origin", hit.origin).textOrNull("type", hit.type);
    addNumber(object, "number", hit.number);
    return object.text("title", hit.title)
        .list("title_marks", markList(hit.titleMarks))
        .text("snippet", hit.snippet)
        .list("snippet_marks", markList(hit.snippetMarks))
        .textOrNull("status", hit.status)
        .textOrNull("language", hit.language)
        .textOrNull("time", hit.time)
        .textOrNull("url", hit.url)
        .boolean("exact", hit.exact);
}

JsonText fieldsObject(const QList<inspect::ItemField> &fields)
{
    JsonText object;
    for (const inspect::ItemField &field : fields) {
        const QByteArray name = field.column.toUtf8();
        switch (field.value.typeId()) {
        case QMetaType::UnknownType:
            object.null(name.constData());
            break;
        case QMetaType::LongLong:
            object.number(name.constData(), field.value.toLongLong());
            break;
        default:
            object.text(name.constData(), field.value.toString());
        }
    }
    return object;
}

void addWritten(JsonText &object, const char *name, const std::optional<inspect::ItemWritten> &written)
{
    if (!written)
        object.null(name);
    else
        object.object(name,
                      JsonText()
                          .text("at", toIsoUtc(written->at))
                          .textOrNull("run", written->run.isValid() ? toIsoUtc(written->run) : QString()));
}

} // namespace

JsonText searchObject(const QString &typed, const SearchResults &results)
{
    QList<JsonText> hits;
    for (const inspect::Hit &hit : results.hits)
        hits += hitObject(hit);
    QList<JsonText> errors;
    for (const inspect::SearchPart &part : results.failed)
        errors += JsonText()
                      .text("community", part.place.community)
                      .textOrNull("table", part.table)
                      .object("error", errorObject(*part.error));
    return JsonText()
        .text("text", typed)
        .list("left_out", results.text.leftOut)
        .list("hits", hits)
        .boolean("more", results.more)
        .list("errors", errors);
}

JsonText itemObject(const inspect::Item &item)
{
    QList<JsonText> terms;
    for (const inspect::ItemTerm &term : item.terms)
        terms += JsonText().text("term", term.term).number("count", term.count).boolean("title", term.title);
    QList<JsonText> same;
    for (const inspect::SameItem &one : item.same)
        same += refObject(one.ref)
                    .text("origin", one.origin)
                    .text("title", one.title)
                    .textOrNull("url", one.url)
                    .boolean("by_doi", one.byDoi);
    JsonText object = refObject(item.ref);
    object.text("source", item.source)
        .text("name", inspect::itemName(item))
        .text("title", item.title)
        .textOrNull("url", item.url)
        .text("markdown_link", inspect::markdownLink(item))
        .object("fields", fieldsObject(item.fields));
    addWritten(object, "first_written", item.firstWritten);
    addWritten(object, "last_written", item.lastWritten);
    return object.list("same", same).list("terms", terms);
}

} // namespace lockkeeper::cli
