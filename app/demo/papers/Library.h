// What OpenAlex, Semantic Scholar and PubMed know of papers, each in its own form: what the services here
// answer from. Best matches first.
#pragma once

#include <QDate>
#include <QJsonArray>
#include <QJsonObject>
#include <QString>
#include <QStringList>

namespace lockkeeper::demo {

class Library
{
public:
    Library() = default;
    virtual ~Library() = default;
    Library(const Library &) = delete;
    Library &operator=(const Library &) = delete;

    [[nodiscard]] virtual QJsonArray works(const QString &query) const = 0;
    [[nodiscard]] virtual QJsonArray worksCiting(const QString &work) const = 0; // newest first
    [[nodiscard]] virtual QJsonObject work(const QString &id) const = 0;         // empty: unknown
    [[nodiscard]] virtual QString workOfDoi(const QString &doi) const = 0;       // empty: unknown

    [[nodiscard]] virtual QJsonArray scholarPapers(const QString &query) const = 0;
    [[nodiscard]] virtual QJsonObject scholarPaper(const QString &id) const = 0; // empty: unknown

    [[nodiscard]] virtual QStringList pmids(const QString &query) const = 0;
    [[nodiscard]] virtual QDate modified(const QString &pmid) const = 0;
    [[nodiscard]] virtual QString record(const QString &pmid) const = 0; // XML; empty: unknown
};

} // namespace lockkeeper::demo
