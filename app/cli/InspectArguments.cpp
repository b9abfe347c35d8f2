#include "cli/InspectArguments.h"

#include "inspect/search/SearchText.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDate>

using namespace Qt::StringLiterals;

namespace lockkeeper::cli {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::cli)
};

QString usageOf(const Command &command)
{
    return Tr::tr("Usage: lockkeeper-cli %1 %2").arg(command.name, command.synopsis);
}

Refusal readDay(QDate &day, const QString &option, const QCommandLineParser &parser)
{
    if (!parser.isSet(option))
        return std::nullopt;
    day = QDate::fromString(parser.value(option), Qt::ISODate);
    if (day.isValid())
        return std::nullopt;
    return WrongUse{Tr::tr("--%1 is a day like 2026-01-27, not “%2”.").arg(option, parser.value(option)), {}};
}

Refusal readSearch(Arguments &result, const Command &command, const QStringList &words,
                   const QCommandLineParser &parser)
{
    using Kind = inspect::SearchText::Kind;
    result.searchText = words.join(u' ');
    switch (inspect::parseSearchText(result.searchText).kind) {
    case Kind::Empty:
        return WrongUse{Tr::tr("“search” needs something to look for."), usageOf(command)};
    case Kind::NoWords:
        return WrongUse{Tr::tr("There is no word in “%1”.").arg(result.searchText),
                        Tr::tr("Only letters and digits can be looked for.")};
    case Kind::OnlyUnwanted:
        return WrongUse{Tr::tr("“%1” says only what must not occur.").arg(result.searchText),
                        Tr::tr("Add a word that is looked for.")};
    case Kind::Question:
        break;
    }
    inspect::SearchFilters &filters = result.filters;
    filters.sources = result.kinds;
    filters.origin = parser.value(u"origin"_s);
    filters.type = parser.value(u"type"_s);
    filters.status = parser.value(u"status"_s);
    filters.language = parser.value(u"language"_s);
    if (Refusal refusal = readDay(filters.since, u"since"_s, parser))
        return refusal;
    return readDay(filters.until, u"until"_s, parser);
}

Refusal readShow(Arguments &result, const Command &command, const QStringList &words)
{
    if (result.communities.size() != 1)
        return WrongUse{Tr::tr("“show” needs one --community."), usageOf(command)};
    if (words.size() < 2)
        return WrongUse{Tr::tr("“show” needs a table, and the key of an item in it."), usageOf(command)};
    result.table = words.first();
    result.key = words.sliced(1);
    return std::nullopt;
}

} // namespace

Refusal readInspectCommand(Arguments &result, const Command &command, const QStringList &words,
                           const QCommandLineParser &parser)
{
    if (command.id == CommandId::Search)
        return readSearch(result, command, words, parser);
    return command.id == CommandId::Show ? readShow(result, command, words) : std::nullopt;
}

} // namespace lockkeeper::cli
