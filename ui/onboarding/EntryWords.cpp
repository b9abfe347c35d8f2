#include "ui/onboarding/EntryWords.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::Onboarding)
};
} // namespace

EntryWords entryWords(EntryKind kind)
{
    switch (kind) {
    case EntryKind::Repository:
        return {.name = u"repository"_s,
                .label = Tr::tr("&Repository"),
                .placeholder = Tr::tr("owner/name, or its address on GitHub"),
                .hint = Tr::tr("Its issues and pull requests are read."),
                .list = Tr::tr("Repositories")};
    case EntryKind::Docstrings:
        return {.name = u"docstring"_s,
                .label = Tr::tr("&Repository"),
                .placeholder = Tr::tr("owner/name, or its address on GitHub"),
                .hint = Tr::tr("The docstrings of its Python and MATLAB code are read."),
                .list = Tr::tr("Repositories with docstrings")};
    case EntryKind::Forum:
        return {.name = u"forum"_s,
                .label = Tr::tr("Fo&rum"),
                .placeholder = Tr::tr("https://forum.example.org"),
                .hint = Tr::tr("A forum that runs on Discourse: its topics and their answers are read."),
                .list = Tr::tr("Forums")};
    case EntryKind::Query:
        return {.name = u"query"_s,
                .label = Tr::tr("&Words"),
                .placeholder = Tr::tr("Words that a paper would have, such as the toolbox’s name"),
                .hint = Tr::tr("Papers with these words are looked for at OpenAlex, Semantic Scholar and "
                               "PubMed."),
                .list = Tr::tr("Queries")};
    case EntryKind::Doi:
        return {.name = u"doi"_s,
                .label = Tr::tr("D&OI"),
                .placeholder = Tr::tr("10.NNNN/…, or its address"),
                .hint = Tr::tr("Papers that cite this one are read."),
                .list = Tr::tr("Papers by DOI")};
    case EntryKind::List:
        break;
    }
    return {.name = u"list"_s,
            .label = Tr::tr("A&rchive"),
            .placeholder = Tr::tr("https://lists.example.org/pipermail/name/"),
            .hint = Tr::tr("A Mailman list’s public archive: its messages are read."),
            .list = Tr::tr("Mailing lists")};
}

} // namespace lockkeeper::ui
