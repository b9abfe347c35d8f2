#include "community/SourcePlaces.h"

#include "community/ConfigFile.h"
#include "community/ProblemList.h"
#include "community/Reader.h"

namespace lockkeeper::community {

using namespace Qt::StringLiterals;

namespace {
class PlaceReader final
{
public:
    PlaceReader(Reader &reader, const ProblemList &problems)
        : m_reader(reader)
        , m_problems(problems)
    {
    }

    // A list of texts, or, with `member`, of maps that have it.
    void take(const Value *list, QLatin1StringView member = {})
    {
        if (list == nullptr)
            return;
        for (const Value &item : m_reader.list(*list)) {
            if (member.isEmpty()) {
                add(item);
                continue;
            }
            const auto fields = m_reader.map(item);
            if (const Value *value = fields ? fields->find(member) : nullptr)
                add(*value);
        }
    }
    void take(const Fields &top, QLatin1StringView section, QLatin1StringView list,
              QLatin1StringView member = {})
    {
        if (const auto fields = m_reader.map(top, section))
            take(fields->find(list), member);
    }
    [[nodiscard]] QList<SourcePlace> places() const { return m_places; }

private:
    void add(const Value &value)
    {
        if (value.node == nullptr || value.node->kind != YamlNode::Kind::Text)
            return;
        const Problem at = m_problems.at(value.mark);
        m_places.append(
            {.key = value.key, .text = value.node->text.trimmed(), .line = at.line, .column = at.column});
    }

    Reader &m_reader;
    const ProblemList &m_problems;
    QList<SourcePlace> m_places;
};
} // namespace

QList<SourcePlace> sourcePlaces(const QString &path)
{
    ProblemList problems(path); // what is wrong is the loader's to tell
    const auto text = readConfigFile(path, problems);
    const auto tree = text ? parseYaml(*text, problems) : std::nullopt;
    if (!tree || tree->isEmpty())
        return {};
    Reader reader(*tree, problems);
    const auto top = reader.map(reader.root());
    if (!top)
        return {};
    PlaceReader places(reader, problems);
    places.take(*top, "github"_L1, "repos"_L1);
    places.take(*top, "citations"_L1, "queries"_L1);
    places.take(*top, "citations"_L1, "dois"_L1);
    places.take(*top, "docstrings"_L1, "repos"_L1, "repo"_L1);
    places.take(top->find("discourse"_L1), "url"_L1);
    places.take(top->find("mailman"_L1), "base_url"_L1);
    return places.places();
}

} // namespace lockkeeper::community
