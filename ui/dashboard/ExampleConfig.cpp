#include "ui/dashboard/ExampleConfig.h"

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

QString exampleConfig()
{
    return u"# my-community/config.yaml\n"
           "id: my-community\n"
           "name: My Community\n"
           "description: Analysis tools and their users\n"
           "github:\n"
           "  repos:\n"
           "    - owner/repository\n"_s;
}

} // namespace lockkeeper::ui
