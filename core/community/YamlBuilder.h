// Turns yaml-cpp's events into a YamlTree.
#pragma once

#include "community/YamlTree.h"

#include <QSet>

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/mark.h>

#include <unordered_map>

namespace lockkeeper::community {

[[nodiscard]] inline Mark toMark(const YAML::Mark &mark)
{
    return {.line = mark.line, .byteColumn = mark.column, .offset = mark.pos};
}

class YamlBuilder final : public YAML::EventHandler
{
public:
    explicit YamlBuilder(ProblemList &problems);

    [[nodiscard]] YamlTree takeTree() { return std::move(m_tree); }

    void OnDocumentStart(const YAML::Mark & /*mark*/) override {}
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark &mark, YAML::anchor_t anchor) override;
    void OnAlias(const YAML::Mark &mark, YAML::anchor_t anchor) override;
    void OnScalar(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor,
                  const std::string &value) override;
    void OnSequenceStart(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value style) override;
    void OnSequenceEnd() override;
    void OnMapStart(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value style) override;
    void OnMapEnd() override;

private:
    // A list or map that is still being read.
    struct Open
    {
        YamlTree::Id id = 0;
        QSet<QString> keys; // of a map
        QString key;        // the last one read
    };

    YamlTree::Id add(YamlNode::Kind kind, const YAML::Mark &mark, YAML::anchor_t anchor);
    void append(YamlTree::Id child, const YAML::Mark &mark);
    void checkKey(Open &map, YamlTree::Id key, const YAML::Mark &mark);
    [[nodiscard]] QString pathTo(const QString &key) const;

    ProblemList &m_problems;
    YamlTree m_tree;
    std::vector<Open> m_open;
    std::unordered_map<YAML::anchor_t, YamlTree::Id> m_anchors;
};

} // namespace lockkeeper::community
