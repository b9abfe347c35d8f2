#include "community/YamlMessages.h"

#include <QCoreApplication>

#include <yaml-cpp/exceptions.h>

#include <algorithm>
#include <array>

namespace lockkeeper::community {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::Configuration)
};

struct Words
{
    const char *parser; // how yaml-cpp's message begins
    const char *text;
    const char *hint;
};

const std::array<Words, 15> allWords{{
    {YAML::ErrorMsg::TAB_IN_INDENTATION,
     QT_TRANSLATE_NOOP("lockkeeper::Configuration",
                       "A tab is used to indent this line; YAML allows only spaces."),
     QT_TRANSLATE_NOOP("lockkeeper::Configuration", "Replace the tab by spaces.")},
    {YAML::ErrorMsg::END_OF_SEQ_FLOW,
     QT_TRANSLATE_NOOP("lockkeeper::Configuration", "A list that begins with '[' is not closed."),
     QT_TRANSLATE_NOOP("lockkeeper::Configuration", "Add the missing ']' or ','.")},
    {YAML::ErrorMsg::END_OF_MAP_FLOW,
     QT_TRANSLATE_NOOP("lockkeeper::Configuration", "A map that begins with '{' is not closed."),
     QT_TRANSLATE_NOOP("lockkeeper::Configuration", "Add the missing '}' or ','.")},
    {YAML::ErrorMsg::FLOW_END,
     QT_TRANSLATE_NOOP("lockkeeper::Configuration", "There is a closing ']' or '}' without its opening one."),
     QT_TRANSLATE_NOOP("lockkeeper::Configuration", "Remove it, or put the text in quotes.")},
    {YAML::ErrorMsg::END_OF_SEQ,
     QT_TRANSLATE_NOOP("lockkeeper::Configuration", "This line does not belong to the list above it."),
     QT_TRANSLATE_NOOP("lockkeeper::Configuration", "Begin it with '- ', indented like the items above.")},
    {YAML::ErrorMsg::END_OF_MAP,
     QT_TRANSLATE_NOOP("lockkeeper::Configuration",
                       "This line is neither 'key: value' nor part of what is above it."),
     QT_TRANSLATE_NOOP("lockkeeper::Configuration",
                       "Check the indentation and that a space follows the colon.")},
    {YAML::ErrorMsg::BLOCK_ENTRY,
     QT_TRANSLATE_NOOP("lockkeeper::Configuration", "A list item ('- ') cannot stand here."),
     QT_TRANSLATE_NOOP("lockkeeper::Configuration", "Put it on a line of its own below its key.")},
    {YAML::ErrorMsg::MAP_VALUE,
     QT_TRANSLATE_NOOP("lockkeeper::Configuration", "A 'key: value' cannot stand here."),
     QT_TRANSLATE_NOOP("lockkeeper::Configuration",
                       "Check the indentation; put a text that contains ': ' in quotes.")},
    {YAML::ErrorMsg::MAP_KEY, QT_TRANSLATE_NOOP("lockkeeper::Configuration", "A key cannot stand here."),
     QT_TRANSLATE_NOOP("lockkeeper::Configuration", "Check the indentation.")},
    {YAML::ErrorMsg::DOC_IN_SCALAR,
     QT_TRANSLATE_NOOP("lockkeeper::Configuration", "A quoted text that begins further up is not closed."),
     QT_TRANSLATE_NOOP("lockkeeper::Configuration", "Add the missing quotation mark.")},
    {YAML::ErrorMsg::EOF_IN_SCALAR,
     QT_TRANSLATE_NOOP("lockkeeper::Configuration", "A quoted text that begins further up is not closed."),
     QT_TRANSLATE_NOOP("lockkeeper::Configuration", "Add the missing quotation mark.")},
    {YAML::ErrorMsg::UNKNOWN_ANCHOR,
     QT_TRANSLATE_NOOP("lockkeeper::Configuration",
                       "An alias ('*name') names an anchor that is not defined above."),
     QT_TRANSLATE_NOOP("lockkeeper::Configuration", "Define it with '&name', or put the text in quotes.")},
    {YAML::ErrorMsg::INVALID_ESCAPE,
     QT_TRANSLATE_NOOP("lockkeeper::Configuration",
                       "A backslash in double quotes is followed by an unknown character."),
     QT_TRANSLATE_NOOP("lockkeeper::Configuration", "Double the backslash, or use single quotes.")},
    {YAML::ErrorMsg::UNKNOWN_TOKEN,
     QT_TRANSLATE_NOOP("lockkeeper::Configuration", "No value can begin with this character."),
     QT_TRANSLATE_NOOP("lockkeeper::Configuration", "Put the text in quotes.")},
    {YAML::ErrorMsg::INVALID_UNICODE,
     QT_TRANSLATE_NOOP("lockkeeper::Configuration", "An escape in double quotes means no character."),
     QT_TRANSLATE_NOOP("lockkeeper::Configuration", "Write the character itself.")},
}};
} // namespace

YamlMessage messageFor(const std::string &parserMessage)
{
    // The map's own message begins as the flow map's does, so the whole of it is compared first.
    const auto same = [&](const Words &words) {
        return parserMessage == words.parser;
    };
    const auto begins = [&](const Words &words) {
        return parserMessage.starts_with(words.parser);
    };
    auto found = std::find_if(allWords.begin(), allWords.end(), same);
    if (found == allWords.end())
        found = std::find_if(allWords.begin(), allWords.end(), begins);
    if (found != allWords.end())
        return {.text = Tr::tr(found->text), .hint = Tr::tr(found->hint)};
    return {.text = Tr::tr("This is not valid YAML: %1.").arg(QString::fromStdString(parserMessage)),
            .hint = Tr::tr("Check the indentation and the quotation marks.")};
}

} // namespace lockkeeper::community
