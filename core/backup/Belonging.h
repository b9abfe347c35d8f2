// Whose a file is, as far as its sources tell: a database has no community written in it. Pure.
#pragma once

#include <QMap>
#include <QString>
#include <QStringList>

namespace lockkeeper::backup {

struct SourcesAround // each as "github owner/name": sync_metadata's type and name
{
    QStringList present;               // of the database that is to be replaced
    QStringList configured;            // of its community
    QMap<QString, QStringList> others; // configured of the other communities, by their ids
};

struct Belonging
{
    enum class Verdict {
        Own,     // it has a source of the community's
        Unknown, // nothing to compare, or every source has been configured anew since, for all that is known
        Foreign, // the present database has sources, too, and none of these; or another community has some
    };

    Verdict verdict = Verdict::Unknown;
    bool compared = false;   // there are sources on both sides
    QStringList communities; // the others that have some of its sources configured
};

[[nodiscard]] Belonging belongingOf(const QStringList &sources, const SourcesAround &around);

// "github owner/name, papers openalex:…, and 3 more"
[[nodiscard]] QString sourcesText(const QStringList &sources);

} // namespace lockkeeper::backup
