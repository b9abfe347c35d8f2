#include "ui/dashboard/ExampleConfig.h"

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

QString exampleConfig()
{
    return u"# my-community/config.yaml\n"
           "id: my-community\n"
           "name: My Community\n"
           "description: Analysis tools and their users\n"
           "# Leave out what you do not have.\n"
           "github:\n"
           "  repos:\n"
           "    - owner/repository\n"
           "docstrings:\n"
           "  repos:\n"
           "    - repo: owner/repository\n"
           "discourse:\n"
           "  - url: https://forum.example.org\n"
           "citations:\n"
           "  queries:\n"
           "    - Name of the Toolbox\n"
           "mailman:\n"
           "  - list_name: tools\n"
           "    base_url: https://lists.example.org/pipermail/tools/\n"_s;
}

} // namespace lockkeeper::ui
