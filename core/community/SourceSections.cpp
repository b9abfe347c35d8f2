#include "community/Cron.h"
#include "community/Excerpt.h"
#include "community/KnownKeys.h"
#include "community/Rules.h"
#include "community/SectionTools.h"
#include "community/Sections.h"

#include <QCoreApplication>

namespace lockkeeper::community {

using namespace Qt::StringLiterals;

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::Configuration)
};
} // namespace

void readSchedule(Reader &reader, const Fields &top, Community &community)
{
    const auto sync = reader.map(top, "sync"_L1);
    if (!sync)
        return;
    warnOfUnknownKeys(reader, *sync, scheduleKeys());
    for (const auto &[kind, value, mark] : sync->all) {
        const auto source = reader.map(value);
        if (!source)
            continue;
        warnOfUnknownKeys(reader, *source, cronKeys());
        const auto line = reader.requiredText(*source, "cron"_L1, u"cron: \"0 2 * * *\""_s);
        if (line && reader.accepted(line->value, Cron::parse(line->text)))
            community.sync.insert(kind, line->text);
    }
}

void readGithub(Reader &reader, const Fields &top, Community &community)
{
    if (const auto github = reader.map(top, "github"_L1)) {
        warnOfUnknownKeys(reader, *github, githubKeys());
        community.githubRepositories =
            checkedTexts(reader, reader.list(*github, "repos"_L1), checkedRepository);
    }
}

void readCitations(Reader &reader, const Fields &top, Community &community)
{
    const auto citations = reader.map(top, "citations"_L1);
    if (!citations)
        return;
    warnOfUnknownKeys(reader, *citations, citationKeys());
    community.citationQueries = plainTexts(reader, reader.list(*citations, "queries"_L1));
    community.citationDois = checkedTexts(reader, reader.list(*citations, "dois"_L1), checkedDoi);
}

void readDocstrings(Reader &reader, const Fields &top, Community &community)
{
    const auto docstrings = reader.map(top, "docstrings"_L1);
    if (!docstrings)
        return;
    warnOfUnknownKeys(reader, *docstrings, docstringKeys());
    Repeats repeats(reader);
    const QList<Value> items = reader.list(*docstrings, "repos"_L1);
    for (const Value &item : items) {
        const auto fields = reader.map(item);
        if (!fields)
            continue;
        warnOfUnknownKeys(reader, *fields, docstringRepositoryKeys());
        DocstringRepository result{
            .repository = {}, .branch = u"main"_s, .languages = {u"matlab"_s, u"python"_s}};
        const auto repository = reader.requiredText(*fields, "repo"_L1, u"repo: sccn/eeglab"_s);
        if (const QString branch = reader.text(*fields, "branch"_L1); !branch.isEmpty())
            result.branch =
                reader.accepted(*fields->find("branch"_L1), checkedBranch(branch)).value_or(branch);
        if (const Value *languages = fields->find("languages"_L1);
            languages && languages->node->kind != YamlNode::Kind::Null) {
            result.languages = checkedTexts(reader, reader.list(*languages), checkedLanguage);
            if (languages->node->kind == YamlNode::Kind::List && languages->node->children.empty())
                reader.warning(*languages,
                               Tr::tr("No language is named, so nothing is read from this repository."),
                               Tr::tr("Write matlab, python, or both; without the key it is both."));
        }
        if (!repository)
            continue;
        const auto name = reader.accepted(repository->value, checkedRepository(repository->text));
        if (name && repeats.isFirst(repository->value, *name)) {
            result.repository = *name;
            community.docstrings.append(result);
        }
    }
}

} // namespace lockkeeper::community
