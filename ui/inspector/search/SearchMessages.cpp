#include "ui/inspector/search/SearchMessages.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::SearchMessages)
};

constexpr qsizetype shownProblems = 3;

QString problemsText(const QStringList &problems)
{
    QStringList shown = problems.mid(0, shownProblems);
    const auto others = static_cast<int>(problems.size() - shown.size());
    if (others > 0)
        shown.append(Tr::tr("%Ln more databases or tables could not be read.", nullptr, others));
    return shown.join('\n'_L1);
}

QString wantedText(const inspect::SearchText &text)
{
    QStringList words;
    for (const inspect::SearchTerm &term : text.wanted)
        words.append(u"“%1”"_s.arg(term.text));
    return words.join(u", "_s);
}

QString nothingFound(const SearchState &state)
{
    const auto words = static_cast<int>(state.text.wanted.size());
    QStringList lines;
    if (!state.problems.isEmpty()) { // it may lie where nobody could look
        lines.append(Tr::tr("Nothing was found, but not everything could be searched:"));
        lines.append(problemsText(state.problems));
        return lines.join('\n'_L1);
    }
    const bool filtered = state.filters > 0;
    if (words > 1)
        lines.append((filtered ? Tr::tr("Nothing that the filters let through has all of %1.")
                               : Tr::tr("No item has all of %1."))
                         .arg(wantedText(state.text)));
    else if (words == 1)
        lines.append(
            (filtered ? Tr::tr("Nothing that the filters let through has %1.") : Tr::tr("No item has %1."))
                .arg(wantedText(state.text)));
    else
        lines.append(Tr::tr("There is no such item."));
    if (filtered)
        lines.append(Tr::tr("%Ln filters are on: without them there may be some.", nullptr, state.filters));
    if (words > 1)
        lines.append(Tr::tr("Every word must occur: try fewer."));
    else if (words == 1)
        lines.append(
            Tr::tr("Whole words are found, and beginnings of the last one: try another form of it."));
    if (!state.text.unwanted.isEmpty())
        lines.append(Tr::tr("Words with a minus must not occur: try without them."));
    return lines.join('\n'_L1);
}
} // namespace

QString searchLine(const SearchState &state)
{
    if (state.text.kind != inspect::SearchText::Kind::Question)
        return {};
    QStringList parts;
    QString databases = Tr::tr("%Ln databases", nullptr, state.places);
    if (state.unread > 0 && !state.searching)
        databases = Tr::tr("%L1 of %2").arg(state.places - state.unread).arg(databases);
    if (state.searching)
        parts.append(Tr::tr("Searching %1…").arg(databases));
    if (state.more)
        parts.append(Tr::tr("the best %Ln hits; there are more", nullptr, std::min(state.hits, state.limit)));
    else if (state.hits > 0 || !state.searching)
        parts.append(state.searching
                         ? Tr::tr("%Ln hits so far", nullptr, state.hits)
                         : Tr::tr("%1 in %2").arg(Tr::tr("%Ln hits", nullptr, state.hits), databases));
    if (!state.text.leftOut.isEmpty())
        parts.append(Tr::tr("not looked for: %1").arg(state.text.leftOut.join(u", "_s)));
    QString line = parts.join(u" · "_s);
    if (!line.isEmpty())
        line[0] = line.at(0).toUpper();
    return line;
}

QString problemLine(const SearchState &state)
{
    if (state.problems.isEmpty())
        return {};
    return Tr::tr("Not searched: %1").arg(problemsText(state.problems).replace('\n'_L1, ' '_L1));
}

QString emptyText(const SearchState &state)
{
    using Kind = inspect::SearchText::Kind;
    if (state.text.kind == Kind::Empty)
        return Tr::tr("Type what you look for.\n\n"
                      "epochs rejection – both words occur\n"
                      "“bad channels” – as a phrase\n"
                      "epochs -ica – one word, not the other\n"
                      "title:epochs – in the title\n"
                      "#2022, PR 2022, mne-python#2022 – an item’s number\n"
                      "https://… – an item’s address");
    if (state.text.kind == Kind::NoWords)
        return Tr::tr("There is no letter and no figure to look for.");
    if (state.text.kind == Kind::OnlyUnwanted)
        return Tr::tr("Only what must not occur was typed: add a word that must.");
    if (state.places == 0)
        return Tr::tr("There is no database yet: sync a community first.");
    if (state.hits > 0)
        return {};
    if (state.searching)
        return Tr::tr("Searching…");
    return nothingFound(state);
}

QString problemText(const inspect::SearchPart &part)
{
    if (!part.error)
        return {};
    const QString where =
        part.table.isEmpty() ? part.place.name : Tr::tr("%1, %2").arg(part.place.name, part.table);
    const QString what =
        part.error->hint.isEmpty() ? part.error->text : part.error->text + ' '_L1 + part.error->hint;
    return Tr::tr("%1: %2").arg(where, what);
}

} // namespace lockkeeper::ui
