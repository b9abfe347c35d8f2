// The code of the communities' repositories: commits and archives of api.github.example, and
// codeload.github.example.
#pragma once

#include "demo/Part.h"
#include "demo/code/CodeSite.h"
#include "demo/code/Project.h"

#include <QMap>
#include <QString>

namespace lockkeeper::demo {

class CodePart final : public Part
{
public:
    void begin(qint64 began) override;
    void passDays(int step, qint64 from, qint64 to) override;
    std::optional<HttpAnswer> answer(const HttpRequest &request) override;

private:
    CodeSite m_site;
    QMap<QString, CodeProject> m_projects; // by repository
};

} // namespace lockkeeper::demo
