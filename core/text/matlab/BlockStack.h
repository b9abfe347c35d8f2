// Which blocks a line of a classdef file is inside of: tells methods from functions behind the class.
#pragma once

#include <QString>

#include <vector>

namespace lockkeeper::text {

class BlockStack final
{
public:
    // Takes the code of the file's next line (codeOf()).
    void take(const QString &code);

    [[nodiscard]] bool inClass() const { return !m_blocks.empty() && m_blocks.front() == Block::Class; }

private:
    enum class Block : quint8 { Class, Section, Function, Other };

    void word(const QString &word, bool beginsStatement, QChar next);
    void resynchronise(const QString &code);

    std::vector<Block> m_blocks;
    int m_brackets = 0; // open ones: `end` within them is an index
};

} // namespace lockkeeper::text
