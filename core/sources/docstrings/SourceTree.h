// The files of a repository at one commit that are of interest, by language.
#pragma once

#include "store/Rows.h"

#include <QByteArray>
#include <QMap>
#include <QString>

#include <vector>

namespace lockkeeper::sources::docstrings {

inline constexpr qint64 largestFile = 2 * 1024 * 1024; // bytes; what is larger is data, not code

struct SourceFile
{
    QString path; // within the repository
    QByteArray bytes;
};

struct LanguageFiles
{
    std::vector<SourceFile> files;           // in the order of their paths
    std::vector<store::SkippedItem> skipped; // keyed by path
};

using SourceTree = QMap<QString, LanguageFiles>; // by language: "matlab", "python"

} // namespace lockkeeper::sources::docstrings
