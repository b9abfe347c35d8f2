#include "community/YamlSource.h"

#include "community/Excerpt.h"
#include "community/ProblemList.h"
#include "community/YamlScan.h"

#include <QCoreApplication>

#include <algorithm>

namespace lockkeeper::community {

using namespace Qt::StringLiterals;

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::Configuration)
};

bool isSpaceOrTab(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

// The document's end mark, and whatever may follow it, belong to nobody.
bool endsDocument(QByteArrayView line)
{
    return line.startsWith("...") && line.sliced(3).trimmed().isEmpty();
}
} // namespace

Result<YamlSource> YamlSource::read(const QByteArray &text)
{
    ProblemList problems({});
    problems.setText(text);
    auto tree = parseYaml(text, problems);
    if (!tree || tree->isEmpty() || problems.hasErrors()) {
        const QList<Problem> said = problems.sorted();
        return said.isEmpty() ? refused(Tr::tr("The file holds no configuration."), {})
                              : refused(said.first().text, said.first().hint);
    }
    YamlSource source;
    source.m_text = text;
    source.m_tree = *std::move(tree);
    for (qsizetype begin = 0; begin < text.size();) {
        source.m_lines.push_back(begin);
        const qsizetype end = text.indexOf('\n', begin);
        begin = end < 0 ? text.size() : end + 1;
    }
    return source;
}

int YamlSource::lineOf(qsizetype offset) const
{
    return static_cast<int>(std::upper_bound(m_lines.begin(), m_lines.end(), offset) - m_lines.begin()) - 1;
}

qsizetype YamlSource::lineBegin(int line) const
{
    return line < lineCount() ? m_lines[static_cast<std::size_t>(line)] : m_text.size();
}

QByteArrayView YamlSource::line(int line) const
{
    QByteArrayView whole =
        QByteArrayView(m_text).sliced(lineBegin(line), lineBegin(line + 1) - lineBegin(line));
    while (whole.endsWith('\n') || whole.endsWith('\r'))
        whole.chop(1);
    return whole;
}

int YamlSource::indentOf(int number) const
{
    const QByteArrayView whole = line(number);
    return static_cast<int>(std::find_if(whole.begin(), whole.end(), [](char c) { return c != ' '; }) -
                            whole.begin());
}

bool YamlSource::isBlank(int number) const
{
    return line(number).trimmed().isEmpty();
}

bool YamlSource::isComment(int number) const
{
    return line(number).trimmed().startsWith('#');
}

int YamlSource::contentEnd(const YamlPlace &entry) const
{
    int end = entry.endLine;
    while (end > entry.firstLine + 1 &&
           (isBlank(end - 1) || (isComment(end - 1) && indentOf(end - 1) <= std::max(entry.column, 0))))
        --end;
    return end;
}

YamlPlace YamlSource::whole() const
{
    const YamlNode &root = m_tree.at(m_tree.root());
    YamlPlace place;
    place.id = m_tree.root();
    place.value = root.mark.offset;
    place.column = -1;
    place.endLine = lineCount();
    for (int i = lineOf(root.mark.offset); i < lineCount(); ++i) {
        if (endsDocument(line(i))) {
            place.endLine = i;
            break;
        }
    }
    return place;
}

int YamlSource::count(const YamlPlace &place) const
{
    const YamlNode &node = at(place);
    const auto children = static_cast<int>(node.children.size());
    return node.kind == YamlNode::Kind::Map ? children / 2 : children;
}

int YamlSource::indexOf(const YamlPlace &map, const QString &key) const
{
    const YamlNode &node = at(map);
    if (node.kind != YamlNode::Kind::Map)
        return -1;
    for (int i = 0; i < count(map); ++i) {
        const YamlNode &one = m_tree.at(node.children[static_cast<std::size_t>(i) * 2]);
        if (one.kind == YamlNode::Kind::Text && one.text == key)
            return i;
    }
    return -1;
}

