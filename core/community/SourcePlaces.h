// Where a configuration's sources stand in its file, so that what is found out about one later can be told
// with its line. Blocking file access: not for the GUI thread.
#pragma once

#include <QList>
#include <QString>

namespace lockkeeper::community {

struct SourcePlace
{
    QString key;    // "github.repos[2]", "discourse[0].url"
    QString text;   // the value as it is written: "https://doi.org/10.1038/…"
    int line = 0;   // 1-based
    int column = 0; // 1-based
};

// Of github.repos, citations.queries and .dois, docstrings.repos (their repo), discourse (url) and mailman
// (base_url), in that order; none where the file cannot be read.
[[nodiscard]] QList<SourcePlace> sourcePlaces(const QString &path);

} // namespace lockkeeper::community
