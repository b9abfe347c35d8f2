// Reads communities from YAML. One bad community never hides the others. Blocking file access: not for the
// GUI thread.
#pragma once

#include "base/Result.h"
#include "community/Community.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

namespace lockkeeper::community {

struct Problem
{
    enum class Severity { Error, Warning };

    Severity severity = Severity::Error;
    QString file;   // path as given
    int line = 0;   // 1-based, 0 where the whole file is meant
    int column = 0; // 1-based
    QString key;    // dotted path such as "github.repos[2]" (from 0), empty where none applies
    QString text;   // a sentence
    QString hint;   // what to do; may be empty

    // "mne/config.yaml:12:5: github.repos[2]: …", as compilers print it, so that editors can jump there;
    // a warning has "warning: " before the key.
    [[nodiscard]] QString describe() const;
};

struct LoadedCommunity
{
    QString id;                         // the folder's name
    QString file;                       // path of its config.yaml
    std::optional<Community> community; // empty: broken, `problems` has at least one error
    QList<Problem> problems;            // warnings, too

    [[nodiscard]] bool broken() const { return !community.has_value(); }
};

// One config.yaml. Never fails as a call: what is wrong stands in `problems`.
[[nodiscard]] LoadedCommunity loadFile(const QString &path);

// The same of a text that is in no file, as the one of the community `id`. Not blocking.
[[nodiscard]] LoadedCommunity loadText(const QByteArray &text, const QString &id);

// Every `<folder>/<id>/config.yaml`, sorted by id. Folders without a config.yaml are passed over.
// Fails (kind config) where the folder does not exist or cannot be read.
[[nodiscard]] Result<QList<LoadedCommunity>> loadFolder(const QString &folder);

} // namespace lockkeeper::community
