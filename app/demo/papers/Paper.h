// A made-up paper, and what each service tells of it.
#pragma once

#include "demo/content/Dice.h"

#include <QDate>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

namespace lockkeeper::demo {

struct AbstractSection
{
    QString label; // empty: the abstract is one piece
    QString text;
};

struct Paper
{
    QString community;
    int number = 0; // within the community, from 1
    QString title;  // may carry <i>…</i>, as publishers hand it in
    QList<AbstractSection> abstract;
    QStringList authors; // "Given Family"
    QString journal;
    QDate date;
    QDate modified;
    bool openAccess = false;
    bool citesTool = false; // the community's own paper
    bool inScholar = false; // each service knows but some
    bool inPubmed = false;

    [[nodiscard]] QString doi() const;
    [[nodiscard]] QString work() const;      // OpenAlex's id
    [[nodiscard]] QString scholarId() const; // Semantic Scholar's
    [[nodiscard]] QString pmid() const;
    [[nodiscard]] QString text() const; // the abstract as one piece, labels kept
    // Whether every word of a query stands in its title or abstract.
    [[nodiscard]] bool matches(const QString &query) const;
};

[[nodiscard]] QJsonObject asWork(const Paper &paper);
[[nodiscard]] QJsonObject asScholarPaper(const Paper &paper);
[[nodiscard]] QString asPubmedRecord(const Paper &paper);

// The paper on the community's own tool, which others cite: its DOI and OpenAlex's id.
[[nodiscard]] QString toolDoi(const QString &community);
[[nodiscard]] QString toolWork(const QString &community);

} // namespace lockkeeper::demo
