// All remotes of the demo behind one server. Any thread.
#pragma once

#include "demo/Part.h"
#include "demo/content/Calendar.h"

#include <QMap>
#include <QString>

#include <memory>
#include <mutex>
#include <vector>

namespace lockkeeper::demo {

class World final
{
public:
    // As it was at the calendar's last time.
    explicit World(const Calendar &calendar);

    // A host or path that no part knows: 404, with a sentence.
    [[nodiscard]] HttpAnswer answer(const HttpRequest &request);
    // The calendar's last step happens everywhere.
    void passDays(const Calendar &calendar);

private:
    std::mutex m_mutex;
    std::vector<std::unique_ptr<Part>> m_parts;
};

// The endpoints of the services whose addresses no configuration names: name -> URL.
[[nodiscard]] QMap<QString, QString> demoEndpoints();

} // namespace lockkeeper::demo
