// OpenAlex's works, of a search or of those that cite one. https://docs.openalex.org/api-entities/works
#pragma once

#include "sources/papers/PaperListing.h"
#include "sources/papers/WholeQuery.h"

#include <QJsonValue>
#include <QUrl>

namespace lockkeeper::sources::papers {

[[nodiscard]] ReadPaper readWork(const QJsonValue &value);

class OpenAlexListing final : public PaperListing
{
public:
    // `base`: of the endpoint "openalex".
    [[nodiscard]] static OpenAlexListing search(const QUrl &base, const QString &query);
    [[nodiscard]] static OpenAlexListing citing(const QUrl &base, const QString &work); // newest first

    [[nodiscard]] QString source() const override;
    [[nodiscard]] QString firstPlace() const override;
    [[nodiscard]] QString numberedPlace() const override;
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
    OpenAlexListing(QUrl base, Parameters question);
    [[nodiscard]] http::Request request(const QString &path, const Parameters &question,
                                        const Parameters &part) const;

    QUrl m_base;
    Parameters m_question;
};

// "W123" out of "https://openalex.org/W123", null out of anything else.
[[nodiscard]] QString bareWorkId(const QString &id);

// What to do about an error of OpenAlex's that a key would help with.
[[nodiscard]] Error openAlexExplained(Error error);

} // namespace lockkeeper::sources::papers
