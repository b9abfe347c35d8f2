// Finds what can be opened: folders of configurations (<folder>/<id>/config.yaml, as OSA's checkout has them)
// and data folders (<folder>/knowledge/<id>.db). Goes by names, and by the beginning of each config.yaml: no
// database is opened, and nothing is changed. Blocking: not for the GUI thread.
#pragma once

#include "base/Result.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <chrono>
#include <functional>
#include <stop_token>

namespace lockkeeper::sync {

struct FoundFolder
{
    QString folder;               // of communities, or the data folder
    QStringList communities = {}; // ids, sorted
    qint64 bytes = 0;             // of the databases

    friend bool operator==(const FoundFolder &, const FoundFolder &) = default;
};

struct FolderFinds
{
    QList<FoundFolder> configurations; // those with most communities first
    QList<FoundFolder> databases;      // these, too
    QString community;                 // whose configuration or database was pointed at; empty: a folder was
    bool byDatabase = false;           // it was the database
    int looked = 0;                    // folders looked into
    bool complete = true;              // else a limit ended the search
};

struct SearchLimits
{
    int depth = 6; // folders below the first one
    int folders = 20'000;
    std::chrono::milliseconds time{10'000};
};

using SearchListener = std::function<void(int looked)>; // called on the searching thread

// `path`: a folder, a config.yaml, or a database. A folder that is one of the above itself, or a community's,
// is found with the folder it belongs to. Hidden folders are passed over (but .local, where programs keep
// their data), and so are links to folders. Errors: config (it cannot be opened; why, and what can be),
// read_only (it may not be read), cancelled. A folder in which nothing is found is no error.
[[nodiscard]] Result<FolderFinds> findToOpen(const QString &path, const SearchLimits &limits = {},
                                             const SearchListener &listener = {},
                                             const std::stop_token &stop = {});

} // namespace lockkeeper::sync
