#include "text/matlab/BlockStack.h"

#include "text/matlab/CodeLine.h"

#include <QRegularExpression>
#include <QSet>

using namespace Qt::StringLiterals;

namespace lockkeeper::text {

namespace {
bool opensStatements(const QString &word)
{
    static const QSet<QString> words{u"if"_s,  u"for"_s,    u"while"_s, u"switch"_s,
                                     u"try"_s, u"parfor"_s, u"spmd"_s};
    return words.contains(word);
}

bool opensSection(const QString &word)
{
    static const QSet<QString> words{u"methods"_s, u"properties"_s, u"events"_s, u"enumeration"_s};
    return words.contains(word);
}

bool closes(const QString &word) // Octave's, too
{
    return word == "end"_L1 || word == "endfunction"_L1 || word == "endif"_L1 || word == "endfor"_L1 ||
           word == "endwhile"_L1 || word == "endswitch"_L1 || word == "endmethods"_L1 ||
           word == "endproperties"_L1 || word == "endclassdef"_L1;
}
} // namespace

// A section's line can stand nowhere but directly in a class: where the count has gone astray before it, it
// is right again from here on.
void BlockStack::resynchronise(const QString &code)
{
    static const QRegularExpression section(
        u"^\\s*(methods|properties|events|enumeration)\\s*+(\\([^()=]*(=[^()]*)?\\))?\\s*$"_s);
    if (!section.match(code).hasMatch())
        return;
    m_blocks = {Block::Class};
    m_brackets = 0;
}

void BlockStack::word(const QString &word, bool beginsStatement, QChar next)
{
    if (closes(word)) {
        if (!m_blocks.empty())
            m_blocks.pop_back();
        return;
    }
    if (!beginsStatement || next == u'=')
        return;
    if (word == "classdef"_L1)
        m_blocks = {Block::Class};
    else if (word == "function"_L1)
        m_blocks.push_back(Block::Function);
    else if (opensSection(word) && m_blocks.size() == 1 && inClass())
        m_blocks.push_back(Block::Section);
    else if (opensStatements(word) || (word == "arguments"_L1 && !m_blocks.empty() &&
                                       m_blocks.back() == Block::Function && (next.isNull() || next == u'(')))
        m_blocks.push_back(Block::Other);
}

void BlockStack::take(const QString &code)
{
    resynchronise(code);
    bool beginsStatement = true;
    for (qsizetype at = 0; at < code.size();) {
        const QChar c = code.at(at);
        if (!isWordCharacter(c)) {
            if (c == u'(' || c == u'[' || c == u'{')
                ++m_brackets;
            else if (c == u')' || c == u']' || c == u'}')
                m_brackets = qMax(0, m_brackets - 1);
            if (c == u';' || c == u',')
                beginsStatement = true;
            else if (!c.isSpace())
                beginsStatement = false;
            ++at;
            continue;
        }
        qsizetype end = at;
        while (end < code.size() && isWordCharacter(code.at(end)))
            ++end;
        qsizetype next = end;
        while (next < code.size() && code.at(next).isSpace())
            ++next;
        const bool isField = at > 0 && code.at(at - 1) == u'.';
        if (m_brackets == 0 && !isField)
            word(code.mid(at, end - at), beginsStatement, next < code.size() ? code.at(next) : QChar());
        beginsStatement = false;
        at = end;
    }
}

} // namespace lockkeeper::text
