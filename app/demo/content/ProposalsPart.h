// Proposals for the made-up community `bids`: their list at raw.github.example, their pull requests at
// api.github.example, their text in the authors' forks.
#pragma once

#include "demo/Part.h"
#include "demo/beps/BepSite.h"
#include "demo/content/Phrasebook.h"

#include <memory>

namespace lockkeeper::demo {

class ProposalsPart final : public Part
{
public:
    ProposalsPart();

    void begin(qint64 began) override;
    // One proposal is new, one gets a commit, one is closed.
    void passDays(int step, qint64 from, qint64 to) override;
    std::optional<HttpAnswer> answer(const HttpRequest &request) override;

private:
    void add(int place, qint64 at);
    [[nodiscard]] QByteArray text(int place, int file, int version) const;
    [[nodiscard]] int drawOpen(int step) const; // the number of an open pull request; 0: there is none

    std::shared_ptr<const Phrasebook> m_book;
    BepSite m_site;
    QMap<int, BepPull> m_pulls; // as they are at the site
    QMap<int, int> m_versions;  // by pull request
};

} // namespace lockkeeper::demo
