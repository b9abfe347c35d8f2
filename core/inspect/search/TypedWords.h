// A search field's text, taken apart as people write it. Within core/inspect; pure.
#pragma once

#include "inspect/search/SearchText.h"

#include <QList>
#include <QString>

#include <optional>

namespace lockkeeper::inspect {

struct TypedWord
{
    QString text;  // without quotes, sign, "title:" and star
    QString typed; // with them
    bool phrase = false;
    bool unwanted = false;
    bool titleOnly = false;
    bool star = false;     // it ended in *
    bool open = false;     // nothing ends it: not a space, not a quote
    bool ofNumber = false; // set by those who took it for one, or for an address
};

// By white space and quotes; a quote that nothing closes goes to the end. Empty phrases are none.
[[nodiscard]] QList<TypedWord> typedWords(const QString &text);

// The first of "#2022", "GH-2022", "PR 2022", "issue #2022", "BEP 32", "topic 7", "owner/name#2022" among
// what is wanted; its words are marked.
[[nodiscard]] std::optional<ItemNumber> takeNumber(QList<TypedWord> &words);
// The first address among what is wanted; a DOI as https://doi.org/… Empty: none.
[[nodiscard]] QString takeAddress(QList<TypedWord> &words);

} // namespace lockkeeper::inspect
