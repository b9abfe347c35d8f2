// The archive of Quillcue's mailing list: lists.quillcue.example/pipermail/quillcue-discuss.
#pragma once

#include "demo/Part.h"
#include "demo/content/ListTalk.h"
#include "demo/mailman/MailArchive.h"

namespace lockkeeper::demo {

class MailmanPart final : public Part
{
public:
    MailmanPart();

    void begin(qint64 began) override;
    void passDays(int step, qint64 from, qint64 to) override;
    std::optional<HttpAnswer> answer(const HttpRequest &request) override;

    [[nodiscard]] const MailArchive &archive() const { return m_archive; }

private:
    void add(const std::vector<Mail> &mails);

    ListTalk m_talk;
    MailArchive m_archive;
};

} // namespace lockkeeper::demo
