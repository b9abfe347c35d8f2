// What a project's homepage tells of where its community is. Pure; any thread.
#pragma once

#include <QList>
#include <QString>
#include <QUrl>

namespace lockkeeper::onboarding {

struct PageFacts
{
    QString title;
    QString description;
    QString generator; // "Discourse 3.2.0 - https://github.com/discourse/discourse"
    QString basePath;  // of a Discourse below its host's root: "/community"
    QList<QUrl> links; // absolute, http(s), each once, in the order of the page; without a fragment
};

// `page`: where it was found. Reads a bounded number of links.
[[nodiscard]] PageFacts readHomepage(const QString &html, const QUrl &page);

// The text of <title>, in one line.
[[nodiscard]] QString titleOf(const QString &html);

} // namespace lockkeeper::onboarding
