#include "cli/InspectOutput.h"

#include "cli/Console.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::cli {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::cli)
};

// A text's own lines stay lines; nothing in them steers a terminal.
QStringList printableLines(const QString &text)
{
    QStringList lines = text.split(u'\n');
    for (QString &line : lines)
        line = printable(line);
    return lines;
}

QString timeText(const inspect::ItemWritten &written)
{
    const auto local = [](const QDateTime &time) {
        return time.toLocalTime().toString(u"yyyy-MM-dd HH:mm:ss"_s);
    };
    return written.run.isValid() ? Tr::tr("%1, by the run of %2").arg(local(written.at), local(written.run))
                                 : local(written.at);
}

QStringList columnLines(const inspect::Item &item)
{
    QList<std::pair<QString, QString>> facts;
    for (const inspect::ItemField &field : item.fields) {
        const bool isText = std::any_of(item.texts.cbegin(), item.texts.cend(),
                                        [&field](const auto &text) { return text.column == field.column; });
        if (!isText)
            facts.append({field.column, field.value.isValid() ? field.value.toString() : u"–"_s});
    }
    if (item.firstWritten)
        facts.append({Tr::tr("first written"), timeText(*item.firstWritten)});
    if (item.lastWritten)
        facts.append({Tr::tr("last written"), timeText(*item.lastWritten)});
    int width = 0;
    for (const auto &fact : facts)
        width = std::max(width, columnsOf(fact.first));
    QStringList lines;
    for (const auto &[name, value] : facts)
        lines += "  "_L1 + name + QString(width - columnsOf(name) + 2, u' ') + printable(value);
    return lines;
}

} // namespace

QStringList itemLines(const inspect::Item &item, bool words)
{
    QStringList lines{printable(inspect::itemName(item))};
    lines += columnLines(item);
    for (const inspect::SameItem &one : item.same)
        lines += printable("  "_L1 + (one.byDoi ? Tr::tr("same paper, by its DOI: %1 id:%2")
                                                : Tr::tr("same paper, by its title: %1 id:%2"))
                                         .arg(one.origin, QString::number(one.ref.id)));
    for (const inspect::ItemText &text : item.texts) {
        lines += {QString(), text.column + u':'};
        lines += printableLines(text.text);
    }
    if (words) {
        QStringList terms;
        for (const inspect::ItemTerm &term : item.terms)
            terms += term.count == 1 ? term.term : u"%1 ×%2"_s.arg(term.term).arg(term.count);
        lines += {QString(), Tr::tr("Words of the full-text index:")};
        lines += wrapped(printable(terms.join(", "_L1)), Console::textColumns());
    }
    return lines;
}

} // namespace lockkeeper::cli
