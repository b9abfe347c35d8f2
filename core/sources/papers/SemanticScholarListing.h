// Semantic Scholar's paper search. https://api.semanticscholar.org/api-docs/graph (paper relevance search)
#pragma once

#include "sources/papers/PaperListing.h"

#include <QJsonValue>
#include <QUrl>

namespace lockkeeper::sources::papers {

[[nodiscard]] ReadPaper readScholarPaper(const QJsonValue &value);

class SemanticScholarListing final : public PaperListing
{
public:
    // `base`: of the endpoint "semanticscholar".
    SemanticScholarListing(QUrl base, const QString &query);

    [[nodiscard]] QString source() const override;
    [[nodiscard]] QString firstPlace() const override;
    [[nodiscard]] qsizetype reach() const override;
    [[nodiscard]] http::Request page(const QString &place, qsizetype results) const override;
    [[nodiscard]] Result<PaperPage> read(const http::Response &response, const QString &place,
                                         qsizetype first, qsizetype most) const override;
    [[nodiscard]] http::Request some(const QStringList &ids) const override;
    [[nodiscard]] Result<PaperPage> readSome(const http::Response &response) const override;
    [[nodiscard]] http::Request one(const QString &id) const override;
    [[nodiscard]] Result<ReadPaper> readOne(const http::Response &response) const override;
    [[nodiscard]] bool isId(const QString &key) const override;
    [[nodiscard]] Error explained(Error error) const override;

private:
    QUrl m_base;
    QString m_query;
};

} // namespace lockkeeper::sources::papers
