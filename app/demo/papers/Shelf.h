// The demo's library: made-up papers on the communities' tools, growing and corrected as days pass.
#pragma once

#include "demo/content/Phrasebook.h"
#include "demo/papers/Library.h"
#include "demo/papers/Paper.h"

#include <memory>
#include <vector>

namespace lockkeeper::demo {

// Papers of one kind: their titles come from the list "paper.<kind>.title" of the community's words.
struct PaperKind
{
    QString name;
    int papers = 0; // when the demo begins
};

class Shelf final : public Library
{
public:
    void add(const QString &community, const QList<PaperKind> &kinds, qint64 began);
    void passDays(int step, qint64 from, qint64 to);

    [[nodiscard]] QJsonArray works(const QString &query) const override;
    [[nodiscard]] QJsonArray worksCiting(const QString &work) const override;
    [[nodiscard]] QJsonObject work(const QString &id) const override;
    [[nodiscard]] QString workOfDoi(const QString &doi) const override;
    [[nodiscard]] QJsonArray scholarPapers(const QString &query) const override;
    [[nodiscard]] QJsonObject scholarPaper(const QString &id) const override;
    [[nodiscard]] QStringList pmids(const QString &query) const override;
    [[nodiscard]] QDate modified(const QString &pmid) const override;
    [[nodiscard]] QString record(const QString &pmid) const override;

private:
    struct Community
    {
        QString id;
        QList<PaperKind> kinds;
        std::shared_ptr<const Phrasebook> words;
        int papers = 0;
    };

    [[nodiscard]] Paper written(Community &community, const QString &kind, const QDate &date) const;
    void correct(const Community &community, Paper &paper, int step, const QDate &day) const;
    // Newest first, then by number.
    template <typename Wanted>
    [[nodiscard]] std::vector<const Paper *> chosen(Wanted wanted) const;

    std::vector<Community> m_communities;
    std::vector<Paper> m_papers;
};

} // namespace lockkeeper::demo
