#include "demo/content/CodePart.h"

#include "demo/content/Communities.h"
#include "demo/content/Dice.h"

namespace lockkeeper::demo {

using namespace Qt::StringLiterals;

namespace {

// Some symbols get a note; an example comes, and the oldest goes.
void develop(CodeProject &project, Dice dice)
{
    constexpr int changes = 4;
    constexpr int notesKept = 2;
    for (int change = 0; change < changes && !project.noteSentences.isEmpty(); ++change) {
        CodeFile &file =
            project.files.at(static_cast<std::size_t>(dice.below(static_cast<qint64>(project.files.size()))));
        if (file.symbols.empty())
            continue;
        CodeSymbol &symbol =
            file.symbols.at(static_cast<std::size_t>(dice.below(static_cast<qint64>(file.symbols.size()))));
        const QString note = project.noteSentences.at(dice.below(project.noteSentences.size()));
        symbol.notes.removeAll(note);
        symbol.notes.append(note);
        if (symbol.notes.size() > notesKept)
            symbol.notes.removeFirst();
    }
    ++project.lastExample;
    ++project.firstExample;
}

} // namespace

void CodePart::begin(qint64)
{
    const QMap<QString, QString> repositories{
        {u"harkwave-lab/harkwave"_s, u"harkwave"_s},
        {u"quillcue/quillcue-python"_s, u"quillcue"_s},
        {u"strandform/strandform-validator"_s, u"strandform"_s},
        {u"saltbell-lab/saltbell"_s, u"saltbell"_s},
    };
    for (auto it = repositories.cbegin(); it != repositories.cend(); ++it) {
        const CodeProject project =
            readProject(QString::fromUtf8(resource(u"code/%1.txt"_s.arg(it.value()))));
        m_site.setFiles(it.key(), treeOf(project));
        m_projects.insert(it.key(), project);
    }
}

void CodePart::passDays(int step, qint64, qint64)
{
    for (auto it = m_projects.begin(); it != m_projects.end(); ++it) {
        develop(*it, Dice::of(Dice::seedOf(it.key().toStdString()), step));
        m_site.setFiles(it.key(), treeOf(*it));
    }
}

std::optional<HttpAnswer> CodePart::answer(const HttpRequest &request)
{
    const QString what = request.url.path().section(u'/', 4, 4);
    if (request.host() == QLatin1StringView(CodeSite::apiHost) && what != "commits"_L1 &&
        what != "tarball"_L1)
        return std::nullopt;
    return m_site.answer(request);
}

} // namespace lockkeeper::demo