bool YamlSource::hasMerge(const YamlPlace &map) const
{
    return indexOf(map, u"<<"_s) >= 0;
}

Result<std::vector<int>> YamlSource::dashLines(const YamlPlace &list) const
{
    const int column = at(list).mark.byteColumn;
    std::vector<int> lines;
    for (int i = lineOf(list.value); i < list.endLine; ++i) {
        const QByteArrayView text = line(i);
        const bool dash = indentOf(i) == column && text.size() > column && text.at(column) == '-' &&
                          (text.size() == column + 1 || isSpaceOrTab(text.at(column + 1)));
        if (dash)
            lines.push_back(i);
    }
    if (lines.size() != at(list).children.size())
        return notEditable(list.value);
    return lines;
}

Result<YamlPlace> YamlSource::child(const YamlPlace &parent, int number) const
{
    const YamlNode &node = at(parent);
    const bool isMap = node.kind == YamlNode::Kind::Map;
    const auto index = static_cast<std::size_t>(isMap ? number * 2 + 1 : number);
    YamlPlace place;
    place.id = node.children.at(index);
    place.parent = parent.id;
    place.child = number;
    place.value = node.marks.at(index).offset;
    place.inFlow = parent.inFlow || node.flow;
    place.last = number + 1 == count(parent);
    place.endLine = parent.endLine;
    if (isMap) {
        place.key = node.marks.at(index - 1).offset;
        place.column = node.marks.at(index - 1).byteColumn;
        place.firstLine = lineOf(place.key);
        if (m_tree.at(node.children.at(index - 1)).aliased)
            return notEditable(place.key);
        if (!place.inFlow && !place.last)
            place.endLine = lineOf(node.marks.at(index + 1).offset);
    } else if (!place.inFlow) {
        const Result<std::vector<int>> dashes = dashLines(parent);
        if (!dashes)
            return dashes.error();
        place.column = node.mark.byteColumn;
        place.firstLine = dashes->at(index);
        if (!place.last)
            place.endLine = dashes->at(index + 1);
    }
    const char first = place.value < m_text.size() ? m_text.at(place.value) : '\n';
    const bool named = m_tree.at(place.id).aliased || (at(place).kind != YamlNode::Kind::Null &&
                                                       (first == '&' || first == '*' || first == '!'));
    if (named)
        return notEditable(place.value);
    return place;
}

Result<std::optional<YamlPlace>> YamlSource::find(const YamlPath &path) const
{
    YamlPlace place = whole();
    for (const YamlStep &step : path) {
        const int number = step.index >= 0 ? step.index : indexOf(place, step.key);
        if (number < 0 || number >= count(place))
            return std::optional<YamlPlace>();
        const Result<YamlPlace> next = child(place, number);
        if (!next)
            return next.error();
        place = *next;
    }
    return std::optional<YamlPlace>(place);
}

Result<void> YamlSource::isFree(const YamlPlace &place) const
{
    for (int i = 0; i < count(place); ++i) {
        const YamlNode &node = at(place);
        const auto index = static_cast<std::size_t>(node.kind == YamlNode::Kind::Map ? i * 2 + 1 : i);
        YamlPlace inner = place;
        inner.id = node.children.at(index);
        inner.value = node.marks.at(index).offset;
        const char first = inner.value < m_text.size() ? m_text.at(inner.value) : '\n';
        const bool named = at(inner).aliased || first == '&' || first == '*';
        if (named)
            return notEditable(inner.value);
        if (Result<void> free = isFree(inner); !free)
            return free;
    }
    return {};
}

Error YamlSource::notEditable(qsizetype offset) const
{
    return refused(
        Tr::tr("Line %1 of the configuration is written in a way that cannot be changed here "
               "without a risk for the rest (an anchor, an alias, a merge key or a tag, as a rule).")
            .arg(lineOf(offset) + 1),
        Tr::tr("Change it in a text editor, or write it out in full there first."));
}

} // namespace lockkeeper::community
