// OpenAlex gives an abstract as word -> positions (its "abstract_inverted_index").
// https://docs.openalex.org/api-entities/works/work-object
#pragma once

#include <QJsonObject>
#include <QString>

namespace lockkeeper::sources::papers {

// The words in the order of their positions. Takes memory by what the index holds, never by how large its
// positions are; what is no position is passed over. Long texts end early: an abstract is cut anyway.
[[nodiscard]] QString textOfIndex(const QJsonObject &index);

} // namespace lockkeeper::sources::papers
