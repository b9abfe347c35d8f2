// The sections of a configuration, each brought from `before` to `after` in its text.
#pragma once

#include "community/Community.h"
#include "community/YamlEditor.h"

namespace lockkeeper::community {

[[nodiscard]] const QStringList &topOrder(); // of the keys we write

// name, description, status, links, maintainers
[[nodiscard]] Result<void> editIdentity(YamlEditor &editor, const Community &before, const Community &after);
[[nodiscard]] Result<void> editSchedule(YamlEditor &editor, const Community &before, const Community &after);
// github, citations
[[nodiscard]] Result<void> editTextLists(YamlEditor &editor, const Community &before, const Community &after);
[[nodiscard]] Result<void> editDocstrings(YamlEditor &editor, const Community &before,
                                          const Community &after);
[[nodiscard]] Result<void> editForums(YamlEditor &editor, const Community &before, const Community &after);
[[nodiscard]] Result<void> editMailingLists(YamlEditor &editor, const Community &before,
                                            const Community &after);

// A list of texts through the rule the loader has for it (none: as it is).
struct TextListPlace
{
    YamlPath map;
    QString key;
    QStringList order;
    bool flow = false;          // how a list that isn't there yet is written
    Quote quote = Quote::Plain; // where it has no items to be like
    Result<QString> (*rule)(const QString &) = nullptr;
};
[[nodiscard]] Result<void> editTexts(YamlEditor &editor, const TextListPlace &place,
                                     const QStringList &before, const QStringList &after);

// The text of one key of an item's map, through the rule.
[[nodiscard]] std::optional<QString> fieldText(const YamlSource &source, const YamlPlace &map,
                                               const QString &key);

} // namespace lockkeeper::community
