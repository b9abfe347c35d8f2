#include "text/matlab/MatlabHelp.h"

#include "text/matlab/BlockStack.h"
#include "text/matlab/CodeLine.h"
#include "text/matlab/FunctionLine.h"
#include "text/matlab/HelpFinder.h"

#include <array>

using namespace Qt::StringLiterals;

namespace lockkeeper::text {

namespace {
// By its first line of code: what begins thus is no MATLAB.
bool isOtherLanguage(const Lines &lines, std::size_t firstCode)
{
    if (firstCode == lines.size())
        return false;
    static constexpr std::array<QStringView, 13> beginnings{
        u"//",       u"/*",      u"#import",         u"#include",   u"#if", u"#define",
        u"#pragma",  u"@import", u"@implementation", u"@interface", u"(*",  u"BeginPackage[",
        u":- module"};
    const QStringView line = lines.at(firstCode).text.trimmed();
    for (const QStringView beginning : beginnings) {
        if (line.startsWith(beginning))
            return true;
    }
    return false;
}

std::size_t firstCodeOf(const Lines &lines)
{
    std::size_t index = 0;
    while (index < lines.size() && lines.at(index).kind != LineKind::Code)
        ++index;
    return index;
}
} // namespace

std::optional<std::vector<Symbol>> readMatlab(const QByteArray &bytes, const QString &fileStem)
{
    const Lines lines(bytes);
    const std::size_t firstCode = firstCodeOf(lines);
    if (isOtherLanguage(lines, firstCode))
        return {};
    std::vector<Symbol> symbols;
    const auto add = [&symbols](const QString &name, const QString &type, std::size_t index,
                                const QString &text) {
        if (!text.isEmpty())
            symbols.push_back(
                {.name = name, .type = type, .line = static_cast<qint64>(index) + 1, .text = text});
    };
    if (firstCode == lines.size() || !definitionAt(lines, firstCode))
        add(fileStem, u"script"_s, 0, helpOfScript(lines, firstCode));

    QString className;
    BlockStack blocks;
    for (std::size_t i = firstCode; i < lines.size(); ++i) {
        if (lines.at(i).kind != LineKind::Code)
            continue;
        std::size_t last = i;
        if (const std::optional<Definition> definition = definitionAt(lines, i)) {
            last = definition->last;
            const bool isMethod = !definition->isClass && blocks.inClass();
            if (definition->isClass)
                className = qualifiedName({}, definition->name);
            add(qualifiedName(isMethod ? className : QString(), definition->name),
                definition->isClass ? u"class"_s
                : isMethod          ? u"method"_s
                                    : u"function"_s,
                i, helpOf(lines, i, last));
        }
        if (className.isEmpty()) { // nothing to be inside of
            i = last;
            continue;
        }
        for (; i < last; ++i)
            blocks.take(codeOf(lines.at(i).text).code);
        blocks.take(codeOf(lines.at(i).text).code);
    }
    numberRepeats(symbols);
    return symbols;
}

} // namespace lockkeeper::text
